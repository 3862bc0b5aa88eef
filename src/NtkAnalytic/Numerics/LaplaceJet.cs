namespace NtkAnalytic.Numerics;

/// <summary>
/// A Laplace transform f(s) = integral of exp(-s v) h(v) dv, v &gt; 0, at one s = 1/(2 q), with its first two derivatives in s and
/// bounds of their errors. An expectation under a Gaussian of variance q is of this kind, with v = u^2, times sqrt(q).
/// </summary>
/// <param name="Value">f(s).</param>
/// <param name="First">f'(s).</param>
/// <param name="Second">f''(s).</param>
/// <param name="ValueError">Absolute error bound of <paramref name="Value"/>.</param>
/// <param name="FirstError">Absolute error bound of <paramref name="First"/>.</param>
/// <param name="SecondError">Absolute error bound of <paramref name="Second"/>.</param>
internal readonly record struct LaplaceJet(
    double Value,
    double First,
    double Second,
    double ValueError,
    double FirstError,
    double SecondError)
{
    // A power, a product and a sum: some units in the last place.
    private const double Rounding = 1e-15;

    public bool IsFinite => double.IsFinite(Value) && double.IsFinite(First) && double.IsFinite(Second);

    public static LaplaceJet operator +(LaplaceJet a, LaplaceJet b) => new(
        a.Value + b.Value,
        a.First + b.First,
        a.Second + b.Second,
        a.ValueError + b.ValueError,
        a.FirstError + b.FirstError,
        a.SecondError + b.SecondError);

    public static LaplaceJet operator -(LaplaceJet a, LaplaceJet b) => a + (-1 * b);

    public static LaplaceJet operator *(double factor, LaplaceJet a) => new(
        factor * a.Value,
        factor * a.First,
        factor * a.Second,
        Math.Abs(factor) * a.ValueError,
        Math.Abs(factor) * a.FirstError,
        Math.Abs(factor) * a.SecondError);

    /// <summary>A transform whose derivatives alternate in sign, from their sizes.</summary>
    public static LaplaceJet Monotone(double value, double minusFirst, double second, double relativeError) => new(
        value,
        -minusFirst,
        second,
        relativeError * value,
        relativeError * minusFirst,
        relativeError * second);

    /// <summary>q^c = (2 s)^-c.</summary>
    public static LaplaceJet Power(double exponent, double variance)
    {
        double power = Math.Pow(variance, exponent);
        return Monotone(power, 2 * exponent * power * variance, 4 * exponent * (exponent + 1) * power * variance * variance, Rounding);
    }

    /// <summary>q^c f.</summary>
    public LaplaceJet TimesPower(double exponent, double variance)
    {
        LaplaceJet power = Power(exponent, variance);
        double p1 = Math.Abs(power.First);
        return new LaplaceJet(
            power.Value * Value,
            (power.Value * First) + (power.First * Value),
            (power.Value * Second) + (2 * power.First * First) + (power.Second * Value),
            power.Value * Bound(Value, ValueError),
            (power.Value * Bound(First, FirstError)) + (p1 * Bound(Value, ValueError)),
            (power.Value * Bound(Second, SecondError)) + (2 * p1 * Bound(First, FirstError)) + (power.Second * Bound(Value, ValueError)));
    }

    private static double Bound(double value, double error) => error + (Rounding * Math.Abs(value));
}
