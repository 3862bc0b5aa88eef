using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>
/// The Hermite expansion of a polynomial given in powers, from x^n = sum over j of n!/(j! (n-2j)! 2^j) He_(n-2j)(x)
/// (Abramowitz and Stegun, 22.3.11 inverted).
/// </summary>
internal sealed class PowerExpansion : HermiteExpansion
{
    private readonly double[] _mantissas;
    private readonly int[] _exponents;
    private readonly bool _isMonomial;

    /// <summary>Takes the coefficients in ascending powers.</summary>
    public PowerExpansion(ReadOnlySpan<double> coefficients)
        : base(coefficients.Length - 1)
    {
        // c_n sqrt(n!), with the binary exponent apart: sqrt(n!) overflows beyond n = 300.
        _mantissas = new double[Degree + 1];
        _exponents = new int[Degree + 1];
        DoubleDouble root = 1;
        int exponent = 0;
        int count = 0;
        for (int n = 0; n <= Degree; n++)
        {
            root *= DoubleDouble.Sqrt(Math.Max(1, n));
            int shift = Math.ILogB(root.High);
            root = DoubleDouble.Scale(root, -shift);
            exponent += shift;
            _mantissas[n] = coefficients[n] * root.High;
            _exponents[n] = exponent;
            count += coefficients[n] != 0 ? 1 : 0;
        }

        _isMonomial = count == 1;
    }

    protected override (double Factor, int Exponent) Fill(double variance, Span<DoubleDouble> coefficients)
    {
        if (_isMonomial)
        {
            // The direction does not depend on the variance, and must not do so by a rounding.
            Add(Degree, _mantissas[Degree], coefficients);
            (DoubleDouble power, int powerExponent) = HalfPower(variance, Degree);
            return (power.High, powerExponent + _exponents[Degree]);
        }

        var powers = new (DoubleDouble Mantissa, int Exponent)[Degree + 1];
        int largest = int.MinValue;
        for (int n = 0; n <= Degree; n++)
        {
            powers[n] = HalfPower(variance, n);
            if (_mantissas[n] * powers[n].Mantissa.High != 0)
            {
                largest = Math.Max(largest, powers[n].Exponent + _exponents[n]);
            }
        }

        if (largest == int.MinValue)
        {
            return (0, 0);
        }

        for (int n = 0; n <= Degree; n++)
        {
            if (_mantissas[n] != 0)
            {
                Add(n, DoubleDouble.Scale(powers[n].Mantissa * _mantissas[n], powers[n].Exponent + _exponents[n] - largest), coefficients);
            }
        }

        return (1, largest);
    }

    // weight * x^n / sqrt(n!), whose coefficient of h_k, k = n - 2j, is sqrt(n!/k!)/(j! 2^j).
    private static void Add(int n, DoubleDouble weight, Span<DoubleDouble> coefficients)
    {
        DoubleDouble term = weight;
        for (int k = n, j = 0; k >= 0 && term.High != 0; k -= 2, j++)
        {
            coefficients[k] += term;
            term *= Math.Sqrt(k * (k - 1.0)) / (2 * (j + 1));
        }
    }
}
