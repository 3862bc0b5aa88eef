namespace NtkAnalytic.Hierarchy;

/// <summary>What is asked of a solution besides problem, times, method and steps. Immutable.</summary>
public sealed record HierarchyOptions
{
    /// <summary>Whether records hold the kernel.</summary>
    public bool KeepKernels { get; init; }

    /// <summary>The most steps, rejected ones included.</summary>
    public long MaxSteps { get; init; } = 1_000_000;

    /// <summary>Ends the solution when the training loss has fallen to this level; null for never.</summary>
    public double? StopAtLoss { get; init; }

    /// <summary>Outputs whose crossing of a value is to be located.</summary>
    public IReadOnlyList<OutputCrossing> Crossings { get; init; } = [];

    /// <summary>Told the share of the time that is done.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Ends the integration after the present step; the records up to there are returned.</summary>
    public CancellationToken CancellationToken { get; init; }
}

/// <summary>An output that passes through a value.</summary>
/// <param name="Point">0..n - 1 for a training point, n..n + m - 1 for a test point.</param>
/// <param name="Output">0..M - 1.</param>
/// <param name="Value">The value.</param>
public sealed record OutputCrossing(int Point, int Output = 0, double Value = 0);
