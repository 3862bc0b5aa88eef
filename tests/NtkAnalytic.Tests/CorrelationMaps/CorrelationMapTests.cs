using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DualActivations;
using Xunit;

namespace NtkAnalytic.Tests.CorrelationMaps;

public sealed class CorrelationMapTests
{
    // Closed form, resolved series, kinks and corners by quadrature, a series that does not resolve (tanh at 50), jumps.
    public static TheoryData<string, double> Maps => new()
    {
        { "relu", 1 },
        { "erf", 0.5 },
        { "gelu", 1 },
        { "sin", 2 },
        { "tanh", 0.57 },
        { "tanh", 50 },
        { "sigmoid", 3 },
        { "elu", 1 },
        { "elu(2)", 0.3 },
        { "softsign", 1 },
        { "hard-tanh", 0.46 },
        { "hard-sigmoid", 1 },
        { "sign", 1 },
    };

    [Theory]
    [MemberData(nameof(Maps))]
    public void ItIsTheDualWithItsShareOfTheBias(string name, double q)
    {
        const double weight = 1.3;
        const double bias = 0.1;
        var activation = Activation.Parse(name);
        var map = new CorrelationMap(activation, weight, bias, q);
        DualActivation dual = DualActivation.Of(activation);
        double moment = weight * dual.Diagonal(q).SecondMoment;
        double variance = moment + bias;
        for (double gap = 1; gap > 1e-14; gap /= 17)
        {
            foreach ((double minus, double plus) in new[] { (gap, 2 - gap), (2 - gap, gap) })
            {
                CorrelationMapValue actual = map.Evaluate(minus, plus);
                DualPair pair = dual.Evaluate(new GaussianPair(q, q, minus, plus));

                // The series is subtracted from 1 where 1 - C is above 1/64: 6 bits. The routes agree to 2e-14 elsewhere.
                Assert.Equal(1, actual.OneMinusCorrelation / (moment * pair.OneMinusCorrelation / variance), 1e-13);
                Assert.Equal(1, actual.OnePlusCorrelation / (((moment * pair.OnePlusCorrelation) + (2 * bias)) / variance), 1e-13);
                double slope = weight * q * pair.Derivative / variance;
                Assert.Equal(slope, actual.Slope, 2e-13 * Math.Max(Math.Abs(slope), 1));
                Assert.True(actual.Status.IsSuccess);
            }
        }
    }

    [Theory]
    [InlineData("elu")]
    [InlineData("hard-tanh")]
    [InlineData("tanh")]
    public void TheSlopeIsTheDerivative(string name)
    {
        var map = new CorrelationMap(Activation.Parse(name), 1.5, 0.05, 0.6);
        foreach (double minus in new[] { 1e-9, 1e-6, 1e-4, 3e-3, 0.02, 0.2, 0.9, 1.5 })
        {
            double step = 1e-3 * minus;
            double difference = map.Evaluate(minus + step, 2 - (minus + step)).OneMinusCorrelation
                - map.Evaluate(minus - step, 2 - (minus - step)).OneMinusCorrelation;

            // Central difference: (step/minus)^2 = 1e-6 at most, of the part that bends; rounding 1e-13 / 1e-3.
            Assert.Equal(map.Evaluate(minus, 2 - minus).Slope, difference / (2 * step), 2e-6);
        }
    }

    [Fact]
    public void EqualInputsStayEqual()
    {
        foreach (string name in new[] { "tanh", "elu", "sign" })
        {
            var map = new CorrelationMap(Activation.Parse(name), 2, 0.1, 0.7);
            CorrelationMapValue value = map.Evaluate(0, 2);
            Assert.Equal(0, value.OneMinusCorrelation);
            Assert.Equal(2, value.OnePlusCorrelation);
            Assert.Equal(map.Chi1, value.Slope);
        }

        Assert.Equal(double.PositiveInfinity, new CorrelationMap(Activation.Sign, 2, 0.1, 0.7).Chi1);
    }

    [Fact]
    public void Chi1IsInClosedFormForErf()
    {
        // sigma_w^2 q (4/pi) / sqrt(1 + 4 q) / V.
        const double q = 0.8;
        double variance = (1.5 * 2 / Math.PI * Math.Asin(2 * q / (1 + (2 * q)))) + 0.2;
        Assert.Equal(1.5 * q * 4 / Math.PI / Math.Sqrt(1 + (4 * q)) / variance, new CorrelationMap(Activation.Erf, 1.5, 0.2, q).Chi1, 4e-15);
    }

    [Fact]
    public void WithoutWeightsEverythingBecomesOnePoint()
    {
        var map = new CorrelationMap(Activation.Tanh, 0, 0.5, 0.5);
        Assert.Equal(new CorrelationMapValue(0, 2, 0, NtkAnalytic.Numerics.SolveStatus.Converged), map.Evaluate(0.7, 1.3));
        Assert.Equal(0, map.Chi1);
        Assert.Empty(map.Expand().Terms);
        Assert.Equal(0, map.Limit().OneMinusCorrelation);
    }

    [Theory]
    [InlineData(-1, 0.1, 1, "The weight variance must be finite and not negative, but is -1.")]
    [InlineData(1, double.NaN, 1, "The bias variance must be finite and not negative, but is NaN.")]
    [InlineData(1, 0.1, 0, "The variance q must be positive and finite, but it is 0.")]
    [InlineData(0, 0, 1, "V(q) must be positive and finite for a correlation to exist, but it is 0.")]
    public void BadArgumentsAreNamed(double weight, double bias, double variance, string message)
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => new CorrelationMap(Activation.Tanh, weight, bias, variance));
        Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CorrelationsOutOfRangeAreNamed()
    {
        var map = new CorrelationMap(Activation.Tanh, 1, 1, 1);
        Assert.StartsWith("1 - c must be in [0, 2], but it is 2.5.", Assert.Throws<ArgumentException>(() => map.Evaluate(2.5, 0)).Message, StringComparison.Ordinal);
        Assert.StartsWith("1 + c must be in [0, 2], but it is -1.", Assert.Throws<ArgumentException>(() => map.Evaluate(1, -1)).Message, StringComparison.Ordinal);
    }
}
