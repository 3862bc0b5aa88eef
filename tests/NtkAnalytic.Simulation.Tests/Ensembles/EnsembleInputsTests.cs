using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Ensembles;
using NtkAnalytic.Simulation.Tests.Statistics;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Ensembles;

public class EnsembleInputsTests
{
    [Theory]
    [InlineData(5, 0.3, 2.0)]
    [InlineData(2, -1.0, null)]
    [InlineData(1, 1.0, 4.0)]
    public void A_pair_has_its_norm_and_cosine(int dimension, double correlation, double? normSquared)
    {
        Matrix<double> points = EnsembleInputs.Pair(dimension, correlation, normSquared).Shared!;
        double norm = normSquared ?? dimension;
        Assert.Equal(norm, points.Row(0).DotProduct(points.Row(0)), 1e-14 * norm);
        Assert.Equal(norm, points.Row(1).DotProduct(points.Row(1)), 1e-14 * norm);
        Assert.Equal(correlation * norm, points.Row(0).DotProduct(points.Row(1)), 1e-14 * norm);
    }

    // x.x' = r^2 (c + sqrt(1 - c^2) cos), where the cosine of two random directions has mean 0 and variance 1 / n_0.
    [Fact]
    public void Random_pairs_have_the_cosine_on_average()
    {
        const int Dimension = 10;
        EnsembleInputs inputs = EnsembleInputs.RandomPairs(Dimension, 0.6, 3);
        var products = new List<double>();
        double[] normals = Draws.Normal(1000 * 2 * Dimension, 80);
        double[] points = new double[2 * Dimension];
        for (int k = 0; k < 1000; k++)
        {
            inputs.Generator!(normals.AsSpan(k * 2 * Dimension, 2 * Dimension), points);
            Assert.Equal(3, points[..Dimension].Sum(x => x * x), 1e-13);
            products.Add(points[..Dimension].Zip(points[Dimension..], (x, y) => x * y).Sum());
        }

        var statistics = Draws.Statistics(products);
        Assert.InRange(statistics.ZScore(0.6 * 3), -5, 5);
        Assert.InRange(statistics.Variance / (9 * 0.64 / Dimension), 1 - (5 * 0.045), 1 + (5 * 0.045));
    }

    [Fact]
    public void Networks_have_points_of_their_own()
    {
        Ensemble ensemble = Samples.Relu(0, inputs: EnsembleInputs.RandomPairs(3, 0.5));

        // Without hidden layers the NTK is sigma_w^2 x.x' / n_0: it varies because the points do.
        Assert.True(ensemble.Run(10).Ntk.OffDiagonal!.StandardDeviation > 0.1);
    }

    [Fact]
    public void Misuse_is_told()
    {
        Assert.Throws<ArgumentException>(() => EnsembleInputs.Pair(3, 1.5));
        Assert.Throws<ArgumentException>(() => EnsembleInputs.Pair(1, 0));
        Assert.Throws<ArgumentException>(() => EnsembleInputs.Pair(3, 0, 0));
        Assert.Throws<ArgumentException>(() => EnsembleInputs.RandomPairs(3, double.NaN));
        Assert.Throws<ArgumentException>(() => EnsembleInputs.Points(Matrix<double>.Build.Dense(1, 2, double.NaN)));
        Assert.ThrowsAny<ArgumentException>(() => EnsembleInputs.Drawn(0, 3, "none", (_, _) => { }));
        Assert.ThrowsAny<ArgumentException>(() => EnsembleInputs.Drawn(1, 3, " ", (_, _) => { }));
    }
}
