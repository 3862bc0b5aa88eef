using NtkAnalytic.CorrelationMaps;
using Xunit;

namespace NtkAnalytic.Tests.CorrelationMaps;

public sealed class CriticalDecayTests
{
    [Theory]
    [InlineData("relu", 2)]
    [InlineData("leaky-relu(0.1)", 2 / 1.01)]
    [InlineData("abs", 1)]
    public void PiecewiseLinearActivationsHaveConstantRatios(string name, double weight)
    {
        CriticalDecay decay = CriticalDecay.Of(new CorrelationMap(Activation.Parse(name), weight, 0, 1).Expand())!;
        Assert.Equal(2, decay.Power);
        Assert.Equal(3, decay.SlopeCoefficient);
        Assert.True(decay.HasLogarithm);
        Assert.Equal(3, decay.KappaPrime / decay.Kappa, 1e-15);
        Assert.Equal(4.5, decay.KappaDoublePrime, 1e-15);
    }

    // kappa = 4 / s^2 doubles the relative error of s; kappa' = kappa (3 - kappa b) has it of both factors.
    [Fact]
    public void ErrorsOfTheExpansionGoOnToTheConstants()
    {
        CriticalDecay decay = CriticalDecay.Of(new MapExpansion([new(1, 1, 0), new(1.5, -0.5, 1e-6), new(2, 0.25, 1e-7)]))!;
        Assert.Equal(4e-6 * 16, decay.KappaError, 1e-18);
        double factorError = 16 * (1e-7 + (4e-6 * 0.25));
        Assert.Equal((16 * factorError) + decay.KappaError, decay.KappaPrimeError, 1e-16);
        Assert.Equal(1.5 * factorError, decay.KappaDoublePrimeError, 1e-17);
    }

    [Fact]
    public void ReluAsInThePaperAndLeakyReluByItsShareOfAbs()
    {
        // Lemma 1 of Hayou, Doucet and Rousseau: kappa = 9 pi^2/2. s of leaky-relu(a) is (1 - a)^2/(1 + a^2) of it.
        const double relu = 9 * Math.PI * Math.PI / 2;
        Assert.Equal(relu, Kappa("relu", 2), 1e-13);
        Assert.Equal(relu * Math.Pow(1.01 / 0.81, 2), Kappa("leaky-relu(0.1)", 2 / 1.01), 1e-13);
        Assert.Equal(relu / 4, Kappa("abs", 1), 1e-13);

        static double Kappa(string name, double weight) =>
            CriticalDecay.Of(new CorrelationMap(Activation.Parse(name), weight, 0, 1).Expand())!.Kappa;
    }

    [Fact]
    public void SmoothActivationsAgreeWithTheReference()
    {
        foreach (string[] row in Repository.ReferenceTable("critical-decay.tsv"))
        {
            double[] x = [.. row[1..].Select(double.Parse)];
            var map = new CorrelationMap(Activation.Parse(row[0]), x[1], x[0], x[2]);
            Assert.Equal(1, map.Chi1, 4e-15);
            CriticalDecay decay = CriticalDecay.Of(map.Expand())!;
            Assert.Equal(1, decay.Power);
            Assert.Equal(2, decay.SlopeCoefficient);

            // Rounding of q and sigma_w^2, magnified by 1 - kappa^2 zeta, a difference.
            Assert.Equal(x[3], decay.Kappa, 1e-13 * x[3]);
            Assert.Equal(x[4], decay.KappaPrime, 1e-12 * Math.Abs(x[4]));
            Assert.Equal(x[5], decay.KappaDoublePrime, 1e-12 * Math.Abs(x[5]));
            Assert.True(Math.Abs(x[4] - decay.KappaPrime) <= decay.KappaPrimeError + (1e-15 * Math.Abs(x[4])));
        }
    }

