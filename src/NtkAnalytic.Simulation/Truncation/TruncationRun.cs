using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Simulation.Truncation;

/// <summary>One network: its hierarchy at several orders and, where it was trained, the truth. Immutable.</summary>
public sealed record TruncationRun
{
    /// <summary>The network.</summary>
    public required FiniteNetwork Network { get; init; }

    /// <summary>Its number within the ensemble.</summary>
    public required uint Number { get; init; }

    /// <summary>f at the start: n x M.</summary>
    public required Matrix<double> InitialOutputs { get; init; }

    /// <summary>y: n x M.</summary>
    public required Matrix<double> Targets { get; init; }

    /// <summary>K^(2)_0 at the training points, the mean over the outputs of its diagonal blocks: n x n.</summary>
    public required Matrix<double> InitialKernel { get; init; }

    /// <summary>The smallest eigenvalue of <see cref="InitialKernel"/>.</summary>
    public required double SmallestEigenvalue { get; init; }

    /// <summary>||K^(r)_0||_F over the training points, r = 2, 3, ..., in this order; empty when the kernels are not stored.</summary>
    public required IReadOnlyList<double> KernelNorms { get; init; }

    /// <summary>The hierarchy of each order.</summary>
    public required IReadOnlyList<HierarchySolution> Solutions { get; init; }

    /// <summary>The trained network; null when it was not trained.</summary>
    public TrainingRun? Trained { get; init; }

    /// <summary>Errors of all orders, at the times that training and all integrations reached; empty when the network was not trained.</summary>
    public IReadOnlyList<TruncationRecord> Records { get; init; } = [];

    /// <summary>True when training and all integrations came to their end.</summary>
    public bool IsSuccess => Solutions.All(solution => solution.Status.IsSuccess) && Trained?.Status.IsSuccess != false;

    /// <summary>The hierarchy of an order.</summary>
    /// <param name="order">p.</param>
    /// <returns>Its solution.</returns>
    /// <exception cref="ArgumentException">There is no such order.</exception>
    public HierarchySolution Solution(int order) => Solutions.FirstOrDefault(solution => solution.Order == order)
        ?? throw new ArgumentException($"These orders were integrated: {string.Join(", ", Solutions.Select(solution => solution.Order))}; not {order}.", nameof(order));

    /// <summary>
    /// The error of an order as the next higher one sees it, without training. Of a mirrored network K^(r)_0 = 0 for odd r, so that the orders
    /// 2k and 2k + 1 have the same solution: there the next one is at least 2k + 2.
    /// </summary>
    /// <param name="order">p.</param>
    /// <returns>The estimate; null when no higher order was integrated that differs.</returns>
    /// <exception cref="ArgumentException">There is no such order.</exception>
    public TruncationEstimate? Estimate(int order)
    {
        HierarchySolution solution = Solution(order);
        int same = Network.Initialization == Initialization.Mirrored ? order | 1 : order;
        return Solutions.FirstOrDefault(other => other.Order > same) is { } higher ? TruncationEstimate.Between(solution, higher) : null;
    }

    // m is the smallest hidden width: the theorem has one width.
    internal double BoundShape(int order, double time) =>
        TruncationBound.Shape(order, time, Network.Widths.Min(), Targets.RowCount, SmallestEigenvalue);
}
