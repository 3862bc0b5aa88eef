using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;
using NtkAnalytic.DualActivations.Moments;
using NtkAnalytic.DualActivations.Quadrature;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.Moments;

public sealed class ActivationMomentsTests
{
    public static TheoryData<string> Names => [.. ActivationCatalog.Entries.Select(entry => entry.Example.Name)];

    [Theory]
    [InlineData(1e-12)]
    [InlineData(0.37)]
    [InlineData(41)]
    public void ErfHasItsClosedForm(double q)
    {
        MomentDerivatives moments = ActivationMoments.Of(Activation.Erf).At(q);

        // M = (2/pi) asin(2 q/(1 + 2 q)), M' = (4/pi) / ((1 + 2 q) sqrt(1 + 4 q)), D = (4/pi) / sqrt(1 + 4 q).
        double root = Math.Sqrt(1 + (4 * q));
        double slope = 4 / Math.PI / ((1 + (2 * q)) * root);
        double curvature = -slope * ((2 / (1 + (2 * q))) + (2 / (root * root)));
        double d = 4 / Math.PI / root;
        Assert.Equal(slope, moments.Value.Slope, 1e-13 * slope);
        Assert.Equal(curvature, moments.Value.Curvature, 1e-12 * Math.Abs(curvature) * Math.Max(1, 1e-3 / q));
        Assert.Equal(d, moments.Derivative.Mean, 4e-15 * d);
        Assert.Equal(-2 * d / (root * root), moments.Derivative.Slope, 1e-13 * d * Math.Max(1, 1e-2 / q));
        Assert.Equal(12 * d / Math.Pow(root, 4), moments.Derivative.Curvature, 1e-12 * d * Math.Max(1, 1e-4 / (q * q)));
    }

    [Theory]
    [InlineData("relu", 0.5)]
    [InlineData("abs", 1)]
    [InlineData("leaky-relu(0.1)", 0.505)]
    public void PositivelyHomogeneousMomentsAreLinear(string name, double slope)
    {
        foreach (double q in new[] { 1e-20, 0.7, 1e9 })
        {
            MomentDerivatives moments = ActivationMoments.Of(Activation.Parse(name)).At(q);
            Assert.Equal(slope, moments.Value.Slope, 1e-14);

            // The tails beyond the support radius count 1e-14 for E[F He4(Z)].
            Assert.Equal(0, moments.Value.Curvature, 4e-14 / q);
            Assert.Equal(slope, moments.Derivative.Mean, 1e-15);
            Assert.Equal(0, moments.Derivative.Slope, 1e-14 / q);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DerivativesAreThoseOfTheMoments(string name)
    {
        var activation = Activation.Parse(name);
        var moments = ActivationMoments.Of(activation);
        foreach (double q in new[] { 0.02, 0.9, 2.3 })
        {
            // Four-point differences with the step h = q/64: the error is of the order of h^4 times the fifth derivative.
            MomentDerivatives at = moments.At(q);
            Agree(q, at.Value, x => moments.At(x).Value);
            if (double.IsFinite(at.Derivative.Mean))
            {
                Agree(q, at.Derivative, x => moments.At(x).Derivative);
            }
        }

        static void Agree(double q, SquareMoments at, Func<double, SquareMoments> moments)
        {
            double h = q / 64;
            double scale = at.Mean + at.Power2;
            Assert.Equal(Difference(x => moments(x).Mean), at.Slope, 1e-6 * scale / q);
            Assert.Equal(Difference(x => moments(x).Slope), at.Curvature, 1e-5 * scale / (q * q));

            double Difference(Func<double, double> f) =>
                ((8 * (f(q + h) - f(q - h))) - (f(q + (2 * h)) - f(q - (2 * h)))) / (12 * h);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PowersAndDerivativesAreOneThing(string name)
    {
        var activation = Activation.Parse(name);
        var moments = ActivationMoments.Of(activation);
        var quadrature = new QuadratureDual(activation);
        foreach (double q in new[] { 1e-3, 0.4, 7 })
        {
            MomentDerivatives at = moments.At(q);
            DualMoments dual = quadrature.Diagonal(q);
            SquareMoments f = at.Value;

            // E[F Z^2] = M + 2 q M', E[F Z^4] = 3 M + 12 q M' + 4 q^2 M''.
            double scale = f.Mean + f.Power2;
            Assert.Equal(dual.SecondMoment, f.Mean, 1e-14 * f.Mean);
            Assert.Equal(f.Mean + (2 * q * f.Slope), f.Power1, 1e-14 * scale);
            Assert.Equal((3 * f.Mean) + (12 * q * f.Slope) + (4 * q * q * f.Curvature), f.Power2, 1e-13 * scale);
            Assert.True(SolveStatus.Converged == at.Status || SolveStatus.Diverges == at.Status);
        }
    }

    [Fact]
    public void SmallVariancesKeepTheirDigits()
    {
        // Sigmoid: M = 1/4 + q/16 - q^2/32 + O(q^3) from phi = 1/2 + x/4 - x^3/48 + x^5/480, so M' = 1/16 - q/16 + O(q^2).
        // The values of phi^2 = 1/4 are rounded to 3e-17.
        foreach (double q in new[] { 1e-4, 1e-6 })
        {
            double slope = ActivationMoments.Of(Activation.Sigmoid).At(q).Value.Slope;
            Assert.Equal((1 - q) / 16, slope, (0.08 * q * q) + (8e-18 / q));
        }

        // Tanh: M' = 1 - 4 q + 17 q^2 - ..., whatever the size of q.
        double tiny = ActivationMoments.Of(Activation.Tanh).At(1e-9).Value.Slope;
        Assert.Equal(1 - 4e-9, tiny, 1e-15);
    }

    [Fact]
    public void JumpsHaveASlopeOfTheSecondMoment()
    {
        // Steps up from 0 to 1 at 1: M = P(Z > 1/sqrt(q)), M' = exp(-1/(2 q)) / (2 sqrt(2 pi) q^(3/2)).
        var step = Activation.FromFunctions("step at 1", x => x > 1 ? 1 : 0, _ => 0, 1);
        MomentDerivatives moments = ActivationMoments.Of(step).At(0.8);

        double slope = Math.Exp(-1 / 1.6) / (2 * Math.Sqrt(2 * Math.PI) * Math.Pow(0.8, 1.5));
        Assert.Equal(slope, moments.Value.Slope, 1e-14);
        Assert.Equal(double.PositiveInfinity, moments.Derivative.Mean);
        Assert.Same(SolveStatus.Diverges, moments.Status);
    }

    [Fact]
    public void WhatOverflowsSaysSo()
    {
        var exponential = ActivationMoments.Of(Activation.Parse("exp"));

        Assert.Same(SolveStatus.Converged, exponential.At(20).Status);
        Assert.Equal(2 * Math.Exp(40), exponential.At(20).Value.Slope, 1e-13 * 2 * Math.Exp(40));
        Assert.Same(SolveStatus.Overflow, exponential.At(1e4).Status);
        Assert.Equal(double.PositiveInfinity, exponential.At(1e4).Value.Slope);
    }

    [Fact]
    public void ExcessOverRaysDoesNotCancel()
    {
        // Tanh next to 0: E[tanh(u)^2 - u^2] = -2 q^2 + (17/3) q^3 - ..., eight digits below its two terms at q = 1e-8.
        var moments = ActivationMoments.Of(Activation.Tanh);
        Assert.Equal(-2e-16 + (17.0 / 3 * 1e-24), moments.ExcessOverRays(1e-8, moments.Origin), 1e-22);
    }
}
