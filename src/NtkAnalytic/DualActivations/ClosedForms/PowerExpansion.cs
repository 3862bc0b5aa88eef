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
        double root = 1;
        int exponent = 0;
        int count = 0;
        for (int n = 0; n <= Degree; n++)
        {
            root *= Math.Sqrt(Math.Max(1, n));
            int shift = Math.ILogB(root);
            root = Math.ScaleB(root, -shift);
            exponent += shift;
            _mantissas[n] = coefficients[n] * root;
            _exponents[n] = exponent;
            count += coefficients[n] != 0 ? 1 : 0;
        }

        _isMonomial = count == 1;
    }

    protected override (double Factor, int Exponent) Fill(double variance, Span<double> coefficients)
    {
        if (_isMonomial)
        {
            // The direction does not depend on the variance, and must not do so by a rounding.
            Add(Degree, _mantissas[Degree], coefficients);
            (double power, int powerExponent) = HalfPower(variance, Degree);
            return (power, powerExponent + _exponents[Degree]);
        }

        int largest = int.MinValue;
        for (int n = 0; n <= Degree; n++)
        {
            if (_mantissas[n] != 0 && (n == 0 || variance > 0))
            {
                largest = Math.Max(largest, HalfPower(variance, n).Exponent + _exponents[n]);
            }
        }

        for (int n = 0; n <= Degree && largest > int.MinValue; n++)
        {
            (double power, int exponent) = HalfPower(variance, n);
            Add(n, _mantissas[n] * Math.ScaleB(power, exponent + _exponents[n] - largest), coefficients);
        }

        return (1, largest == int.MinValue ? 0 : largest);
    }

    // weight * x^n / sqrt(n!), whose coefficient of h_k, k = n - 2j, is sqrt(n!/k!)/(j! 2^j).
    private static void Add(int n, double weight, Span<double> coefficients)
    {
        double term = weight;
        for (int k = n, j = 0; k >= 0 && term != 0; k -= 2, j++)
        {
            coefficients[k] += term;
            term *= Math.Sqrt(k * (k - 1.0)) / (2 * (j + 1));
        }
    }
}
