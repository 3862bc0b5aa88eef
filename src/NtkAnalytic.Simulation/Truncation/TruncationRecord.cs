namespace NtkAnalytic.Simulation.Truncation;

/// <summary>A trained network and the hierarchies of its start, at one time. Immutable.</summary>
public sealed record TruncationRecord
{
    /// <summary>t.</summary>
    public required double Time { get; init; }

    /// <summary>The loss of the trained network.</summary>
    public required double Loss { get; init; }

    /// <summary>|f_t - f_0| at the training points, root mean square: how far the trained network came.</summary>
    public required double OutputChange { get; init; }

    /// <summary>The same at the test points; null without any.</summary>
    public double? TestChange { get; init; }

    /// <summary>||K_t - K_0||_F / ||K_0||_F of the trained network at the training points.</summary>
    public required double KernelChange { get; init; }

    /// <summary>What each order leaves, in their order.</summary>
    public required IReadOnlyList<TruncationError> Errors { get; init; }

    /// <summary>What an order leaves.</summary>
    /// <param name="order">p.</param>
    /// <returns>Its errors.</returns>
    /// <exception cref="ArgumentException">There is no such order.</exception>
    public TruncationError Of(int order) => Errors.FirstOrDefault(error => error.Order == order)
        ?? throw new ArgumentException($"These orders were integrated: {string.Join(", ", Errors.Select(error => error.Order))}; not {order}.", nameof(order));

    /// <summary>
    /// The share of the distance between the trained network and its frozen kernel (order 2) at the test points that an order explains:
    /// 1 - |f - f_p| / |f - f_2|. 1 is all of it, 0 nothing; below 0 the order is worse than the frozen kernel.
    /// </summary>
    /// <param name="order">p.</param>
    /// <returns>The share; null without test points, without order 2, or where the two do not differ.</returns>
    /// <exception cref="ArgumentException">There is no such order.</exception>
    public double? ExplainedShare(int order) => Of(order).Test is { } error && Errors[0] is { Order: 2, Test: > 0 and var gap } ? 1 - (error / gap) : null;
}

/// <summary>What the hierarchy of one order leaves at one time, against the trained network. Immutable.</summary>
/// <param name="Order">p.</param>
/// <param name="Output">|f - f_p| at the training points, root mean square over points and outputs.</param>
/// <param name="Test">The same over the test points; null without any.</param>
/// <param name="Kernel">||K - K_p||_F / ||K||_F over the training points.</param>
public sealed record TruncationError(int Order, double Output, double? Test, double Kernel);
