using System.Numerics.Tensors;

namespace NtkAnalytic.Activations;

/// <summary>phi(x) = exp(a x).</summary>
internal sealed class Exponential(string name, double rate) : Activation
{
    public double Rate { get; } = rate;

    public override string Name { get; } = name;

    public override string Formula => Rate == 1 ? "exp(x)" : FormattableString.Invariant($"exp({Rate:R} x)");

    public override Parity Parity => Rate == 0 ? Parity.Even : Parity.None;

    public override int HighestDerivative => int.MaxValue;

    public override double Evaluate(double x) => Math.Exp(Rate * x);

    public override double EvaluateDerivative(double x) => Rate * Math.Exp(Rate * x);

    public override void Evaluate(ReadOnlySpan<double> x, Span<double> destination)
    {
        TensorPrimitives.Multiply(x, Rate, destination);
        TensorPrimitives.Exp(destination, destination);
    }

    public override void EvaluateDerivative(ReadOnlySpan<double> x, Span<double> destination)
    {
        Evaluate(x, destination);
        TensorPrimitives.Multiply(destination, Rate, destination);
    }

    protected override void EvaluateHigherDerivative(int order, ReadOnlySpan<double> x, Span<double> destination)
    {
        Evaluate(x, destination);
        TensorPrimitives.Multiply(destination, Math.Pow(Rate, order), destination);
    }
}
