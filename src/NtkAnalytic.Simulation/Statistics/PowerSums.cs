namespace NtkAnalytic.Simulation.Statistics;

/// <summary>Sums of powers of a sample about 0, in units of the moments' scale.</summary>
/// <param name="Count">N.</param>
/// <param name="First">sum X.</param>
/// <param name="Second">sum X^2.</param>
/// <param name="Third">sum X^3.</param>
/// <param name="Fourth">sum X^4.</param>
/// <param name="Largest">max |X|.</param>
/// <param name="AllPositive">Whether every number is positive.</param>
/// <param name="AllNegative">Whether every number is negative.</param>
internal readonly record struct PowerSums(long Count, double First, double Second, double Third, double Fourth, double Largest, bool AllPositive, bool AllNegative)
{
    /// <summary>From the moments about the mean.</summary>
    public static PowerSums Of(RunningMoments moments, double minimum, double maximum)
    {
        double n = moments.Count;
        double m = moments.ScaledMean;
        double square = m * m;
        return new PowerSums(
            moments.Count,
            n * m,
            moments.Second + (n * square),
            moments.Third + (3 * m * moments.Second) + (n * square * m),
            moments.Fourth + (4 * m * moments.Third) + (6 * square * moments.Second) + (n * square * square),
            Math.Max(Math.Abs(minimum), Math.Abs(maximum)) / moments.Unscale(1),
            minimum > 0,
            maximum < 0);
    }
}
