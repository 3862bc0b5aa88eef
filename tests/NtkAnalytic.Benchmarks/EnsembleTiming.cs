using System.Diagnostics;
using System.Globalization;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.EmpiricalKernels;
using NtkAnalytic.Simulation.Passes;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Benchmarks;

/// <summary>
/// Output, NNGP and NTK of one input for an ensemble of networks (relu, 100 wide, 50 deep), 16 at a time in the same memory: how long it takes, where
/// the time goes, and the greatest memory that the process has had.
/// </summary>
internal static class EnsembleTiming
{
    private const int Batch = 16;

    /// <summary>Runs it and prints a line.</summary>
    /// <param name="arguments">The number of networks, and the precision.</param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        int networks = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1000;
        Precision precision = arguments.Length > 1 ? Enum.Parse<Precision>(arguments[1], ignoreCase: true) : Precision.Double;
        var network = new FiniteNetwork(new Network(Activation.Relu, 50), 100, [100]);
        var backend = new TimingBackend(new ManagedBackend(precision));
        long start = Stopwatch.GetTimestamp();
        using TensorScope scope = backend.NewScope();
        Tensor parameters = scope.Allocate(Batch, 1, (int)network.ParameterCount);
        Tensor input = scope.Allocate(1, 1, network.Inputs);
        backend.Fill(input, 1);
        var kernel = new EmpiricalKernel(backend, scope, network, parameters, input, null, new KernelRequest(Diagonal: true));
        Tensor nngp = scope.Allocate(Batch, 1, 1);
        double sum = 0;
        double sumOfNtk = 0;
        for (int first = 0; first < networks; first += Batch)
        {
            ParameterDraw.Fill(backend, network, parameters, 1, (uint)first);
            kernel.Forward();
            kernel.Ntk();
            kernel.Nngp(network.Layers.Count, nngp);
            int taken = Math.Min(Batch, networks - first);
            sum += backend.ToArray(nngp).Take(taken).Sum();
            sumOfNtk += backend.ToArray(kernel.NtkParts[0]).Take(taken).Sum();
        }

        TimeSpan total = Stopwatch.GetElapsedTime(start);
        TimeSpan rest = total - backend.Random - backend.Products;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{networks} networks, {precision}: {total.TotalSeconds:0.00} s: random numbers {backend.Random / total:p0}, products {backend.Products / total:p0}, the rest {rest / total:p0} (of it in operations {backend.Others / total:p0}); at most {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB; means: NNGP {sum / networks:g4}, NTK {sumOfNtk / networks:g4}"));
    }
}
