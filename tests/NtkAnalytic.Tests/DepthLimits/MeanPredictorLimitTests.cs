using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DepthLimits;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;
using NtkAnalytic.Networks;
using Xunit;

namespace NtkAnalytic.Tests.DepthLimits;

/// <summary>The limits of the mean predictor against its weights at finite depth, and against exact forms.</summary>
public sealed class MeanPredictorLimitTests
{
    private const int Count = 5;
    private static readonly Network Relu = new(Activation.Relu, 1);

    [Fact]
    public void ReluWeighsAllRowsOfOneNormAlike()
    {
        var limit = MeanPredictorLimit.Of(Relu, Digits.UnitRows(Count), Digits.UnitRows(8).SubMatrix(Count, 3, 0, 64));

        Assert.Equal(MeanPredictorKind.DataIndependent, limit.Kind);
        Assert.All(limit.Weights!.Enumerate(), weight => Assert.Equal(1.0 / 8, weight, 1e-15));
    }

    [Fact]
    public void AnInputOfZeroGetsNothingAndGrowthKeepsAQuarter()
    {
        Matrix<double> zero = Matrix<double>.Build.Dense(1, 64);
        Matrix<double> known = Digits.UnitRows(Count) * 8;

        Assert.Equal(0, MeanPredictorLimit.Of(Relu, known, zero).Weights!.L2Norm());
        Assert.Equal(
            1.0 / 8,
            MeanPredictorLimit.Of(new Network(Activation.Gelu, 1, 3, 0.1), known, Digits.UnitRows(6).SubMatrix(5, 1, 0, 64) * 8).Weights![0, 2],
            1e-14);
    }

    // Without bias the kernel is |x| |x'| times a function of the angle: row i gets |x| / |x_i| times the weight on the sphere.
    [Fact]
    public void OnUnscaledRowsTheNormsRemain()
    {
        Matrix<double> rows = Digits.Rows(8);
        (Matrix<double> known, Matrix<double> asked) = Split(rows);
        Matrix<double> weights = MeanPredictorLimit.Of(Relu, known, asked).Weights!;

        for (int k = 0; k < 3; k++)
        {
            for (int i = 0; i < Count; i++)
            {
                Assert.Equal(asked.Row(k).L2Norm() / known.Row(i).L2Norm() / 8, weights[k, i], 1e-14);
            }
        }
    }

    public static TheoryData<string, double, double, double?, Architecture> Slow => new()
    {
        { "relu", 2, 0, null, Architecture.FullyConnected },
        { "leaky-relu(0.2)", 3, 0.5, null, Architecture.FullyConnected },
        { "relu", 2, 0, 0.3, Architecture.FullyConnected },
        { "relu", 1.6, 0.2, 0.1, Architecture.Residual },
        { "relu", 2, 1, null, Architecture.FullyConnected },
        { "erf", 0, 0.05, null, Architecture.FullyConnected },
        { "relu", 1, 0, 1, Architecture.FullyConnected },
    };

    // The figures of rows of different norms where the variances grow linearly: against the recursion.
    [Fact]
    public void DifferentNormsOpenTheAngleOfTheMarginalCase()
    {
        Network network = Relu.WithBiasVariances(1);
        DepthPoint deep = DepthRecursion.Run(network, GaussianPair.FromCorrelation(0.25, 2.89, 0.3), [4_000_000])[0];
        double kink = 2 * Math.Sqrt(2) / (3 * Math.PI);
        double limit = MarginalRatio.Of(kink, 2 * (2.89 - 0.25));

        Assert.Equal(4.0 / 7, MarginalRatio.Of(kink, 0), 1e-15);
        Assert.Equal(limit, deep.NormalizedNtk, 1e-4);
        Assert.True(limit < 0.53);
    }

