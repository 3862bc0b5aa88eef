using System.Numerics.Tensors;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Activations;

/// <summary>phi(x) = max(0, x)^n with n >= 2: the activations of the arc-cosine kernels of order n (Cho and Saul 2009).</summary>
internal sealed class RectifiedMonomial : Activation
{
    public RectifiedMonomial(string name, int degree)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 2);
        Name = name;
        Degree = degree;
    }

    public int Degree { get; }

    public override string Name { get; }

    public override string Formula => FormattableString.Invariant($"max(0, x)^{Degree}");

    public override IReadOnlyList<Breakpoint> Breakpoints { get; } = [new Breakpoint(0, 0, 0)];

    public override int? HomogeneityDegree => Degree;

    public override int HighestDerivative => Degree;

    public override double Evaluate(double x) => Power(Math.Max(0, x), Degree);

    public override double EvaluateDerivative(double x) => Degree * Power(Math.Max(0, x), Degree - 1);

    public override void Evaluate(ReadOnlySpan<double> x, Span<double> destination)
    {
        TensorPrimitives.Max(x, 0.0, destination);
        if (Degree == 2)
        {
            TensorPrimitives.Multiply(destination, destination, destination);
            return;
        }

        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Power(destination[i], Degree);
        }
    }

    protected override void EvaluateHigherDerivative(int order, ReadOnlySpan<double> x, Span<double> destination)
    {
        double factor = FallingFactorial.Of(Degree, order);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = factor * (order < Degree ? Power(Math.Max(0, x[i]), Degree - order) : x[i] > 0 ? 1 : x[i] < 0 ? 0 : 0.5);
        }
    }

    // Squares and cubes are exact products; Math.Pow is several times slower.
    private static double Power(double x, int exponent) => exponent switch
    {
        1 => x,
        2 => x * x,
        3 => x * x * x,
        _ => Math.Pow(x, exponent),
    };
}
