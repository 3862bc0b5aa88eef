using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Integrators;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Training;
using NtkAnalytic.Simulation.Truncation;

namespace NtkAnalytic.Simulation.Tests.Truncation;

/// <summary>Small problems for the tests of truncation.</summary>
internal static class TruncationCases
{
    /// <summary>One of its own for each caller: tests run side by side, and a backend is not for several threads.</summary>
    public static TensorBackend Backend => new ManagedBackend(Precision.Double);

    /// <summary>Three fixed points of norm sqrt(3), those of docs/samples/sphere.csv.</summary>
    public static readonly Matrix<double> Sphere = Matrix<double>.Build.DenseOfRowArrays(
        [1.4210866798413768, -0.9574426234055543, 0.25261882602787317],
        [-1.446186256643282, -0.05881903336656783, 0.951359885852832],
        [1.3829139155205825, -0.9405172843974421, -0.4505289557943985]);

    public static readonly Matrix<double> Others = Matrix<double>.Build.DenseOfRowArrays([0.3, -1.2, 0.4], [1.5, 0.2, -0.7]);

    /// <summary>Residuals of size 1 at the start.</summary>
    public static TruncationProblem OneLayer(int width) => new()
    {
        Network = new FiniteNetwork(new Network(Activation.Tanh, 1, 1), 3, [width]),
        Inputs = Sphere,
        TestInputs = Others,
        Targets = TruncationTargets.WithInitialResiduals(Matrix<double>.Build.Dense(3, 1, [-1, 1, -1])),
    };

    public static TruncationOptions Options(IReadOnlyList<int> orders, IReadOnlyList<double> times, double tolerance) => new()
    {
        Backend = Backend,
        Seed = 1,
        Orders = orders,
        Times = times,
        Method = IntegrationMethods.DormandPrince8,
        Steps = StepControl.Adaptive(tolerance, tolerance),
        Flow = new GradientFlow(tolerance, tolerance, 1_000_000),
    };
}