    // q* on the edge of chaos, with the sigma_w^2 and sigma_b^2 that belong to it.
    [Theory]
    [InlineData("relu", 1)]
    [InlineData("elu(2)", 0.8)]
    [InlineData("selu", 1)]
    [InlineData("hard-tanh", 0.46)]
    public void WithKinksTheRecursionHasTheDeclaredConstants(string name, double q)
    {
        const int layers = 100_000;
        (CorrelationMap map, CriticalDecay decay) = AtTheEdge(name, q);
        double[] gaps = Iterate(map, layers);

        // gamma^(-1/2) = (l + (kappa'/(2 kappa)) log l + const) / sqrt(kappa), up to terms of order log(l)/l: 1e-4.
        double share = decay.KappaPrime / (2 * decay.Kappa);
        double steps = Math.Sqrt(decay.Kappa / gaps[1]) - Math.Sqrt(decay.Kappa / gaps[0]);
        Assert.Equal(share, (steps - layers) / Math.Log(2), 2e-3 * Math.Max(1, share));

        // l^2 (chi - 1 + A/l) = kappa'' log l + const.
        double slopes = Slope(2 * layers, gaps[1]) - Slope(layers, gaps[0]);
        Assert.Equal(decay.KappaDoublePrime * Math.Log(2), slopes, 0.01 * Math.Max(1, Math.Abs(decay.KappaDoublePrime)));

        double Slope(int l, double gap) => (double)l * l * (map.Evaluate(gap, 2 - gap).Slope - 1 + (decay.SlopeCoefficient / l));
    }

    [Theory]
    [InlineData("tanh", 0.57)]
    [InlineData("gelu", 4)]
    public void WithoutThemToo(string name, double q)
    {
        const int layers = 100_000;
        (CorrelationMap map, CriticalDecay decay) = AtTheEdge(name, q);
        double[] gaps = Iterate(map, layers);

        // 1/gamma = (l + (kappa'/kappa) log l + const) / kappa.
        double share = decay.KappaPrime / decay.Kappa;
        double measured = ((decay.Kappa / gaps[1]) - (decay.Kappa / gaps[0]) - layers) / Math.Log(2);
        Assert.Equal(share, measured, 2e-3 * Math.Max(1, Math.Abs(share)));
        double slopes = Slope(2 * layers, gaps[1]) - Slope(layers, gaps[0]);
        Assert.Equal(decay.KappaDoublePrime * Math.Log(2), slopes, 0.01 * Math.Abs(decay.KappaDoublePrime));

        double Slope(int l, double gap) => (double)l * l * (map.Evaluate(gap, 2 - gap).Slope - 1 + (decay.SlopeCoefficient / l));
    }

    [Theory]
    [InlineData("elu", 1)]
    [InlineData("softsign", 0.5)]
    public void ACornerPutsARootInPlaceOfTheLogarithm(string name, double q)
    {
        const int layers = 100_000;
        (CorrelationMap map, CriticalDecay decay) = AtTheEdge(name, q);
        double[] gaps = Iterate(map, layers);
        Assert.False(decay.HasLogarithm);
        Assert.Equal(1, decay.Power);

        // kappa/gamma = l - r sqrt(l) + O(log l): the logarithm, whose factor is a few, is 1 % of sqrt(l).
        double measured = (layers - ((decay.Kappa / gaps[1]) - (decay.Kappa / gaps[0]))) / (Math.Sqrt(2 * layers) - Math.Sqrt(layers));
        Assert.Equal(decay.RootCorrection, measured, 0.05 * decay.RootCorrection);
    }

    [Fact]
    public void ALinearActivationDoesNotDecay()
    {
        Assert.Null(CriticalDecay.Of(new CorrelationMap(Activation.Identity, 1, 0, 1).Expand()));
        Assert.Null(CriticalDecay.Of(new CorrelationMap(Activation.Sign, 1, 0, 1).Expand()));
    }

    private static (CorrelationMap Map, CriticalDecay Decay) AtTheEdge(string name, double q)
    {
        var activation = Activation.Parse(name);
        double weight = 1 / new VarianceMap(activation, 1, 0).Evaluate(q).Chi1;
        double bias = Math.Max(0, q - new VarianceMap(activation, weight, 0).Evaluate(q).Value);
        var map = new CorrelationMap(activation, weight, bias, q);
        Assert.Equal(1, map.Chi1, 1e-14);
        return (map, CriticalDecay.Of(map.Expand())!);
    }

    // 1 - c after n and 2n layers, from c = 0.
    private static double[] Iterate(CorrelationMap map, int layers)
    {
        double[] gaps = new double[2];
        double gap = 1;
        for (int l = 1; l <= 2 * layers; l++)
        {
            gap = map.Evaluate(gap, 2 - gap).OneMinusCorrelation;
            gaps[l <= layers ? 0 : 1] = gap;
        }

        return gaps;
    }
}
