using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Integrators;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.Statistics;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Training;
using NtkAnalytic.Simulation.Truncation;

namespace NtkAnalytic.Claims.HuangYau;

/// <summary>What the claims are measured on: tanh networks of width m, three points on the sphere |x|^2 = n_0 = 3, residuals 1, -1, 1 at the start.</summary>
/// <remarks>
/// The paper's networks are f = a^T x^(H), x^(l) = m^(-1/2) phi(W^(l) x^(l-1)), with the loss (1/2n) sum (f - y)^2 and gradient flow in a
/// and W. In the NTK parameterization the first layer has the factor sigma_w / sqrt(n_0) and the others sigma_w / sqrt(m): for sigma_w^2 = 1
/// and inputs times sqrt(n_0) these are the same functions of the same parameters, so kernels and times are the same. Points with
/// |x|^2 = n_0 here have norm 1 there.
/// </remarks>
internal static class Setting
{
    /// <summary>n = n_0.</summary>
    public const int Count = 3;

    private const double StandardErrors = 5;

    /// <summary>The eigenvalues of their Gram matrix over n_0 are 0.43, 1.06 and 1.51.</summary>
    public static Matrix<double> Inputs { get; } = Points.OnSphere(Count, Count, 3);

    /// <summary>f - y at the start.</summary>
    public static Matrix<double> Residuals { get; } = Matrix<double>.Build.DenseOfColumnArrays([1, -1, 1]);

    /// <summary>What everything is computed in.</summary>
    public static TensorBackend Backend() => new ManagedBackend(Precision.Double);

    /// <summary>A network of width m.</summary>
    public static FiniteNetwork Network(int width, int hiddenLayers = 1) => new(new Network(Activation.Tanh, hiddenLayers, 1, 0), Count, [width]);

    /// <summary>What the networks learn.</summary>
    public static TruncationProblem Problem(int width, int hiddenLayers = 1) => new()
    {
        Network = Network(width, hiddenLayers),
        Inputs = Inputs,
        Targets = TruncationTargets.WithInitialResiduals(Residuals),
    };

    /// <summary>How they are compared with their hierarchies.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="orders">p.</param>
    /// <param name="times">When.</param>
    /// <param name="tolerance">Of training; that of the hierarchy is a hundredth.</param>
    /// <param name="cancellation">Ends it.</param>
    public static TruncationOptions Options(ulong seed, IReadOnlyList<int> orders, IReadOnlyList<double> times, double tolerance, CancellationToken cancellation) => new()
    {
        Backend = Backend(),
        Seed = seed,
        Orders = orders,
        Times = times,
        Method = IntegrationMethods.DormandPrince8,
        Steps = StepControl.Adaptive(Math.Max(tolerance / 100, 1e-14), tolerance / 100),
        Flow = new GradientFlow(tolerance, tolerance, 1_000_000),
        CancellationToken = cancellation,
    };

    /// <summary>The exponent of a law in the width, with five standard errors.</summary>
    public static Measurement Exponent(PowerLaw? law) => law is { StandardError: { } error }
        ? new(law.Exponent, StandardErrors * error)
        : new(double.NaN, double.PositiveInfinity);
}
