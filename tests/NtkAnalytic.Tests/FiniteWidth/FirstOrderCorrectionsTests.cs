using NtkAnalytic.DualActivations;
using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.FiniteWidth;

public class FirstOrderCorrectionsTests
{
    // tanh, sigma_w^2 = 1.6, one input 1, six decimals computed apart from this code with unit gradients: Theta is here sigma_w^2 times that.
    [Fact]
    public void LayersTwoAndThreeOfATanhNetwork()
    {
        var corrections = FirstOrderCorrections.Of(new Network(Activation.Tanh, 2, 1.6), [1, 50, 50]);
        Assert.Equal(SolveStatus.Converged, corrections.Status);
        FirstOrderLayer second = corrections.Layers[1];
        const double C = 1.6;
        Check(second, [.291782, -.118942, .171018, .066756, .707648]);
        Assert.Equal(0, second.NngpShift);
        Assert.Equal(0, second.NtkShift);
        FirstOrderLayer third = corrections.Output;
        Check(third, [.259208, -.197526, .243220, .199354, 1.650228]);
        Assert.Equal(.554933, third.Nngp, 6e-7);
        Assert.Equal(1.244473, third.Ntk / C, 6e-7);

        static void Check(FirstOrderLayer layer, double[] expected)
        {
            Assert.Equal(expected[0], layer.V, 6e-7);
            Assert.Equal(expected[1], layer.D / C, 6e-7);
            Assert.Equal(expected[2], layer.F / C, 6e-7);
            Assert.Equal(expected[3], layer.A / C / C, 6e-7);
            Assert.Equal(expected[4], layer.B / C / C, 6e-7);
        }
    }

    // Critical networks of two rays, exact in l: K constant, Theta = l K; r = A4/A2^2.
    [Theory]
    [InlineData("relu", 2)]
    [InlineData("identity", 1)]
    [InlineData("leaky-relu(0.3)", 0)]
    public void CriticalNetworksOfTwoRaysHaveClosedForms(string name, double known)
    {
        var activation = Activation.Parse(name);
        double slope = activation.EvaluateDerivative(-1);
        double second = (1 + (slope * slope)) / 2;
        double r = (1 + Math.Pow(slope, 4)) / 2 / (second * second);
        Assert.True(known == 0 || Math.Abs(known - r) < 1e-15);
        var corrections = FirstOrderCorrections.Of(new Network(activation, 30, 1 / second), [1, .. Enumerable.Repeat(64, 30)], 1.3);
        double k = 1.3 / second;
        foreach (FirstOrderLayer layer in corrections.Layers)
        {
            double l = layer.Layer;
            double theta = l * k;

            // Roundings of some thirty layers and of quadrature: 1e-12 of the natural size.
            Assert.Equal(k, layer.Nngp, 1e-13 * k);
            Assert.Equal(theta, layer.Ntk, 1e-13 * theta);
            Assert.Equal(0, layer.NtkShift, 1e-11 * l * theta);
            Assert.Equal(0, layer.NngpShift, 1e-11 * l * k);
            Assert.Equal(((3 * r) - 1) * (l - 1), layer.V / (k * k), 1e-12 * l);
            Assert.Equal(((2 * r) - 1) * (l - 1), layer.D / (k * theta), 1e-12 * l);
            Assert.Equal(r / 2 * (l - 1), layer.F / (k * theta), 1e-12 * l);
            Assert.Equal(r * (l - 1) * ((2 * l) - 1) / (6 * l), layer.B / (theta * theta), 1e-12 * l);
            if (name == "relu")
            {
                Assert.Equal((l - 1) * ((7 * l) - 2) / (3 * l), layer.A / (theta * theta), 1e-12 * l);
            }
        }
    }

    // The coefficient of 1/n of the exact ratio, in fractions: (1 + (3r-1) e)^(D-1) times the mean over layers l, m of
    // (1 + 2 ((1 - e)/(1 + (3r-1) e))^|l-m|)/3, to first order in e.
    [Theory]
    [InlineData("relu", "2")]
    [InlineData("abs", "1")]
    [InlineData("leaky-relu(0.5)", "34/25")]
    public void TheVarianceIsTheFirstOrderOfTheExactRatioAtEveryDepth(string name, string kurtosis)
    {
        var activation = Activation.Parse(name);
        double weightVariance = 1 / ((Math.Pow(activation.EvaluateDerivative(-1), 2) + 1) / 2);
        var r = Rational.Parse(kurtosis);
        var corrections = FirstOrderCorrections.Of(new Network(activation, 39, weightVariance), [1, .. Enumerable.Repeat(100, 39)]);
        for (int depth = 1; depth <= 40; depth++)
        {
            Rational sum = 0;
            for (int l = 1; l <= depth; l++)
            {
                for (int m = 1; m <= depth; m++)
                {
                    sum += Math.Abs(l - m);
                }
            }

            Rational coefficient = (((3 * r) - 1) * (depth - 1)) - (2 * r * sum / (depth * depth));
            FirstOrderLayer layer = corrections.Layers[depth - 1];
            Assert.Equal(coefficient.ToDouble(), (layer.A + (2 * layer.B)) / layer.Ntk / layer.Ntk, 1e-12 * depth);
            if (name == "relu")
            {
                Rational closed = (5 * (depth - 1)) - (new Rational(4, 3) * ((depth * depth) - 1) / depth);
                Assert.Equal(closed, coefficient);
            }
        }
    }

