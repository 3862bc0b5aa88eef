namespace NtkAnalytic.Tests.Integrators;

/// <summary>The power of the step with which an error falls: the slope of a line through eight sizes in logarithms.</summary>
internal static class ConvergenceStudy
{
    private const int Sizes = 8;
    private const int MostSteps = 1100;

    /// <summary>The slope.</summary>
    /// <param name="length">Of the interval.</param>
    /// <param name="error">The error with steps of that length.</param>
    /// <param name="rounding">What rounding alone may make of it; the eight sizes are the smallest whose errors are well above.</param>
    public static double Slope(double length, Func<double, double> error, double rounding)
    {
        var steps = new List<double>();
        var errors = new List<double>();
        for (int j = 0; ; j++)
        {
            // From 8 steps on, four sizes in each power of two.
            int count = (int)Math.Round(8 * Math.Pow(2, j / 4.0));
            double found = error(length / count);
            if (count > MostSteps || found < 100 * rounding)
            {
                break;
            }

            steps.Add(Math.Log(length / count));
            errors.Add(Math.Log(found));
        }

        return steps.Count < Sizes ? double.NaN : MathNet.Numerics.Fit.Line([.. steps.TakeLast(Sizes)], [.. errors.TakeLast(Sizes)]).B;
    }
}
