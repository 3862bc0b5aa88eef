using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Statistics;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Statistics;

public class MatrixStatisticsTests
{
    [Fact]
    public void Each_entry_has_the_statistics_of_its_own_numbers()
    {
        double[][] columns = [.. Enumerable.Range(0, 6).Select(i => Draws.Normal(50, (uint)(40 + i)))];
        var matrices = new MatrixAccumulator(2, 3);
        matrices.Add([.. columns.Select(column => column[0])]);
        Assert.Equal(double.PositiveInfinity, matrices.ToStatistics().StandardError[1, 2]);
        matrices = new MatrixAccumulator(2, 3);
        for (int k = 0; k < 50; k++)
        {
            matrices.Add([.. columns.Select(column => column[k])]);
        }

        MatrixStatistics statistics = matrices.ToStatistics();
        Matrix<double> scores = statistics.ZScores(Matrix<double>.Build.Dense(2, 3));
        for (int i = 0; i < 6; i++)
        {
            SampleStatistics entry = Draws.Statistics(columns[i]);
            Assert.Equal(entry.Mean, statistics.Mean[i / 3, i % 3], 1e-14);
            Assert.Equal(entry.StandardError, statistics.StandardError[i / 3, i % 3], 1e-14);
            Assert.Equal(entry.ZScore(0), scores[i / 3, i % 3], 1e-12);
        }

        Assert.Throws<ArgumentException>(() => statistics.ZScores(Matrix<double>.Build.Dense(3, 2)));
    }
}
