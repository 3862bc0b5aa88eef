using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>
/// The finite Hermite expansion of a polynomial activation at any variance: a_k(q) = E[phi(sqrt(q) Z) h_k(Z)], h_k the
/// normalised probabilists' Hermite polynomials.
/// </summary>
/// <remarks>
/// What depends on q is computed in twice the precision of double: at large and small variances a polynomial is nearly
/// homogeneous, and the directions at two variances differ by much less than the variances do. Factors that do not depend on
/// q are rounded; that is a change of phi by a rounding, the same at every variance.
/// </remarks>
internal abstract class HermiteExpansion(int degree)
{
    /// <summary>The highest k.</summary>
    public int Degree { get; } = degree;

    /// <summary>The expansion at variance q, as a unit vector and its length.</summary>
    public HermiteVector At(double variance)
    {
        var coefficients = new DoubleDouble[Degree + 1];
        (double factor, int exponent) = Fill(variance, coefficients);
        double largest = 0;
        foreach (DoubleDouble entry in coefficients)
        {
            largest = Math.Max(largest, Math.Abs(entry.High));
        }

        if (largest == 0 || factor == 0)
        {
            return new HermiteVector(coefficients, 0, 0);
        }

        int shift = Math.ILogB(largest);
        double square = 0;
        for (int k = 0; k <= Degree; k++)
        {
            coefficients[k] = DoubleDouble.Scale(coefficients[k], -shift);
            square += coefficients[k].High * coefficients[k].High;
        }

        // A rounding of the common factor turns no direction.
        double length = Math.Sqrt(square);
        for (int k = 0; k <= Degree; k++)
        {
            coefficients[k] *= 1 / length;
        }

        double moment = Math.ScaleB(square * (factor * factor), 2 * (shift + exponent));
        return new HermiteVector(coefficients, moment, Math.ScaleB(length * Math.Abs(factor), shift + exponent));
    }

    /// <summary>Fills in the coefficients; they are to be multiplied by factor * 2^exponent.</summary>
    protected abstract (double Factor, int Exponent) Fill(double variance, Span<DoubleDouble> coefficients);

    /// <summary>x^(n/2) as mantissa * 2^exponent, for x >= 0 and n >= 0: it neither overflows nor underflows.</summary>
    protected static (DoubleDouble Mantissa, int Exponent) HalfPower(DoubleDouble x, int n)
    {
        (DoubleDouble mantissa, int exponent) = Normalise(n % 2 == 0 ? 1 : DoubleDouble.Sqrt(x));
        (DoubleDouble square, int squareExponent) = Normalise(x);
        for (int left = n / 2; left > 0; left /= 2)
        {
            if (left % 2 == 1)
            {
                (mantissa, int shift) = Normalise(mantissa * square);
                exponent += squareExponent + shift;
            }

            (square, int twice) = Normalise(square * square);
            squareExponent = (2 * squareExponent) + twice;
        }

        return (mantissa, exponent);
    }

    private static (DoubleDouble Mantissa, int Exponent) Normalise(DoubleDouble x)
    {
        if (x.High == 0)
        {
            return (x, 0);
        }

        int exponent = Math.ILogB(x.High);
        return (DoubleDouble.Scale(x, -exponent), exponent);
    }
}
