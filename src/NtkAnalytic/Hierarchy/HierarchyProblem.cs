using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Hierarchy;

/// <summary>What is learnt, from which outputs on, under which loss. Immutable.</summary>
public sealed record HierarchyProblem
{
    /// <summary>What training lowers.</summary>
    public required OutputLoss Loss { get; init; }

    /// <summary>y: n x M.</summary>
    public required Matrix<double> Targets { get; init; }

    /// <summary>f at the start: n x M; not necessarily the network's own.</summary>
    public required Matrix<double> InitialOutputs { get; init; }

    /// <summary>f at the start at the test points: m x M; null when there are none.</summary>
    public Matrix<double>? InitialTestOutputs { get; init; }

    /// <summary>y of the test points, for their loss alone: m x M; null when they are not known.</summary>
    public Matrix<double>? TestTargets { get; init; }
}
