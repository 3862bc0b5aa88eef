using MathNet.Numerics;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Activations;

/// <summary>phi(x) = x Phi(x), Phi the distribution function of the standard normal (Hendrycks and Gimpel, arXiv 1606.08415), without approximation.</summary>
/// <remarks>The relative error in the left tail is about x^2 units of rounding, the condition number of Phi there.</remarks>
internal sealed class Gelu : Activation
{
    private static readonly double DensityAtZero = 1 / Math.Sqrt(2 * Math.PI);
    private static readonly double HalfRoot = Math.Sqrt(0.5);

    public override string Name => "gelu";

    public override string Formula => "x Phi(x), Phi the standard normal distribution function";

    public override int HighestDerivative => GaussianDerivative.HighestOrder;

    public override double Evaluate(double x) => x * Distribution(x);

    public override double EvaluateDerivative(double x) => Distribution(x) + (x * DensityAtZero * Math.Exp(-x * x / 2));

    // Phi' is the density p, so phi^(k) = x p^(k-1) + k p^(k-2), and p^(k) = -x p^(k-1) - (k-1) p^(k-2).
    protected override void EvaluateHigherDerivative(int order, ReadOnlySpan<double> x, Span<double> destination)
    {
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = DensityAtZero * ((x[i] * GaussianDerivative.Of(order - 1, x[i], HalfRoot)) + (order * GaussianDerivative.Of(order - 2, x[i], HalfRoot)));
        }
    }

    private static double Distribution(double x) => SpecialFunctions.Erfc(-x * HalfRoot) / 2;
}
