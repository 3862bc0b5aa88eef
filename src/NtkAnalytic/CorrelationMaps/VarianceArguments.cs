using System.Globalization;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>What is asked of variances at the public edge.</summary>
internal static class VarianceArguments
{
    public static void Check(double value, string what, string parameter)
    {
        if (!double.IsFinite(value) || value < 0)
        {
            throw new ArgumentException($"{what} must be finite and not negative, but is {Text(value)}.", parameter);
        }
    }

    public static void CheckRange(double from, double to, string what, string parameter)
    {
        Check(from, "The first bound", parameter);
        Check(to, "The last bound", parameter);
        if (from >= to)
        {
            throw new ArgumentException($"A range of {what} must ascend, but it goes from {Text(from)} to {Text(to)}.", parameter);
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
