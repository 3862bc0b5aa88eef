using NtkAnalytic.CorrelationMaps;
using Xunit;

namespace NtkAnalytic.Tests.CorrelationMaps;

public sealed class MapExpanderTests
{
    [Fact]
    public void ReluHasNoWholePowers()
    {
        // Hayou, Doucet and Rousseau, fact 14: f(c) = c + s (1 - c)^(3/2) + b (1 - c)^(5/2) + O((1 - c)^(7/2)).
        MapExpansion expansion = new CorrelationMap(Activation.Relu, 2, 0, 1).Expand();
        Assert.Equal([1, 1.5, 2.5], expansion.Terms.Select(t => t.Power));
        Assert.Equal(1, expansion.Coefficient(1), 4e-16);
        Assert.Equal(-2 * Math.Sqrt(2) / (3 * Math.PI), expansion.Coefficient(1.5), 1e-15);
        Assert.Equal(-Math.Sqrt(2) / (30 * Math.PI), expansion.Coefficient(2.5), 1e-15);
    }

    // 1 - C of a polynomial is one of the same degree: what rounding leaves of the others is no term.
    [Theory]
    [InlineData("polynomial(0.5,1)", 1)]
    [InlineData("polynomial(0.5,1,0.3)", 2)]
    [InlineData("polynomial(0.5,1,0.3,0.1)", 3)]
    public void PolynomialsHaveAsManyPowersAsTheirDegree(string name, int degree) => Assert.Equal(
        Enumerable.Range(1, degree).Select(power => (double)power),
        new CorrelationMap(Activation.Parse(name), 0.5, 0.1, 0.7).Expand().Terms.Select(term => term.Power));

    [Fact]
    public void ErfHasTheDerivativesOfItsArcsine()
    {
        // C = S (2/pi) asin(t c) + bias share, t = 2q/(1 + 2q).
        const double q = 0.7;
        double t = 2 * q / (1 + (2 * q));
        double share = 1.6 * 2 / Math.PI / ((1.6 * 2 / Math.PI * Math.Asin(t)) + 0.1);
        MapExpansion expansion = new CorrelationMap(Activation.Erf, 1.6, 0.1, q).Expand();
        Assert.Equal([1, 2, 3], expansion.Terms.Select(term => term.Power));
        Check(share * t * Math.Pow(1 - (t * t), -0.5), expansion.Terms[0]);
        Check(-share * t * t * t * Math.Pow(1 - (t * t), -1.5) / 2, expansion.Terms[1]);
        Check(share * t * t * t * (1 + (2 * t * t)) * Math.Pow(1 - (t * t), -2.5) / 6, expansion.Terms[2]);

        static void Check(double expected, ExpansionTerm actual)
        {
            Assert.Equal(expected, actual.Coefficient, 1e-13 * Math.Abs(expected));
            Assert.Equal(expected, actual.Coefficient, actual.Error);
        }
    }

    [Fact]
    public void WhereTheSeriesDoesNotResolvePhiTheDerivativesDo()
    {
        // C = asin(t c) / asin(t) again, at a variance where 1000 Hermite degrees are not enough.
        const double q = 3000;
        double inverse = 1 / (1 + (2 * q));
        double t = 1 - inverse;
        double gap = inverse * (1 + t);
        MapExpansion expansion = new CorrelationMap(Activation.Erf, 1, 0, q).Expand();
        Assert.Equal(-t * t * t * Math.Pow(gap, -1.5) / 2 / Math.Asin(t), expansion.Coefficient(2), 4 * expansion.Terms[1].Error);
        Assert.Equal(t * t * t * (1 + (2 * t * t)) * Math.Pow(gap, -2.5) / 6 / Math.Asin(t), expansion.Coefficient(3), 4 * expansion.Terms[2].Error);
        Assert.True(expansion.Terms[1].Error < 1e-8 * Math.Abs(expansion.Coefficient(2)));
        Assert.True(expansion.Terms[2].Error < 1e-6 * expansion.Coefficient(3));
    }

