using NtkAnalytic.Numerics;

namespace NtkAnalytic.Activations;

/// <summary>
/// phi = h_n = He_n / sqrt(n!), the probabilists' Hermite polynomial of norm 1 under the standard normal:
/// sqrt(k+1) h_(k+1)(x) = x h_k(x) - sqrt(k) h_(k-1)(x), and h_n' = sqrt(n) h_(n-1) (Abramowitz and Stegun, 22.7 and 22.8).
/// </summary>
internal sealed class HermiteActivation : Activation
{
    public HermiteActivation(string name, int degree)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(degree);
        Name = name;
        Degree = degree;
    }

    public int Degree { get; }

    public override string Name { get; }

    public override string Formula => FormattableString.Invariant($"He_{Degree}(x) / sqrt({Degree}!)");

    public override int? HomogeneityDegree => Degree <= 1 ? Degree : null;

    public override Parity Parity => Degree % 2 == 0 ? Parity.Even : Parity.Odd;

    public override int HighestDerivative => int.MaxValue;

    public override double Evaluate(double x) => Normalised(Degree, x);

    public override double EvaluateDerivative(double x) => Degree == 0 ? 0 : Math.Sqrt(Degree) * Normalised(Degree - 1, x);

    protected override void EvaluateHigherDerivative(int order, ReadOnlySpan<double> x, Span<double> destination)
    {
        double factor = Math.Sqrt(FallingFactorial.Of(Degree, Math.Min(order, Degree + 1)));
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = factor == 0 ? 0 : factor * Normalised(Degree - order, x[i]);
        }
    }

    private static double Normalised(int degree, double x)
    {
        double previous = 0;
        double current = 1;
        for (int k = 0; k < degree; k++)
        {
            (previous, current) = (current, ((x * current) - (Math.Sqrt(k) * previous)) / Math.Sqrt(k + 1));
        }

        return current;
    }
}
