using NtkAnalytic.Activations;

namespace NtkAnalytic.FiniteWidth;

/// <summary>phi^2: nodes that integrate its square integrate phi^4, and reach as far.</summary>
internal sealed class SquaredActivation(Activation activation) : Activation
{
    public override string Name => $"({activation.Name})^2";

    public override string Formula => $"({activation.Formula})^2";

    public override IReadOnlyList<Breakpoint> Breakpoints => activation.Breakpoints;

    public override Parity Parity => activation.Parity == Parity.None ? Parity.None : Parity.Even;

    public override double Evaluate(double x)
    {
        double value = activation.Evaluate(x);
        return value * value;
    }

    public override double EvaluateDerivative(double x) => 2 * activation.Evaluate(x) * activation.EvaluateDerivative(x);
}
