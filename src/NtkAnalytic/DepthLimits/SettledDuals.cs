using System.Collections.Concurrent;
using NtkAnalytic.DualActivations;

namespace NtkAnalytic.DepthLimits;

/// <summary>
/// The tables of the variances at which pairs have settled: those of many pairs settle at the same few numbers, and a table is
/// dearer than the rest of a pair.
/// </summary>
/// <param name="dual">The duals of a pair that has not settled.</param>
/// <param name="pairs">How many pairs will share the tables.</param>
internal sealed class SettledDuals(DualActivation dual, int pairs = 1)
{
    // A table takes a few hundred evaluations at the most.
    private const int EvaluationsOfATable = 1000;
    private readonly ConcurrentDictionary<double, Lazy<SettledDual?>> _tables = new();

    /// <summary>The duals of a pair that has not settled.</summary>
    public DualActivation Dual => dual;

    /// <summary>With fewer layers left a pair does without a table.</summary>
    public int LayersWorthATable { get; } = Math.Max(1, EvaluationsOfATable / Math.Max(1, pairs));

    /// <summary>The table at one variance; null where there is none.</summary>
    public SettledDual? At(double variance) =>
        _tables.GetOrAdd(variance, q => new Lazy<SettledDual?>(() => SettledDual.Of(dual, q))).Value;
}
