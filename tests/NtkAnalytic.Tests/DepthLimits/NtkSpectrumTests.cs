using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DepthLimits;
using NtkAnalytic.Kernels;
using Xunit;

namespace NtkAnalytic.Tests.DepthLimits;

/// <summary>Spectra of NTK Gram matrices against depth, on real data and against exact forms.</summary>
public sealed class NtkSpectrumTests
{
    // Rows 0:64 of the digits, scaled to norm 1.
    [Fact]
    public void TheConditionNumberOfReluTendsToAThirdOfTheCountPlusOne()
    {
        NtkSpectrum spectrum = NtkSpectrum.Compute(new Network(Activation.Relu, 1), Digits.UnitRows(64), [5000])[0];

        Assert.Equal(22.50, spectrum.ConditionNumber, 5e-3);
        Assert.Equal(64, spectrum.Eigenvalues.Sum(), 1e-11);

        // Mean diagonal (L + 1) q^1 with q^1 = 2/64.
        Assert.Equal(Math.Log(5001.0 * 2 / 64), spectrum.LogScale, 1e-12);
    }

    // The first layer without bias and with sigma_w^2 = 64 q*: it starts at q* with the correlations of the data.
    [Fact]
    public void TheConditionNumberOfErfTendsToHalfTheCountPlusOne()
    {
        CriticalPoint point = new CriticalLine(Activation.Erf).At(0.05)[0];
        Network network = new Network(Activation.Erf, 1)
            .WithWeightVariances(64 * point.Variance, point.WeightVariance)
            .WithBiasVariances(0, 0.05);

        Assert.Equal(33.90, NtkSpectrum.Compute(network, Digits.UnitRows(64), [5000])[0].ConditionNumber, 5e-3);
    }

    // Scaling sigma_w^2 scales the matrix alone, also where its entries leave the range of doubles.
    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void ScalesBeyondDoublesAreTakenOut(double weight)
    {
        Matrix<double> inputs = Digits.UnitRows(6);
        NtkSpectrum critical = NtkSpectrum.Compute(new Network(Activation.Relu, 1), inputs, [3000])[0];
        IReadOnlyList<NtkSpectrum> spectra = NtkSpectrum.Compute(new Network(Activation.Relu, 1, weight), inputs, [10, 3000]);

        Assert.Equal(critical.ConditionNumber, spectra[1].ConditionNumber, 1e-10);
        Assert.Equal(critical.LogScale + (3001 * Math.Log(weight / 2)), spectra[1].LogScale, 1e-9);
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(critical.Eigenvalues[i], spectra[1].Eigenvalues[i], 1e-11);
        }
    }

    // Without bias rows of any norms keep them: the deep matrix is the one of sigma_w^2 = 2 up to its scale.
    [Fact]
    public void DeepMatricesKeepTheNormsOfTheirRows()
    {
        Matrix<double> inputs = Digits.Rows(6);
        inputs.SetRow(5, 1e-3 * inputs.Row(5));
        NtkSpectrum critical = NtkSpectrum.Compute(new Network(Activation.Relu, 1), inputs, [3000])[0];
        NtkSpectrum deep = NtkSpectrum.Compute(new Network(Activation.Relu, 1, 3), inputs, [3000])[0];
        DeepGram gram = Assert.Single(DeepGram.Compute(new Network(Activation.Relu, 1, 3), inputs, [3000], new KernelOptions()));

        Assert.All(critical.Eigenvalues.Zip(deep.Eigenvalues), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
        Assert.Equal(1, gram.Matrix.Diagonal().Maximum());
    }

    // 1 - r halves every two layers: near 104 of them it is the last bit, and 1 - r of two inputs is the smaller eigenvalue.
    [Fact]
    public void NoConditionNumberIsBeyondWhatRoundingLeaves()
    {
        double most = 1 / (2 * (Math.BitIncrement(1) - 1));
        double[] numbers = [.. NtkSpectrum.Compute(new Network(Activation.Relu, 1, 1, 1), Digits.UnitRows(2) * 8, [.. Enumerable.Range(80, 50)]).Select(s => s.ConditionNumber)];
        Assert.Contains(numbers, double.IsFinite);
        Assert.All(numbers, number => Assert.True(number < most || double.IsPositiveInfinity(number)));
        Assert.Equal(double.PositiveInfinity, numbers[^1]);
    }

    [Fact]
    public void ChaosMakesTheMatrixTheIdentityAndOrderMakesItConstant()
    {
        Matrix<double> inputs = Digits.UnitRows(6) * 8;
        NtkSpectrum chaotic = NtkSpectrum.Compute(new Network(Activation.Erf, 1, 2.5, 0.05), inputs, [400])[0];
        NtkSpectrum ordered = NtkSpectrum.Compute(new Network(Activation.Erf, 1, 1.25, 0.05), inputs, [200, 3000])[0];
        NtkSpectrum constant = NtkSpectrum.Compute(new Network(Activation.Erf, 1, 1.25, 0.05), inputs, [3000])[0];
        NtkSpectrum jumps = NtkSpectrum.Compute(new Network(Activation.Step, 1, 1.25, 0.05), inputs, [3])[0];

        Assert.Equal(1, chaotic.ConditionNumber, 1e-12);
        Assert.True(ordered.ConditionNumber > 1e3);
        Assert.Equal(6, constant.Eigenvalues[^1], 1e-12);
        Assert.Equal(double.PositiveInfinity, constant.ConditionNumber);
        Assert.Equal(1, jumps.ConditionNumber);
        Assert.Equal(double.PositiveInfinity, jumps.LogScale);
    }

    [Fact]
    public void TheLimitsOfTheConditionNumberFollowFromThoseOfTheRatio()
    {
        const int N = 64;
        double critical = new CriticalLine(Activation.Erf).At(0.05)[0].WeightVariance;

        Assert.Equal((N + 3) / 3.0, Limit(new Network(Activation.Relu, 1, 5), N)!.Value, 1e-12);
        Assert.Equal((N + 2) / 2.0, Limit(new Network(Activation.Erf, 1, critical, 0.05), N)!.Value, 1e-12);
        Assert.Equal(1 + (4 * N / 3.0), Limit(new Network(Activation.Relu, 1, 2, 1), N)!.Value, 1e-11);
        Assert.Equal(1, Limit(new Network(Activation.Erf, 1, 2.5, 0.05), N));
        Assert.Equal(double.PositiveInfinity, Limit(new Network(Activation.Erf, 1, 1.25, 0.05), N));
        Assert.Equal(1, Limit(new Network(Activation.Erf, 1, 1.25, 0.05), 1));
        Assert.Null(Limit(new Network(Activation.Identity, 1, 1), N));
        Assert.Throws<ArgumentException>(() => Limit(new Network(Activation.Relu, 1), 0));
    }

    [Fact]
    public void OverflowWithoutAsymptotesIsSaid()
    {
        Assert.Throws<OverflowException>(() => NtkSpectrum.Compute(new Network(Activation.Parse("exp"), 1, 3), Digits.UnitRows(3) * 8, [50]));
        Assert.Throws<ArgumentException>(() => NtkSpectrum.Compute(new Network(Activation.Relu, 1), Digits.UnitRows(3), []));
    }

    private static double? Limit(Network network, int count) => NtkSpectrum.ConditionNumberLimit(DepthAsymptotics.Of(network), count);
}
