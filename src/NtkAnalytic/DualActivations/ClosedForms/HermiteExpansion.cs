namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>
/// The finite Hermite expansion of a polynomial activation at any variance: a_k(q) = E[phi(sqrt(q) Z) h_k(Z)], h_k the
/// normalised probabilists' Hermite polynomials.
/// </summary>
internal abstract class HermiteExpansion(int degree)
{
    /// <summary>The highest k.</summary>
    public int Degree { get; } = degree;

    /// <summary>The expansion at variance q, as a unit vector and its length.</summary>
    public HermiteVector At(double variance)
    {
        double[] vector = new double[Degree + 1];
        (double factor, int exponent) = Fill(variance, vector);
        double largest = 0;
        foreach (double entry in vector)
        {
            largest = Math.Max(largest, Math.Abs(entry));
        }

        if (largest == 0)
        {
            return new HermiteVector(vector, 0, 0);
        }

        double square = 0;
        foreach (double entry in vector)
        {
            square += entry / largest * (entry / largest);
        }

        double length = largest * Math.Sqrt(square);
        for (int k = 0; k <= Degree; k++)
        {
            vector[k] /= length;
        }

        // The square is scaled by powers of 2 only, so that it is exact wherever it is representable.
        int shift = Math.ILogB(largest);
        double scaled = Math.ScaleB(largest, -shift);
        double moment = Math.ScaleB(scaled * scaled * square * (factor * factor), 2 * (shift + exponent));
        return new HermiteVector(vector, moment, Math.ScaleB(Math.ScaleB(length, -shift) * factor, shift + exponent));
    }

    /// <summary>Fills in the coefficients; they are to be multiplied by factor * 2^exponent.</summary>
    protected abstract (double Factor, int Exponent) Fill(double variance, Span<double> coefficients);

    /// <summary>q^(n/2) as mantissa * 2^exponent.</summary>
    protected static (double Mantissa, int Exponent) HalfPower(double variance, int n)
    {
        (double mantissa, int exponent) = Power(variance, n / 2);
        return (n % 2 == 0 ? mantissa : mantissa * Math.Sqrt(variance), exponent);
    }

    /// <summary>x^n as mantissa * 2^exponent, for x >= 0 and n >= 0: it neither overflows nor underflows.</summary>
    protected static (double Mantissa, int Exponent) Power(double x, int n)
    {
        if (x == 0)
        {
            return (n == 0 ? 1 : 0, 0);
        }

        int binary = Math.ILogB(x);
        double mantissa = Math.ScaleB(x, -binary);
        int exponent = binary * n;
        double result = 1;
        for (int left = n; left > 0; left -= 512)
        {
            // The mantissa is in [1, 2): no chunk leaves the range of doubles.
            result *= Math.Pow(mantissa, Math.Min(left, 512));
            int shift = Math.ILogB(result);
            result = Math.ScaleB(result, -shift);
            exponent += shift;
        }

        return (result, exponent);
    }
}
