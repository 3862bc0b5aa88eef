using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Integrators;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.HigherKernels;
using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Claims.HuangYau;

/// <summary>The equations: of networks in training, and truncated.</summary>
internal static class Hierarchy
{
    // Two layers, so that nothing rests on the neurons being independent.
    private const int HiddenLayers = 2;
    private const int Width = 64;

    // f'(0) from f at 0, h, 2 h, 3 h, 4 h, with an error of h^4 f^(5) / 5.
    private static readonly double[] ForwardDifference = [-25.0 / 12, 4, -3, 4.0 / 3, -0.25];

    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "D.hierarchy",
            Paper.HuangYau,
            "theorem 2.3, equations 2.2 and 2.7",
            "Under gradient flow df_a/dt = -(1/n) sum_b K^(2)_ab (f_b - y_b) and dK^(r)_{a1..ar}/dt = -(1/n) sum_b K^(r+1)_{a1..ar b} (f_b - y_b).",
            token => new Evidence([.. Flow(51, token).Where(found => !found.IsOfTest).Select(found => found.Comparison)]))
        {
            Method = "A tanh network of two hidden layers of width 64 in training: slopes of its outputs and of its kernel at the start by differences in time, the step halved, beside the contractions of K^(2) and K^(3) at the start.",
        },
        new(
            "D.test-points",
            Paper.HuangYau,
            "equation 2.11",
            "At a point that is not trained on the same equations hold with its index in the first place.",
            token => new Evidence([.. Flow(51, token).Where(found => found.IsOfTest).Select(found => found.Comparison)]))
        {
            Method = "The same network and a fourth point.",
        },
        new(
            "D.order-2",
            Paper.HuangYau,
            "the hierarchy truncated at p = 2",
            "Truncated at p = 2 the hierarchy is kernel regression with the kernel of the start: f_t - y = exp(-K^(2)_0 t / n) (f_0 - y).",
            _ => new Evidence([.. FrozenKernel(52)]))
        {
            Method = "The hierarchy of a tanh network of width 64, integrated to t = 4, beside the matrix exponential.",
        },
        new(
            "D.reduced-form",
            Paper.HuangYau,
            "the truncated hierarchy",
            "The hierarchy truncated at p moves f and K^(2), ..., K^(p-1), K^(p) stays.",
            _ => new Evidence([.. ReducedForm(53)]))
        {
            Method = "Derived here: K^(2)_t = K^(2)_0 + sum_k (-1/n)^k K^(2+k)_0 : S^(k), k = 1..p - 2, where S^(k) are the iterated integrals of f - y, so that no kernel has to move. Both forms are integrated to t = 4 for a tanh network of width 16, with the tolerance 1e-12.",
        },
    ];

    /// <summary>Slopes at the start against contractions.</summary>
    public static IEnumerable<(bool IsOfTest, Comparison Comparison)> Flow(ulong seed, CancellationToken cancellation)
    {
        FiniteNetwork network = Setting.Network(Width, HiddenLayers);
        Matrix<double> test = Points.OnSphere(1, Setting.Count, 7);
        Matrix<double> all = Setting.Inputs.Stack(test);
        using var sample = new NetworkSample(network, Setting.Backend(), seed);
        Matrix<double> outputs = sample.Outputs(all)[0];
        Matrix<double> kernel = sample.Ntk(all)[0];
        TangentTensors kernels = TangentJets.Tensors(sample, Setting.Inputs, test, 3)[0];
        TrainingProblem problem = new TrainingProblem(network, Setting.Inputs, outputs.SubMatrix(0, Setting.Count, 0, 1) - Setting.Residuals, TrainingLoss.SquaredError)
            .WithTest(test, Matrix<double>.Build.Dense(1, 1))
            .WithKernel(all);
        const double step = 0.04;
        double[] times = [.. Enumerable.Range(1, 8).Select(i => i * step / 2)];
        IReadOnlyList<TrainingRecord> records = Trainer.Train(
            problem,
            new GradientFlow(1e-13, 1e-13, 100_000),
            new TrainingOptions { Backend = Setting.Backend(), Seed = seed, RecordAt = times, KeepOutputs = true, KeepKernels = true, CancellationToken = cancellation })
            .Runs[0].Records;
        cancellation.ThrowIfCancellationRequested();

        yield return (false, Of("df_1/dt", Contracted(0), outputs[0, 0], record => record.TrainOutputs![0, 0]));
        yield return (false, Of("dK_11/dt", Contracted(0, 0), kernel[0, 0], record => record.Kernel![0, 0]));
        yield return (false, Of("dK_12/dt", Contracted(0, 1), kernel[0, 1], record => record.Kernel![0, 1]));
        yield return (true, Of("df/dt at the point", Contracted(3), outputs[3, 0], record => record.TestOutputs![0, 0]));
        yield return (true, Of("dK/dt at it and point 1", Contracted(3, 0), kernel[3, 0], record => record.Kernel![3, 0]));

        double Contracted(params int[] indices) =>
            -Enumerable.Range(0, Setting.Count).Sum(b => kernels.Entry([.. indices, b]) * Setting.Residuals[b, 0]) / Setting.Count;

        Comparison Of(string quantity, double predicted, double start, Func<TrainingRecord, double> value)
        {
            double[] path = [start, .. records.Select(value)];
            return Comparison.Of(quantity, predicted, Measurement.Settled(Slope(path, 2), Slope(path, 1)));
        }

        double Slope(double[] path, int stride) => ForwardDifference.Select((weight, i) => weight * path[i * stride]).Sum() / (stride * step / 2);
    }

    /// <summary>Order 2 against its closed form.</summary>
    public static IEnumerable<Comparison> FrozenKernel(ulong seed)
    {
        using var sample = new NetworkSample(Setting.Network(64), Setting.Backend(), seed);
        TangentTensors kernels = TangentJets.Tensors(sample, Setting.Inputs, null, 2)[0];
        var modes = sample.Ntk(Setting.Inputs)[0].Evd(Symmetricity.Symmetric);
        foreach (double time in new[] { 1.0, 4.0 })
        {
            Vector<double> decay = modes.EigenValues.Map(value => Math.Exp(-value.Real * time / Setting.Count));
            Matrix<double> expected = modes.EigenVectors * Matrix<double>.Build.DiagonalOfDiagonalVector(decay) * modes.EigenVectors.Transpose() * Setting.Residuals;
            Matrix<double> actual = Solve(kernels, 2, HierarchyForm.Plain, time).Outputs;
            yield return Comparison.Of(FormattableString.Invariant($"f_1 - y_1 at t = {time}"), expected[0, 0], new Measurement(actual[0, 0], 1e-10));
            yield return Comparison.Of(FormattableString.Invariant($"the largest deviation of the three at t = {time}"), 0, Measurement.Deviation((actual - expected).Enumerate(), 1e-10));
        }
    }

    /// <summary>Both forms of the orders 3 to 5.</summary>
    public static IEnumerable<Comparison> ReducedForm(ulong seed)
    {
        using var sample = new NetworkSample(Setting.Network(16), Setting.Backend(), seed);
        TangentTensors kernels = TangentJets.Tensors(sample, Setting.Inputs, null, 5)[0];
        foreach (int order in new[] { 3, 4, 5 })
        {
            HierarchyRecord plain = Solve(kernels, order, HierarchyForm.Plain, 4);
            HierarchyRecord reduced = Solve(kernels, order, HierarchyForm.Reduced, 4);
            yield return Comparison.Of($"p = {order}: the largest deviation between f of both forms", 0, Measurement.Deviation((plain.Outputs - reduced.Outputs).Enumerate(), 1e-10));
            yield return Comparison.Of($"p = {order}: the norm of K^(2)_t in the reduced form, beside that in the plain one", plain.Kernel!.FrobeniusNorm(), new Measurement(reduced.Kernel!.FrobeniusNorm(), 1e-10));
        }
    }

    // From the residuals of the setting towards targets 0.
    private static HierarchyRecord Solve(TangentTensors kernels, int order, HierarchyForm form, double time) => new TangentHierarchy(kernels, order, form).Solve(
        new HierarchyProblem { Loss = OutputLoss.Squared, Targets = Matrix<double>.Build.Dense(Setting.Count, 1), InitialOutputs = Setting.Residuals },
        [time],
        IntegrationMethods.DormandPrince8,
        StepControl.Adaptive(1e-12, 1e-12),
        new HierarchyOptions { KeepKernels = true }).Records[^1];
}