    // The weights of the kernel at a depth, on rows of different norms; halfway there the distance is about twice as large.
    [Theory]
    [MemberData(nameof(Slow))]
    public void WeightsAtFiniteDepthTendToTheLimit(string name, double weight, double bias, double? factor, Architecture architecture)
    {
        var activation = Activation.Parse(name);
        double critical = weight == 0 ? new CriticalLine(activation).At(bias)[0].WeightVariance : weight;
        Network network = new Network(activation, 1, critical, bias).WithArchitecture(architecture).WithBiasGradientFactor(factor);
        (Matrix<double> known, Matrix<double> asked) = Split(Digits.UnitRows(8) * 8);
        known = Matrix<double>.Build.Dense(known.RowCount, known.ColumnCount, (i, j) => known[i, j] * (0.5 + (0.3 * i)));
        Matrix<double> limit = MeanPredictorLimit.Of(network, known, asked).Weights!;
        int depth = architecture == Architecture.Residual ? 500 : name == "relu" && weight == 2 ? 16_000 : 1200;

        double far = (Weights(network, depth / 4, known, asked) - limit).L2Norm();
        double near = (Weights(network, depth, known, asked) - limit).L2Norm();

        // The corrections fall like log L / L, or like L^(-1/2) next to the bias.
        Assert.True(near < 0.62 * far, $"{far} at a quarter of the depth, {near} there");
        Assert.True(near < 0.05 * limit.L2Norm(), $"{near} of {limit.L2Norm()}");
    }

