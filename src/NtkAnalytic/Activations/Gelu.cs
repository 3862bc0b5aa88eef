using MathNet.Numerics;

namespace NtkAnalytic.Activations;

/// <summary>phi(x) = x Phi(x), Phi the distribution function of the standard normal (Hendrycks and Gimpel, arXiv 1606.08415), without approximation.</summary>
/// <remarks>The relative error in the left tail is about x^2 units of rounding, the condition number of Phi there.</remarks>
internal sealed class Gelu : Activation
{
    private static readonly double DensityAtZero = 1 / Math.Sqrt(2 * Math.PI);
    private static readonly double HalfRoot = Math.Sqrt(0.5);

    public override string Name => "gelu";

    public override string Formula => "x Phi(x), Phi the standard normal distribution function";

    public override double Evaluate(double x) => x * Distribution(x);

    public override double EvaluateDerivative(double x) => Distribution(x) + (x * DensityAtZero * Math.Exp(-x * x / 2));

    private static double Distribution(double x) => SpecialFunctions.Erfc(-x * HalfRoot) / 2;
}
