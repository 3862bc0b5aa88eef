namespace NtkAnalytic.Pictures;

/// <summary>Round numbers along an axis.</summary>
internal static class Ticks
{
    // About so many labels fit without crowding.
    private const int Wanted = 5;

    /// <summary>The labelled places of an axis, inside its range.</summary>
    public static IReadOnlyList<AxisTick> Of(Axis axis, AxisRange range)
    {
        IEnumerable<AxisTick> ticks = axis.Ticks
            ?? (range.Scale == AxisScale.Linear ? Linear(range) : Logarithmic(range));
        return [.. ticks.Where(tick => range.Share(tick.Value) is >= -1e-9 and <= 1 + 1e-9)];
    }

    /// <summary>The unlabelled places between powers of ten, where there are few enough of these.</summary>
    public static IEnumerable<double> Minor(Axis axis, AxisRange range)
    {
        int first = (int)Math.Floor(Math.Log10(range.From));
        int last = (int)Math.Ceiling(Math.Log10(range.To));
        return axis.Ticks is null && range.Scale == AxisScale.Logarithmic && last - first <= 8
            ? from decade in Enumerable.Range(first, last - first)
              from digit in Enumerable.Range(2, 8)
              let value = digit * PowerOfTen(decade)
              where value > range.From && value < range.To
              select value
            : [];
    }

    private static IEnumerable<AxisTick> Linear(AxisRange range)
    {
        (double digit, int exponent) = Step((range.To - range.From) / Wanted);
        double step = digit * PowerOfTen(exponent);
        double size = Math.Max(Math.Abs(range.From), Math.Abs(range.To));
        long first = (long)Math.Ceiling((range.From / step) - 1e-9);
        long last = (long)Math.Floor((range.To / step) + 1e-9);
        return Enumerable.Range(0, (int)Math.Clamp(last - first + 1, 0, 100))
            .Select(i => first + i)
            .Select(multiple => new AxisTick(multiple * step, TickText.Linear((decimal)digit * multiple, exponent, size)));
    }

    private static IEnumerable<AxisTick> Logarithmic(AxisRange range)
    {
        int first = (int)Math.Ceiling(Math.Log10(range.From) - 1e-9);
        int last = (int)Math.Floor(Math.Log10(range.To) + 1e-9);
        int decades = last - first + 1;
        if (decades < 2 && range.To / range.From < 10)
        {
            // Less than a decade: round numbers say more than the one power of ten, if it is there at all.
            return Linear(range);
        }

        int[] digits = decades <= 3 ? [1, 2, 5] : [1];
        int skip = (int)Math.Ceiling(decades / (Wanted + 2.0));
        bool isPlain = first >= -3 && last <= 4;
        return from decade in Enumerable.Range(first - 1, decades + 1)
               where decades <= 3 || decade % skip == 0
               from digit in digits
               select new AxisTick(digit * PowerOfTen(decade), TickText.Scientific(digit, decade, isPlain));
    }

    // Of 1, 2, 5 and 10 times a power of ten the one near a number.
    private static (double Digit, int Exponent) Step(double near)
    {
        int exponent = (int)Math.Floor(Math.Log10(near));
        double fraction = near / PowerOfTen(exponent);
        return fraction < 1.4 ? (1, exponent) : fraction < 2.8 ? (2, exponent) : fraction < 6.5 ? (5, exponent) : (1, exponent + 1);
    }

    // Correctly rounded, unlike a power of 10 below 1.
    private static double PowerOfTen(int exponent) => exponent >= 0 ? Math.Pow(10, exponent) : 1 / Math.Pow(10, -exponent);
}
