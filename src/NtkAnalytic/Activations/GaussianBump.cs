using System.Numerics.Tensors;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Activations;

/// <summary>phi(x) = exp(-s x^2), s > 0.</summary>
internal sealed class GaussianBump : Activation
{
    public GaussianBump(string name, double scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        Name = name;
        Scale = scale;
    }

    public double Scale { get; }

    public override string Name { get; }

    public override string Formula => Scale == 1 ? "exp(-x^2)" : FormattableString.Invariant($"exp(-{Scale:R} x^2)");

    public override Parity Parity => Parity.Even;

    public override int HighestDerivative => GaussianDerivative.HighestOrder;

    public override double Evaluate(double x) => Math.Exp(-Scale * (x * x));

    public override double EvaluateDerivative(double x) => -2 * Scale * x * Math.Exp(-Scale * (x * x));

    public override void Evaluate(ReadOnlySpan<double> x, Span<double> destination)
    {
        TensorPrimitives.Multiply(x, x, destination);
        TensorPrimitives.Multiply(destination, -Scale, destination);
        TensorPrimitives.Exp(destination, destination);
    }

    protected override void EvaluateHigherDerivative(int order, ReadOnlySpan<double> x, Span<double> destination)
    {
        double root = Math.Sqrt(Scale);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = GaussianDerivative.Of(order, x[i], root);
        }
    }
}
