namespace NtkAnalytic.Simulation.Training;

/// <summary>When a network need not be trained further; judged by the loss over all training points, each network for itself. Immutable.</summary>
/// <remarks>
/// Judged before every step; with minibatches at the end of every epoch, which then counts as one step of the window; under gradient
/// flow after every accepted step.
/// </remarks>
public sealed record StoppingRule
{
    /// <summary>Stops when the loss is at most this; null for never.</summary>
    public double? LossLevel { get; init; }

    /// <summary>Stops when the loss differs by less than this from that of <see cref="Window"/> steps before; null for never.</summary>
    public double? ChangeTolerance { get; init; }

    /// <summary>The steps over which the change of the loss is judged.</summary>
    public int Window { get; init; } = 100;

    internal void Check()
    {
        if (LossLevel is { } level && !double.IsFinite(level))
        {
            throw new ArgumentException($"The loss to stop at must be finite, but it is {level:R}.");
        }

        if (ChangeTolerance is { } tolerance && !(double.IsFinite(tolerance) && tolerance > 0))
        {
            throw new ArgumentException($"The change of the loss to stop at must be positive and finite, but it is {tolerance:R}.");
        }

        if (Window < 1)
        {
            throw new ArgumentException($"The window of the stopping rule must be at least 1, but it is {Window}.");
        }
    }
}
