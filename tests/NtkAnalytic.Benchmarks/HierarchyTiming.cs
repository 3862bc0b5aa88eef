using System.Diagnostics;
using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Integrators;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.HigherKernels;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Benchmarks;

/// <summary>
/// The hierarchy of order 4 of one network (tanh, two hidden layers of 256, 60 points): the plain form, the reduced form with stored tensors, and the
/// reduced form without them, each in a process of its own so that its greatest memory can be told. Times are the clock's, and the processors' of all threads.
/// </summary>
internal static class HierarchyTiming
{
    private const int Points = 60;
    private const int Inputs = 10;
    private const int Order = 4;
    private static readonly string[] Forms = ["none", "plain", "stored", "matrix-free"];

    /// <summary>Runs all forms one after the other, or the one that is named, and prints a line for each.</summary>
    /// <param name="arguments">A form, or nothing.</param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length > 0)
        {
            Console.WriteLine(One(arguments[0]));
            return;
        }

        foreach (string form in Forms)
        {
            using var process = Process.Start(Environment.ProcessPath!, ["hierarchy-forms", form]);
            process.WaitForExit();
        }
    }

    private static string One(string form)
    {
        var network = new FiniteNetwork(new Network(Activation.Tanh, 2, 1.5, 0.1), Inputs, [256, 256]);
        using var sample = new NetworkSample(network, new ManagedBackend(Precision.Double), 1);
        var random = new Random(1);
        Matrix<double> points = Matrix<double>.Build.Dense(Points, Inputs, (_, _) => (2 * random.NextDouble()) - 1);
        var problem = new HierarchyProblem
        {
            Loss = OutputLoss.Squared,
            Targets = points.SubMatrix(0, Points, 0, 1),
            InitialOutputs = sample.Outputs(points)[0],
        };
        if (form == "none")
        {
            return string.Create(CultureInfo.InvariantCulture, $"without kernels: at most {Peak()} MiB");
        }

        using TangentJetSeries? series = form == "matrix-free" ? TangentJets.Series(sample, 0, points, null, Order) : null;
        (long Clock, TimeSpan Processor) start = Now();
        TangentSeries kernels = series ?? (TangentSeries)TangentJets.Tensors(sample, points, null, Order)[0];
        string building = Since(start);
        long before = Peak();
        double contraction = Contraction(kernels);
        start = Now();
        HierarchySolution solution = new TangentHierarchy(kernels, Order, form == "plain" ? HierarchyForm.Plain : HierarchyForm.Reduced)
            .Solve(problem, [5, 20], IntegrationMethods.DormandPrince5, StepControl.Adaptive(1e-6, 1e-8));
        string solving = Since(start);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{form}: building {building} (at most {before} MiB), a contraction {contraction:0.00} ms, solving {solving} with {solution.Statistics.Work.Evaluations} evaluations; at most {Peak()} MiB; loss {solution.Records[^1].Loss:g12}, {solution.Status}");
    }

    // The fastest of 20, after one to warm up, with the signature of a straight path.
    private static double Contraction(TangentSeries kernels)
    {
        double[] step = [.. Enumerable.Range(0, Points).Select(i => Math.Sin(i))];
        double[] signature = [.. step, .. step.SelectMany(a => step.Select(b => a * b / 2))];
        double[] kernel = new double[Points * Points];
        double least = double.PositiveInfinity;
        for (int i = 0; i <= 20; i++)
        {
            long start = Stopwatch.GetTimestamp();
            kernels.Kernel(Order, signature, kernel);
            least = i == 0 ? least : Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return least;
    }

    private static (long Clock, TimeSpan Processor) Now() => (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);

    private static string Since((long Clock, TimeSpan Processor) start) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Stopwatch.GetElapsedTime(start.Clock).TotalSeconds:0.00} s (of processors {(Process.GetCurrentProcess().TotalProcessorTime - start.Processor).TotalSeconds:0.00} s)");

    private static long Peak() => Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
}
