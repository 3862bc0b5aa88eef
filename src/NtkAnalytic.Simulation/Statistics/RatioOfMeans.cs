namespace NtkAnalytic.Simulation.Statistics;

/// <summary>An estimate of E[Y] / E[X]: the ratio of two means over the same networks.</summary>
/// <param name="Count">The number of networks.</param>
/// <param name="Value">The ratio.</param>
/// <param name="StandardError">By the delta method, which takes account of the correlation of X and Y.</param>
public readonly record struct RatioOfMeans(long Count, double Value, double StandardError)
{
    /// <summary>How many standard errors the ratio is above a theory's value.</summary>
    /// <param name="theory">The value.</param>
    /// <returns>The score; a ratio that does not vary is scored against rounding, 2^-20 of the theory.</returns>
    public double ZScore(double theory) => Score.Of(Value, theory, StandardError);
}
