namespace NtkAnalytic.Integrators;

/// <summary>What is asked of an integration besides problem, method and steps. Immutable.</summary>
public sealed record IntegrationOptions
{
    /// <summary>The most steps, rejected ones included.</summary>
    public long MaxSteps { get; init; } = 1_000_000;

    /// <summary>Places to look for on the way.</summary>
    public IReadOnlyList<IntegrationEvent> Events { get; init; } = [];

    /// <summary>Told the share of the time that is done.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Ends the integration after the present step; what was reached is returned, with <see cref="IntegrationStatus.Cancelled"/>.</summary>
    public CancellationToken CancellationToken { get; init; }
}
