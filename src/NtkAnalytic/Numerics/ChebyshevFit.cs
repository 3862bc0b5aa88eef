namespace NtkAnalytic.Numerics;

/// <summary>Polynomial interpolation in Chebyshev points on [-1, 1] (Trefethen, Approximation Theory and Practice, chapters 3 and 8).</summary>
internal static class ChebyshevFit
{
    /// <summary>The points cos(pi (k + 1/2) / count), k = 0..count - 1.</summary>
    public static double[] Points(int count)
    {
        double[] points = new double[count];
        for (int k = 0; k < count; k++)
        {
            points[k] = Math.Cos(Math.PI * (k + 0.5) / count);
        }

        return points;
    }

    /// <summary>The Chebyshev coefficients of the polynomial through the values at <see cref="Points"/>.</summary>
    public static double[] Coefficients(ReadOnlySpan<double> values)
    {
        int count = values.Length;
        double[] coefficients = new double[count];
        for (int j = 0; j < count; j++)
        {
            double sum = 0;
            for (int k = 0; k < count; k++)
            {
                // The argument is reduced as an integer: cos(pi m / (2 count)) has period 4 count in m.
                sum += values[k] * Math.Cos(Math.PI * (int)((long)j * (2 * k + 1) % (4 * count)) / (2.0 * count));
            }

            coefficients[j] = sum * (j == 0 ? 1 : 2) / count;
        }

        return coefficients;
    }

    /// <summary>Coefficients of the same polynomial in powers of x; safe while they decay faster than (1 + sqrt 2)^-k.</summary>
    public static double[] ToPowers(ReadOnlySpan<double> coefficients)
    {
        int count = coefficients.Length;
        double[] powers = new double[count];
        double[] previous = new double[count];
        double[] current = new double[count];
        previous[0] = 1;
        powers[0] = coefficients[0];
        if (count == 1)
        {
            return powers;
        }

        current[1] = 1;
        powers[1] += coefficients[1];
        for (int k = 2; k < count; k++)
        {
            // T_k = 2 x T_(k-1) - T_(k-2), on the coefficients; previous is overwritten from the top.
            for (int i = k; i >= 0; i--)
            {
                previous[i] = (i > 0 ? 2 * current[i - 1] : 0) - previous[i];
                powers[i] += coefficients[k] * previous[i];
            }

            (previous, current) = (current, previous);
        }

        return powers;
    }

    /// <summary>The value at x by Clenshaw's recurrence.</summary>
    public static double Evaluate(ReadOnlySpan<double> coefficients, double x)
    {
        double b1 = 0;
        double b2 = 0;
        for (int k = coefficients.Length - 1; k > 0; k--)
        {
            (b1, b2) = (Math.FusedMultiplyAdd(2 * x, b1, coefficients[k] - b2), b1);
        }

        return Math.FusedMultiplyAdd(x, b1, coefficients[0] - b2);
    }
}