    [Fact]
    public void ARowAlreadyKnownGetsItsUnitVector()
    {
        Matrix<double> known = Digits.UnitRows(Count);
        Matrix<double> weights = MeanPredictorLimit.Of(Relu.WithBiasVariances(1), known, known.SubMatrix(2, 2, 0, 64)).Weights!;
        Matrix<double> multiples = MeanPredictorLimit.Of(Relu, known, 3 * known.SubMatrix(2, 2, 0, 64)).Weights!;

        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(i == 2 ? 1 : 0, weights[0, i]);
            Assert.Equal(i == 3 ? 1 : 0, weights[1, i]);
            Assert.Equal(i == 2 ? 3 : 0, multiples[0, i], 1e-14);
        }
    }

    // abs(x) and abs(-x) are one function of the input, and so is -erf(x) with the sign.
    [Fact]
    public void OppositeRowsAreKnownToEvenAndOddActivations()
    {
        Matrix<double> known = Digits.UnitRows(Count);
        Matrix<double> even = MeanPredictorLimit.Of(new Network(Activation.Abs, 1, 1), known, -2 * known.SubMatrix(0, 1, 0, 64)).Weights!;
        Matrix<double> odd = MeanPredictorLimit.Of(new Network(Activation.Erf, 1, 3), known * 8, -8 * known.SubMatrix(0, 1, 0, 64)).Weights!;

        Assert.Equal(2, even[0, 0], 1e-14);
        Assert.Equal(-1, odd[0, 0]);
        Assert.Equal(-1.0, Weights(new Network(Activation.Erf, 1, 3), 3, known * 8, -8 * known.SubMatrix(0, 1, 0, 64))[0, 0], 1e-9);
        Assert.Equal(2.0, Weights(new Network(Activation.Abs, 1, 1), 3, known, -2 * known.SubMatrix(0, 1, 0, 64))[0, 0], 1e-9);
    }

    [Fact]
    public void ChaosForgetsEverything()
    {
        (Matrix<double> known, Matrix<double> asked) = Split(Digits.UnitRows(8) * 8);
        var limit = MeanPredictorLimit.Of(new Network(Activation.Erf, 1, 2.5, 0.05), known, asked);

        Assert.Equal(MeanPredictorKind.Zero, limit.Kind);
        Assert.Equal(0, limit.Weights!.L2Norm());
        Assert.InRange(Weights(new Network(Activation.Erf, 1, 2.5, 0.05), 400, known, asked).L2Norm(), 0, 1e-6);
    }

    // chi_1 = 1/2: each two layers halve the distance to the limit, until rounding in a matrix of constant entries takes over.
    [Fact]
    public void OrderMakesThePredictorKriging()
    {
        Network network = Relu.WithWeightVariances(1).WithBiasVariances(1);
        (Matrix<double> known, Matrix<double> asked) = Split(Digits.UnitRows(8) * 8);
        known = Matrix<double>.Build.Dense(known.RowCount, known.ColumnCount, (i, j) => known[i, j] * (0.7 + (0.15 * i)));
        var limit = MeanPredictorLimit.Of(network, known, asked);

        Assert.Equal(MeanPredictorKind.Kriging, limit.Kind);
        Assert.All(limit.Weights!.RowSums(), sum => Assert.Equal(1, sum, 1e-12));
        double at20 = (Weights(network, 20, known, asked) - limit.Weights!).L2Norm();
        double at30 = (Weights(network, 30, known, asked) - limit.Weights!).L2Norm();
        double at40 = (Weights(network, 40, known, asked) - limit.Weights!).L2Norm();

        // The next order of the map resonates with chi_1: L chi_1^(L/2).
        Assert.InRange(at30 / at20, 1.0 / 32, 1.5 / 32);
        Assert.InRange(at40 / at30, 1.0 / 32, 4.0 / 3 / 32);
        Assert.InRange(at40, 0, 1e-5);
    }

    // Without kinks the next term is smaller by 1/L: twice the value at 2 L less that at L is the limit up to 1/L^2.
    [Fact]
    public void SmoothOrderToo()
    {
        var network = new Network(Activation.Erf, 1, 1.25, 0.05);
        (Matrix<double> known, Matrix<double> asked) = Split(Digits.UnitRows(7) * 8);
        known = Matrix<double>.Build.Dense(known.RowCount, known.ColumnCount, (i, j) => known[i, j] * (0.7 + (0.15 * i)));
        var limit = MeanPredictorLimit.Of(network, known, asked);
        Matrix<double> half = Weights(network, 300, known, asked);
        Matrix<double> whole = Weights(network, 600, known, asked);

        Assert.Equal(MeanPredictorKind.Kriging, limit.Kind);
        double plain = (whole - limit.Weights!).L2Norm();
        double extrapolated = ((2 * whole) - half - limit.Weights!).L2Norm();
        Assert.InRange(plain, 1e-6, 0.02);
        Assert.True(extrapolated < 0.2 * plain, $"{plain} at 600 layers, {extrapolated} extrapolated");
    }

    // With kinks D is sqrt(1 - c) of deep layers, and two rows solve for their weights by hand. chi_1 = 1/2: after 90 layers the
    // next order of the map is 2^-45, after 30 it is 2^-15.
    [Fact]
    public void TheWeightsOfTwoRowsFollowFromThreeAngles()
    {
        Network network = Relu.WithWeightVariances(1).WithBiasVariances(1);
        Matrix<double> rows = Digits.UnitRows(3) * 8;
        double Angle(int i, int j)
        {
            var inputs = GaussianPair.FromCorrelation(1, 1, rows.Row(i).DotProduct(rows.Row(j)) / 64);
            return Math.Sqrt(DepthRecursion.Run(network, inputs, [90])[0].OneMinusCorrelation);
        }

        Matrix<double> weights = MeanPredictorLimit.Of(network, rows.SubMatrix(0, 2, 0, 64), rows.SubMatrix(2, 1, 0, 64)).Weights!;
        double first = 0.5 * (1 + ((Angle(1, 2) - Angle(0, 2)) / Angle(0, 1)));
        Assert.Equal(first, weights[0, 0], 1e-12);
        Assert.Equal(1 - first, weights[0, 1], 1e-12);
    }

    // gelu with chi_q^2 > chi_1: the variances of rows of one norm have nothing to catch up with.
    [Fact]
    public void VariancesThatMeetMoreSlowlyThanAnglesCloseAskForOneNorm()
    {
        var network = new Network(Activation.Gelu, 1, 1.97, 0.15);
        (Matrix<double> known, Matrix<double> asked) = Split(Digits.UnitRows(8) * 8);
        Assert.Equal(MeanPredictorKind.Kriging, MeanPredictorLimit.Of(network, known, asked).Kind);
        var limit = MeanPredictorLimit.Of(network, known, 2 * asked);
        Assert.Equal(MeanPredictorKind.Unknown, limit.Kind);
        Assert.Contains("more slowly", limit.Explanation, StringComparison.Ordinal);
    }

    // gelu from small rows settles and from large ones grows, grows from both, or starts at its half-stable point and above it.
    [Fact]
    public void RowsWhoseVariancesGoDifferentWaysHaveNoLimit()
    {
        CriticalPoint half = new CriticalLine(Activation.Gelu).HalfStablePoints[0];
        (Matrix<double> known, Matrix<double> asked) = Split(Digits.UnitRows(8) * 8);
        (double Weight, double Bias, double Small, double Large)[] settings =
        [
            (2.05, 0.05, 0.1, 1e6),
            (3, 0.1, 1, 2),
            (half.WeightVariance, half.BiasVariance, (half.Variance - half.BiasVariance) / half.WeightVariance, half.Variance),
        ];
        foreach ((double weight, double bias, double small, double large) in settings)
        {
            var limit = MeanPredictorLimit.Of(new Network(Activation.Gelu, 1, weight, bias), Math.Sqrt(small) * known, Math.Sqrt(large) * asked);
            Assert.Equal(MeanPredictorKind.Unknown, limit.Kind);
            Assert.StartsWith("No limit is known.", limit.Explanation, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WhatIsNotKnownSaysWhy()
    {
        (Matrix<double> known, Matrix<double> asked) = Split(Digits.UnitRows(8) * 8);
        Network[] networks =
        [
            new(Activation.Identity, 1, 1),
            new(Activation.Identity, 1, 0.5, 1),
            new(Activation.Identity, 1, 1, 1),
            new(Activation.Parse("polynomial(0.5,1)"), 1, 0.5, 0.1),
            new(Activation.Erf, 1, 0.3),
            new Network(Activation.Tanh, 1, 1).WithArchitecture(Architecture.Residual),
            new(Activation.Relu, 1, 2 - 1e-9, 1),
        ];
        foreach (Network network in networks)
        {
            var limit = MeanPredictorLimit.Of(network, known, asked);
            Assert.Equal(MeanPredictorKind.Unknown, limit.Kind);
            Assert.Null(limit.Weights);
            Assert.EndsWith(".", limit.Explanation, StringComparison.Ordinal);
        }
    }

    // What a bias or its gradient adds tells multiples of a row apart, and a skip carries the sign past an even activation.
    [Fact]
    public void RowsThatSomethingTellsApartAreNotTwins()
    {
        Matrix<double> known = Digits.UnitRows(Count) * 8;
        Matrix<double> triple = 3 * known.SubMatrix(0, 1, 0, 64);
        Network[] networks = [Relu.WithBiasVariances(1).WithBiasGradientFactor(0), Relu.WithBiasGradientFactor(1)];
        Assert.All(networks, network => Assert.DoesNotContain(0, MeanPredictorLimit.Of(network, known, triple).Weights!.Enumerate()));

        var residual = new Network(Activation.Abs, 1, 1).WithArchitecture(Architecture.Residual);
        Matrix<double> weights = MeanPredictorLimit.Of(residual, known, -1 * known.SubMatrix(0, 1, 0, 64)).Weights!;
        Assert.All(weights.Enumerate(), weight => Assert.Equal(1.0 / 8, weight, 1e-14));
    }

    [Fact]
    public void OppositeTrainingRowsAreNotTheSameRow()
    {
        Matrix<double> rows = Digits.UnitRows(3);
        rows.SetRow(2, -1 * rows.Row(0));
        Assert.Equal(MeanPredictorKind.Unknown, MeanPredictorLimit.Of(new Network(Activation.Abs, 1, 1), rows, Digits.UnitRows(4)).Kind);
    }

    [Fact]
    public void RowsThatCannotBeToldApartAreNamed()
    {
        Matrix<double> rows = Digits.UnitRows(3);
        rows.SetRow(2, rows.Row(0));
        Assert.Contains("0 and 2", Assert.Throws<ArgumentException>(() => MeanPredictorLimit.Of(Relu, rows, rows)).Message, StringComparison.Ordinal);

        rows.SetRow(2, rows.Row(0) * 2);
        Assert.Equal(MeanPredictorKind.Unknown, MeanPredictorLimit.Of(Relu, rows, Digits.UnitRows(4)).Kind);
        Assert.Equal(MeanPredictorKind.DataIndependent, MeanPredictorLimit.Of(Relu.WithBiasVariances(1), rows, Digits.UnitRows(4)).Kind);
        rows.ClearRow(2);
        Assert.Equal(MeanPredictorKind.Unknown, MeanPredictorLimit.Of(Relu, rows, Digits.UnitRows(4)).Kind);
        Assert.Throws<ArgumentException>(() => MeanPredictorLimit.Of(Relu, rows, Matrix<double>.Build.Dense(1, 3, 1)));
    }

    private static (Matrix<double> Known, Matrix<double> Asked) Split(Matrix<double> rows) =>
        (rows.SubMatrix(0, Count, 0, rows.ColumnCount), rows.SubMatrix(Count, rows.RowCount - Count, 0, rows.ColumnCount));

    private static Matrix<double> Weights(Network network, int depth, Matrix<double> known, Matrix<double> asked)
    {
        var kernel = new Kernel(network.WithHiddenLayers(depth));
        return kernel.Gram(known, KernelKinds.Ntk).Ntk!.LU().Solve(kernel.Cross(known, asked, KernelKinds.Ntk).Ntk!).Transpose();
    }
}