    // Unequal widths and bias gradients, against the exact ratio of networks that grow wide: n (ratio - 1) tends to it like 1/n.
    [Theory]
    [InlineData(2, 0, Parameterization.Ntk)]
    [InlineData(1.4, 0.7, Parameterization.Ntk)]
    [InlineData(2.3, 1, Parameterization.Standard)]
    public void UnequalWidthsAreThoseOfTheExactRatio(double variance, double bias, Parameterization parameterization)
    {
        double Error(int scale)
        {
            int[] widths = [3, 2 * scale, scale, 5 * scale, 3 * scale];
            Network description = new Network(Activation.Relu, 4, variance).WithBiasGradientFactor(bias);
            if (parameterization == Parameterization.Standard)
            {
                description = description.WithStandardParameterization(widths[1..]);
            }

            TwoSlopeNetwork network = new TwoSlopeNetwork(Activation.Relu, [.. widths, 1])
                .WithWeightVariance(Rational.OfShortestDecimal(variance))
                .WithBiasGradient(Rational.OfShortestDecimal(bias))
                .WithParameterization(parameterization);
            double exact = TangentKernelMoments.Of(network).Ratio - 1;
            return (FirstOrderCorrections.Of(description, widths).Output.NtkRelativeVariance / exact) - 1;
        }

        Assert.InRange(Math.Abs(Error(1600)), 0, 5e-3);
        Assert.InRange(Error(1600) / Error(400), 0.23, 0.27);
    }

    // Drawn networks with biases: width times variance, and mean, extrapolated from two widths to remove the next order.
    [Theory]
    [InlineData("tanh", 1.6, 0.3, Parameterization.Ntk)]
    [InlineData("gelu", 1.8, 0.1, Parameterization.Standard)]
    public void DrawnNetworksWithBiasesHaveThisVariance(string activation, double variance, double bias, Parameterization parameterization)
    {
        (double Variance, double Error, double Shift, double ShiftError) At(int width, int seed)
        {
            int[] widths = [2, width, width, 1];
            Network network = new(Activation.Parse(activation), 2, variance, bias);
            if (parameterization == Parameterization.Standard)
            {
                network = network.WithStandardParameterization(width);
            }

            FirstOrderLayer theory = FirstOrderCorrections.Of(network, widths[..^1], 1.5).Output;
            Powers sample = SampledKernel.Sample(network, widths, 1.5, seed, 20_000);
            double scale = width / (theory.Ntk * theory.Ntk);
            return (
                (scale * sample.Variance) - (theory.NtkRelativeVariance * width),
                scale * sample.VarianceError,
                (sample.First - theory.NtkMean) * width / theory.Ntk,
                sample.MeanError * width / theory.Ntk);
        }

        (double coarse, double coarseError, double coarseShift, double coarseShiftError) = At(12, 5);
        (double fine, double fineError, double fineShift, double fineShiftError) = At(24, 6);

        // The deviations are a/n + ...: twice the finer less the coarser has none, up to 1/n^2 (1/144 of order-one numbers).
        double error = Math.Sqrt((4 * fineError * fineError) + (coarseError * coarseError));
        Assert.InRange(((2 * fine) - coarse) / error, -5, 5);
        double shiftError = Math.Sqrt((4 * fineShiftError * fineShiftError) + (coarseShiftError * coarseShiftError));
        Assert.InRange(((2 * fineShift) - coarseShift) / shiftError, -5, 5);
    }

