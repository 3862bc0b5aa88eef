using System.Runtime.CompilerServices;
using NtkAnalytic.DualActivations.Quadrature;

namespace NtkAnalytic.FiniteWidth;

/// <summary>
/// Averages &lt;.&gt; over one Gaussian z of variance K that the first order in 1/width needs. Only phi and phi' are evaluated: derivatives
/// of averages are averages with Hermite polynomials, &lt;F''&gt; = &lt;F (z^2 - K)&gt; / K^2 and so on (Stein's identity), which also holds for
/// kinks.
/// </summary>
/// <param name="Square">&lt;phi^2&gt;.</param>
/// <param name="SquareSecond">&lt;(phi^2)''&gt;.</param>
/// <param name="SquareFourth">&lt;(phi^2)''''&gt;.</param>
/// <param name="Slope">&lt;phi'^2&gt;.</param>
/// <param name="SlopeSecond">&lt;(phi'^2)''&gt;.</param>
/// <param name="SlopeFourth">&lt;(phi'^2)''''&gt;.</param>
/// <param name="ProductFirst">&lt;(phi phi')'&gt;.</param>
/// <param name="SquareVariance">&lt;phi^4&gt; - &lt;phi^2&gt;^2.</param>
/// <param name="Covariance">&lt;phi^2 phi'^2&gt; - &lt;phi^2&gt;&lt;phi'^2&gt;.</param>
/// <param name="SlopeVariance">&lt;phi'^4&gt; - &lt;phi'^2&gt;^2.</param>
internal readonly record struct FourthMoments(
    double Square,
    double SquareSecond,
    double SquareFourth,
    double Slope,
    double SlopeSecond,
    double SlopeFourth,
    double ProductFirst,
    double SquareVariance,
    double Covariance,
    double SlopeVariance)
{
    private const double NextToZero = 1e-300;
    private static readonly ConditionalWeakTable<Activation, SquaredActivation> Squares = [];

    /// <summary>The averages, with the rule of an order.</summary>
    /// <param name="activation">phi, without jumps.</param>
    /// <param name="variance">K, positive.</param>
    /// <param name="order">Gauss-Legendre points a panel.</param>
    public static FourthMoments At(Activation activation, double variance, int order)
    {
        SquaredActivation square = Squares.GetValue(activation, static a => new SquaredActivation(a));
        var rule = GaussianRule.For(square, variance, order, GaussianRule.DefaultLongestPanel / 2, 0.5);
        double deviation = Math.Sqrt(variance);
        int count = rule.Nodes.Length;
        double[] values = new double[count];
        double[] slopes = new double[count];
        double meanSquare = 0;
        double meanSlope = 0;
        for (int i = 0; i < count; i++)
        {
            double x = deviation * rule.Nodes[i];
            values[i] = activation.Evaluate(x);
            slopes[i] = activation.EvaluateDerivative(x);
            meanSquare += rule.Weights[i] * values[i] * values[i];
            meanSlope += rule.Weights[i] * slopes[i] * slopes[i];
        }

        // Hermite averages over either half-line are 0: what F is next to 0 may be taken off, or small K would cancel (as in MomentRule).
        double valueBelow = Squared(activation.Evaluate(-NextToZero));
        double valueAbove = Squared(activation.Evaluate(NextToZero));
        double slopeBelow = Squared(activation.EvaluateDerivative(-NextToZero));
        double slopeAbove = Squared(activation.EvaluateDerivative(NextToZero));
        double square2 = 0;
        double square4 = 0;
        double slope2 = 0;
        double slope4 = 0;
        double product = 0;
        double squares = 0;
        double both = 0;
        double fourths = 0;
        for (int i = 0; i < count; i++)
        {
            double z = rule.Nodes[i];
            double weight = rule.Weights[i];
            double hermite2 = (z * z) - 1;
            double hermite4 = (((z * z) - 6) * z * z) + 3;
            double value = values[i] * values[i];
            double slope = slopes[i] * slopes[i];
            double valueRest = value - (z < 0 ? valueBelow : valueAbove);
            double slopeRest = slope - (z < 0 ? slopeBelow : slopeAbove);
            square2 += weight * hermite2 * valueRest;
            square4 += weight * hermite4 * valueRest;
            slope2 += weight * hermite2 * slopeRest;
            slope4 += weight * hermite4 * slopeRest;
            product += weight * z * values[i] * slopes[i];

            // Centred, so that activations that are nearly constant keep the digits of their variances.
            squares += weight * Squared(value - meanSquare);
            both += weight * (value - meanSquare) * (slope - meanSlope);
            fourths += weight * Squared(slope - meanSlope);
        }

        double variance2 = variance * variance;
        return new FourthMoments(
            meanSquare,
            square2 / variance,
            square4 / variance2,
            meanSlope,
            slope2 / variance,
            slope4 / variance2,
            product / deviation,
            squares,
            both,
            fourths);
    }

    /// <summary>The largest difference of two sets, each in parts of the natural size of its member.</summary>
    public double DifferenceFrom(in FourthMoments other, double variance)
    {
        double value = Square;
        double slope = Math.Max(Slope, double.Epsilon);
        ReadOnlySpan<double> parts =
        [
            (Square - other.Square) / value,
            (SquareSecond - other.SquareSecond) * variance / value,
            (SquareFourth - other.SquareFourth) * variance * variance / value,
            (Slope - other.Slope) / slope,
            (SlopeSecond - other.SlopeSecond) * variance / slope,
            (SlopeFourth - other.SlopeFourth) * variance * variance / slope,
            (SquareVariance - other.SquareVariance) / Math.Max(SquareVariance, value * value),
            (Covariance - other.Covariance) / (value * slope),
            (SlopeVariance - other.SlopeVariance) / Math.Max(SlopeVariance, slope * slope),
        ];
        double largest = 0;
        foreach (double part in parts)
        {
            largest = double.IsNaN(part) ? double.PositiveInfinity : Math.Max(largest, Math.Abs(part));
        }

        return largest;
    }

    private static double Squared(double value) => value * value;
}
