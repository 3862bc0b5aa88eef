using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>
/// The Hermite expansion of a h_n at any variance, from
/// h_n(sqrt(q) z) = sum over j of sqrt(n!/(n-2j)!)/(j! 2^j) q^((n-2j)/2) (q-1)^j h_(n-2j)(z) (the multiplication theorem).
/// </summary>
/// <remarks>
/// Through the powers of x the terms would cancel. The recurrence in j starts where neither end can underflow: at j = 0 with
/// q^(n/2) for q >= 1/2, at the other end with |q - 1|^(n/2) for q below.
/// </remarks>
internal sealed class RescaledHermiteExpansion : HermiteExpansion
{
    private readonly double _factor;
    private readonly double _lowest = 1;

    /// <summary>factor * h_degree.</summary>
    public RescaledHermiteExpansion(int degree, double factor)
        : base(degree)
    {
        _factor = factor;

        // sqrt(n!)/(J! 2^J) with J the integer part of n/2.
        for (int i = 1; i <= degree / 2; i++)
        {
            _lowest *= Math.Sqrt(((2.0 * i) + (degree % 2 == 0 ? -1 : 1)) / (2.0 * i));
        }
    }

    protected override (double Factor, int Exponent) Fill(double variance, Span<DoubleDouble> coefficients)
    {
        int n = Degree;
        if (variance >= 0.5)
        {
            (DoubleDouble term, int exponent) = HalfPower(variance, n);
            DoubleDouble ratio = ((DoubleDouble)variance - 1) / variance;
            for (int k = n, j = 0; k >= 0 && term.High != 0; k -= 2, j++)
            {
                coefficients[k] = term;
                term *= ratio * (Math.Sqrt(k * (k - 1.0)) / (2 * (j + 1)));
            }

            return (_factor, exponent);
        }

        DoubleDouble rest = (DoubleDouble)1 - variance;
        (DoubleDouble start, int startExponent) = HalfPower(rest, 2 * (n / 2));
        DoubleDouble inverse = variance / (variance - (DoubleDouble)1);
        DoubleDouble sign = n / 2 % 2 == 0 ? 1 : -1;
        DoubleDouble next = sign * start * (n % 2 == 0 ? _lowest : _lowest * DoubleDouble.Sqrt(variance));
        for (int k = n % 2, j = n / 2; k <= n && next.High != 0; k += 2, j--)
        {
            coefficients[k] = next;
            next *= inverse * (2 * j / Math.Sqrt((k + 2) * (k + 1.0)));
        }

        return (_factor, startExponent);
    }
}
