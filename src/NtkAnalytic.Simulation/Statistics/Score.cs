namespace NtkAnalytic.Simulation.Statistics;

/// <summary>Estimates held against theory.</summary>
internal static class Score
{
    // What does not vary from network to network is only rounded, in single precision to 2^-24 for each of its operations.
    private const double Rounding = 1.0 / (1 << 20);

    /// <summary>How many standard errors an estimate is above a value; the error is at least 2^-20 of the value.</summary>
    public static double Of(double estimate, double theory, double standardError) =>
        (estimate - theory) / Math.Max(standardError, Math.Max(Math.Abs(theory) * Rounding, double.Epsilon));
}
