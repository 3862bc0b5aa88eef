namespace NtkAnalytic.Activations;

/// <summary>phi(x) = x / (1 + |x|); phi' = 1 / (1 + |x|)^2 is continuous, and phi'' jumps from 2 to -2 at 0.</summary>
internal sealed class Softsign(string name) : Activation
{
    public override string Name => name;

    public override string Formula => "x / (1 + |x|)";

    public override IReadOnlyList<Breakpoint> Breakpoints { get; } = [new Breakpoint(0, 0, 0)];

    public override Parity Parity => Parity.Odd;

    public override double Evaluate(double x) => x / (1 + Math.Abs(x));

    public override double EvaluateDerivative(double x)
    {
        double reciprocal = 1 / (1 + Math.Abs(x));
        return reciprocal * reciprocal;
    }
}
