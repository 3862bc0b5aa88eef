using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Integrators;

namespace NtkAnalytic.Hierarchy;

/// <summary>The truncated hierarchy at the times that were asked for. Immutable.</summary>
/// <param name="Order">p.</param>
/// <param name="Records">In the order of time; those that were reached.</param>
/// <param name="Status">How the integration ended.</param>
/// <param name="Time">Where it ended.</param>
/// <param name="Statistics">What it took.</param>
/// <param name="Events">Losses and outputs that were located on the way.</param>
public sealed record HierarchySolution(
    int Order,
    IReadOnlyList<HierarchyRecord> Records,
    IntegrationStatus Status,
    double Time,
    IntegrationStatistics Statistics,
    IReadOnlyList<LocatedEvent> Events)
{
    /// <summary>The hierarchy where an event ended the integration; null when none did.</summary>
    public HierarchyRecord? Final { get; init; }
}

/// <summary>The hierarchy at one time. Immutable.</summary>
public sealed record HierarchyRecord
{
    /// <summary>t.</summary>
    public required double Time { get; init; }

    /// <summary>f at the training points: n x M.</summary>
    public required Matrix<double> Outputs { get; init; }

    /// <summary>f at the test points: m x M; null when there are none.</summary>
    public Matrix<double>? TestOutputs { get; init; }

    /// <summary>L over the training points.</summary>
    public required double Loss { get; init; }

    /// <summary>L over the test points; null when their targets are not known.</summary>
    public double? TestLoss { get; init; }

    /// <summary>||K_t - K_0||_F / ||K_0||_F over the training indices; null when K_0 = 0.</summary>
    public double? KernelChange { get; init; }

    /// <summary>K^(2) at t: (N + T) x N; null unless kernels are kept.</summary>
    public Matrix<double>? Kernel { get; init; }
}