    [Fact]
    public void TheKinksOfHardTanhAreInClosedForm()
    {
        // C'' = S q^2 2 (p(1, 1) - p(1, -1)), p(b, b) = exp(-b^2/(q (1 + c))) / (2 pi q sqrt(1 - c^2)).
        const double q = 0.46;
        var map = new CorrelationMap(Activation.Parse("hard-tanh"), 1.3, 0.05, q);
        double factor = map.Chi1 / (q * Erf(1 / Math.Sqrt(2 * q)));
        double kinks = 2 * Math.Exp(-1 / (2 * q)) / (2 * Math.PI * q);
        MapExpansion expansion = map.Expand();
        Assert.Equal([1, 1.5, 2.5], expansion.Terms.Select(t => t.Power));
        Assert.Equal(-4 / (3 * Math.Sqrt(2)) * factor * q * q * kinks, expansion.Coefficient(1.5), 1e-14);
        Assert.Equal(-factor * q * q * kinks * (1 - (1 / q)) / (15 * Math.Sqrt(2)), expansion.Coefficient(2.5), 1e-13);

        static double Erf(double x) => MathNet.Numerics.SpecialFunctions.Erf(x);
    }

    // The power of the first term that is not declared: smooth 4, with kinks or corners 7/2, relu too; jumps 5/2.
    [Theory]
    [InlineData("relu", 1, 3.5)]
    [InlineData("tanh", 0.57, 4)]
    [InlineData("gelu", 1.3, 4)]
    [InlineData("elu", 1, 3.5)]
    [InlineData("elu(2)", 1, 3.5)]
    [InlineData("hard-tanh", 3, 3.5)]
    [InlineData("rectified-monomial(2)", 1, 3.5)]
    [InlineData("sign", 1, 2.5)]
    public void WhatIsLeftFallsWithTheNextPower(string name, double q, double next) =>
        CheckRest(new CorrelationMap(Activation.Parse(name), 1.1, 0.05, q), next);

    [Fact]
    public void SoItDoesWhereAKinkAndACornerLieAsideOfZero()
    {
        // elu(2) about 0.6: phi', phi'' and phi''' all jump at a point other than 0.
        Activation elu = Activation.Elu(2);
        var shifted = Activation.FromFunctions("shifted", x => elu.Evaluate(x - 0.6), x => elu.EvaluateDerivative(x - 0.6), 0.6);
        CheckRest(new CorrelationMap(shifted, 1.1, 0.05, 0.9), 3.5);
    }

    private static void CheckRest(CorrelationMap map, double next)
    {
        MapExpansion expansion = map.Expand();
        double gap = 0.02;
        double order = Math.Log2(Rest(gap) / Rest(gap / 4)) / 2;

        // The term after the next is sqrt(0.02) = 0.14 smaller, half the way to the next power but one.
        Assert.Equal(next, order, 0.25);

        double Rest(double gamma) => Math.Abs(map.Evaluate(gamma, 2 - gamma).OneMinusCorrelation
            - expansion.Terms.Sum(t => t.Coefficient * Math.Pow(gamma, t.Power)));
    }

    [Theory]
    [InlineData("tanh", 1e-12, 1e-12)]
    [InlineData("gelu", 1e-12, 1e-12)]
    [InlineData("elu", 1e-12, 1e-10)]
    [InlineData("elu(2)", 1e-14, 1e-10)]
    [InlineData("hard-tanh", 1e-14, 1e-8)]
    public void LeadingCoefficientsHaveSmallErrors(string name, double leading, double next)
    {
        IReadOnlyList<ExpansionTerm> terms = new CorrelationMap(Activation.Parse(name), 1.1, 0.05, 0.7).Expand().Terms;
        Assert.True(terms[1].Error <= leading * Math.Abs(terms[1].Coefficient), $"{terms[1]}");
        Assert.True(terms[2].Error <= next * Math.Abs(terms[2].Coefficient), $"{terms[2]}");
    }

    [Fact]
    public void ScaledDualsHaveScaledExpansions()
    {
        // The bias takes its share of every term alike.
        var bare = new CorrelationMap(Activation.Elu(2), 1, 0, 0.7);
        var biased = new CorrelationMap(Activation.Elu(2), 1, 0.3, 0.7);
        double share = biased.Chi1 / bare.Chi1;
        foreach ((ExpansionTerm a, ExpansionTerm b) in bare.Expand().Terms.Zip(biased.Expand().Terms))
        {
            Assert.Equal(a.Power, b.Power);
            Assert.Equal(share * a.Coefficient, b.Coefficient, b.Error + a.Error);
        }
    }
}
