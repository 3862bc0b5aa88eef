using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>All fixed points of the variance map in a range, counted by the changes of sign of a density that is sampled from phi, up to the accuracy of the map.</summary>
/// <param name="Points">The fixed points in ascending order; q* = 0 among them where it is one and the range begins at 0.</param>
/// <param name="EveryVariance">True when every variance is a fixed point, as for relu at sigma_w^2 = 2, sigma_b^2 = 0; the list is then empty.</param>
/// <param name="From">The smallest variance searched.</param>
/// <param name="To">The largest variance searched.</param>
/// <param name="Evaluations">How many variances the map was evaluated at.</param>
/// <param name="Status">Converged when the range was searched without a gap.</param>
public sealed record VarianceFixedPoints(
    IReadOnlyList<VarianceFixedPoint> Points,
    bool EveryVariance,
    double From,
    double To,
    int Evaluations,
    SolveStatus Status);