    // The third layer by another road. Layer 1 is exactly Gaussian; given its n units, z^2 is Gaussian with the variance
    // K(m) = C_b + C m, m = mean of phi^2, and a weight given z^2 = z has the mean C phi z/(n K) and the variance C/n - (C phi)^2/(n^2 K).
    // So E[z^2] and E[Theta] of layer 3 are explicit functions of the means m, p of phi^2, phi'^2 (and of phi^2 phi'^2 at order 1/n),
    // whose averages over n units follow from second derivatives, taken here by differences.
    [Theory]
    [InlineData("tanh", 1.6, 0.3, Parameterization.Ntk, 2e-5)]
    [InlineData("erf", 2.5, 0, Parameterization.Ntk, 2e-5)]
    [InlineData("gelu", 1.8, 0.1, Parameterization.Standard, 2e-5)]
    [InlineData("hard-tanh", 1.4, 0.2, Parameterization.Ntk, 4e-4)]
    public void TheMeansOfLayerThreeFollowFromConditioningOnLayerOne(string name, double c, double bias, Parameterization parameterization, double tolerance)
    {
        var activation = Activation.Parse(name);
        Network network = new(activation, 2, c, bias);
        network = parameterization == Parameterization.Standard ? network.WithStandardParameterization(40) : network;
        var corrections = FirstOrderCorrections.Of(network, [2, 40, 40], 1.5);
        FirstOrderLayer first = corrections.Layers[0];
        double lambda = parameterization == Parameterization.Ntk ? c : 40;
        double lambdaBias = network.BiasGradient(2);
        (double m, double p, double varM, double cov, double q) = LayerOne(activation, first.Nngp);
        var dual = DualActivation.Of(activation);

        double Square(double m2) => dual.Diagonal(bias + (c * m2)).SecondMoment;
        double Slope(double m2) => dual.Diagonal(bias + (c * m2)).DerivativeSecondMoment;
        double Mean(double m2) => (lambda * Square(m2)) + (c * Slope(m2) * (lambdaBias + (lambda * m2) + (first.Ntk * c * p)));
        double shift = c * Second(Square, m) * varM / 2;
        double slopePerVariance = First(Slope, m) / c;
        double ntkShift = (Second(Mean, m) * varM / 2)
            + (c * c * first.Ntk * First(Slope, m) * cov)
            + (c * c * c * first.Ntk * q * 2 * slopePerVariance);

        // Differences with the step 0.01 m: (0.01)^4 of sixth derivatives; where phi' jumps, the sums err by some steps of 1e-4.
        Assert.Equal(1, corrections.Output.NngpShift / shift, tolerance);
        Assert.Equal(1, corrections.Output.NtkShift / ntkShift, tolerance);

        static double First(Func<double, double> f, double x)
        {
            double h = 0.01 * x;
            return ((8 * (f(x + h) - f(x - h))) - (f(x + (2 * h)) - f(x - (2 * h)))) / (12 * h);
        }

        static double Second(Func<double, double> f, double x)
        {
            double h = 0.01 * x;
            return ((16 * (f(x + h) + f(x - h))) - (f(x + (2 * h)) + f(x - (2 * h))) - (30 * f(x))) / (12 * h * h);
        }
    }

    // Means of phi^2 and phi'^2, their variance and covariance and the mean of the product, by sums over equal steps: exact to rounding for smooth
    // activations (Trefethen and Weideman, SIAM Review 56, 2014), to the step for slopes that jump.
    private static (double M, double P, double VarM, double Cov, double Q) LayerOne(Activation activation, double variance)
    {
        const int Steps = 200_000;
        (double m, double p, double fourth, double q) = (0, 0, 0, 0);
        for (int i = 0; i <= Steps; i++)
        {
            double z = (i - (Steps / 2.0)) * 20 / Steps;
            double weight = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * 20 / Steps;
            double square = Math.Pow(activation.Evaluate(Math.Sqrt(variance) * z), 2);
            double slope = Math.Pow(activation.EvaluateDerivative(Math.Sqrt(variance) * z), 2);
            m += weight * square;
            p += weight * slope;
            fourth += weight * square * square;
            q += weight * square * slope;
        }

        return (m, p, fourth - (m * m), q - (m * p), q);
    }

    [Fact]
    public void MisuseSaysWhatWasExpected()
    {
        Network tanh = new(Activation.Tanh, 2);
        Assert.Contains("jumps", Assert.Throws<ArgumentException>(() => FirstOrderCorrections.Of(new Network(Activation.Sign, 2), [1, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("3 widths", Assert.Throws<ArgumentException>(() => FirstOrderCorrections.Of(tanh, [1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("n_1 is 0", Assert.Throws<ArgumentException>(() => FirstOrderCorrections.Of(tanh, [1, 0, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("residual", Assert.Throws<ArgumentException>(() => FirstOrderCorrections.Of(tanh.WithArchitecture(Architecture.Residual), [1, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FirstOrderCorrections.Of(tanh, [1, 2, 3], 0));
    }

    [Fact]
    public void VariancesBeyondDoublesAreAStatus()
    {
        var corrections = FirstOrderCorrections.Of(new Network(Activation.Relu, 300, 1e4), [1, .. Enumerable.Repeat(10, 300)]);
        Assert.Equal(SolveStatus.Overflow, corrections.Status);
    }
}
