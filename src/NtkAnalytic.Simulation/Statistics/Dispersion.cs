namespace NtkAnalytic.Simulation.Statistics;

/// <summary>The dispersion E[X^2] / E[X]^2 = 1 + var X / E[X]^2 of a sample.</summary>
/// <param name="Value">The ratio of the sample's moments: biased low when tails are heavy (<see cref="SampleStatistics.Tails"/>).</param>
/// <param name="StandardError">By the delta method from the sample's moments up to the fourth; too low as well when tails are heavy.</param>
public readonly record struct Dispersion(double Value, double StandardError)
{
    /// <summary>How many standard errors the dispersion is above a theory's value; a number to rely on only when tails are light.</summary>
    /// <param name="theory">The value.</param>
    /// <returns>The score; a dispersion that does not vary is scored against rounding, 2^-20 of the theory.</returns>
    public double ZScore(double theory) => Score.Of(Value, theory, StandardError);

    /// <summary>From sums of powers; null when the mean is 0.</summary>
    /// <remarks>
    /// The influence of a number on R = m_2 / m_1^2 is R (X^2 / m_2 - 2 X / m_1 + 1), of mean 0 over the sample; its mean square over N is the
    /// error's square.
    /// </remarks>
    internal static Dispersion? Of(PowerSums sums)
    {
        double n = sums.Count;
        double mean = sums.First / n;
        if (mean == 0)
        {
            return null;
        }

        double second = sums.Second / n;
        double ratio = second / (mean * mean);

        // Over the mean: v_k = m_k / m_1^k, and the mean square of X^2 / m_2 - 2 X / m_1 + 1.
        double third = sums.Third / n / (mean * mean * mean);
        double fourth = sums.Fourth / n / (mean * mean * mean * mean);
        double square = (fourth / (ratio * ratio)) - (4 * third / ratio) + (4 * ratio) - 1;
        return new Dispersion(ratio, ratio * Math.Sqrt(Math.Max(square, 0) / n));
    }
}
