using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;
using Xunit;

namespace NtkAnalytic.Tests.Kernels;

public sealed class InputGeometryTests
{
    [Theory]
    [InlineData(1e-1)]
    [InlineData(1e-4)]
    [InlineData(1e-7)]
    [InlineData(1e-10)]
    [InlineData(1e-13)]
    public void NearRowsKeepRelativeAccuracy(double distance)
    {
        var random = new Random(5);
        for (int draw = 0; draw < 40; draw++)
        {
            double[] x = Draw(random, 64);
            double[] y = Array.ConvertAll(x, value => (value + (distance * (random.NextDouble() - 0.5))) * (draw % 2 == 0 ? 1 : 1.7));
            GaussianPair pair = Geometry(x, y);

            // Twelve units of rounding: two norms, a sum of 64 squares, a division; and eight of the norms, squared.
            double exact = ExactGeometry.OneMinusCosine(x, y);
            Assert.Equal(exact, pair.OneMinusCorrelation, (12 * 2.2e-16 * exact) + (64 * 2.2e-16 * 2.2e-16));
            Assert.Equal(pair.OneMinusCorrelation, Geometry(y, x).OneMinusCorrelation);
        }
    }

    [Fact]
    public void NearOppositeRowsKeepRelativeAccuracy()
    {
        var random = new Random(6);
        double[] x = Draw(random, 33);
        double[] y = Array.ConvertAll(x, value => -value * (1 + (1e-8 * random.NextDouble())));
        GaussianPair pair = Geometry(x, y);

        double exact = ExactGeometry.OneMinusCosine(x, Array.ConvertAll(y, value => -value));
        Assert.Equal(exact, pair.OnePlusCorrelation, 12 * 2.2e-16 * exact);
    }

    [Fact]
    public void EqualRowsHaveCorrelationOneExactly()
    {
        double[] x = Draw(new Random(7), 100);

        Assert.Equal(0, Geometry(x, x).OneMinusCorrelation);
        Assert.Equal(2, Geometry(x, x).OnePlusCorrelation, 1e-15);
        Assert.Equal(0, Geometry(x, Array.ConvertAll(x, value => 2 * value)).OneMinusCorrelation);
    }

    [Fact]
    public void AZeroRowIsUncorrelatedWithOthersAndTheSamePointAsItself()
    {
        double[] zero = new double[5];

        Assert.Equal(1, Geometry(zero, [1, 2, 3, 4, 5]).OneMinusCorrelation);
        Assert.Equal(1, Geometry([1, 2, 3, 4, 5], zero).OnePlusCorrelation);
        Assert.True(Geometry(zero, zero).IsDiagonal);
    }

    private static double[] Draw(Random random, int count) =>
        Enumerable.Range(0, count).Select(_ => random.NextDouble() + 0.1).ToArray();

    private static GaussianPair Geometry(double[] x, double[] y) => InputGeometry.Pair(
        new InputSet(Matrix<double>.Build.Dense(1, x.Length, x), "x"),
        new InputSet(Matrix<double>.Build.Dense(1, y.Length, y), "y"));
}
