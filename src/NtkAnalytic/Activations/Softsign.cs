namespace NtkAnalytic.Activations;

/// <summary>phi(x) = x / (1 + |x|); phi' = 1 / (1 + |x|)^2 is continuous, and phi'' jumps from 2 to -2 at 0.</summary>
internal sealed class Softsign(string name) : Activation
{
    public override string Name => name;

    public override string Formula => "x / (1 + |x|)";

    public override IReadOnlyList<Breakpoint> Breakpoints { get; } = [new Breakpoint(0, 0, 0)];

    public override Parity Parity => Parity.Odd;

    public override int HighestDerivative => 2;

    public override double Evaluate(double x) => x / (1 + Math.Abs(x));

    public override double EvaluateDerivative(double x)
    {
        double reciprocal = 1 / (1 + Math.Abs(x));
        return reciprocal * reciprocal;
    }

    protected override void EvaluateHigherDerivative(int order, ReadOnlySpan<double> x, Span<double> destination)
    {
        for (int i = 0; i < x.Length; i++)
        {
            double reciprocal = 1 / (1 + Math.Abs(x[i]));
            destination[i] = -2 * Math.Sign(x[i]) * reciprocal * reciprocal * reciprocal;
        }
    }
}
