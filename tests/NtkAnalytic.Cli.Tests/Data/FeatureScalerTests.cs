using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Data;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Data;

public sealed class FeatureScalerTests
{
    private static readonly RowSet s_train = RowSet.Between(0, 4);
    private static readonly RowSet s_test = RowSet.Between(4, 6);

    // The third column is constant in the training rows, the fourth is the target.
    private static readonly NumericTable s_table = new(
        "table",
        ["a", "b", "c", "y"],
        [1, -8, 0.1, 0, 2, 4, 0.1, 1, 3, 0, 0.1, 0, 4, 0, 0.1, 1, 100, -200, 7, 0, 0, 0, 0, 99]);

    [Fact]
    public void None_leaves_the_features_as_they_are() =>
        Assert.Equal(Matrix<double>.Build.DenseOfRowArrays([100, -200, 7], [0, 0, 0]), Apply(Scaling.None, s_test));

    [Fact]
    public void Unit_gives_every_row_norm_1_but_a_row_of_zeros()
    {
        Assert.All(Apply(Scaling.Unit, s_train).EnumerateRows(), row => Assert.Equal(1, row.L2Norm(), 4e-16));
        Assert.Equal(0, Apply(Scaling.Unit, s_test).Row(1).L2Norm());
    }

    [Fact]
    public void Unit_survives_the_ends_of_the_double_range()
    {
        NumericTable table = new("table", ["a", "b"], [3e300, 4e300, 3e-320, 4e-320]);
        RowSet all = RowSet.Between(0, 2);
        Matrix<double> scaled = FeatureScaler.Fit(table, [0, 1], Scaling.Unit, all).Apply(all);
        Assert.Equal(0.6, scaled[0, 0], 2e-16);
        Assert.Equal(0.8, scaled[0, 1], 2e-16);

        // Denormal numbers have some 13 bits left.
        Assert.Equal(0.6, scaled[1, 0], 1e-3);
    }

    [Fact]
    public void Standardize_takes_mean_and_deviation_of_the_training_rows()
    {
        Matrix<double> train = Apply(Scaling.Standardize, s_train);
        Assert.All([0, 1], column =>
        {
            Assert.Equal(0, train.Column(column).Average(), 4e-16);
            Assert.Equal(1, train.Column(column).PointwisePower(2).Average(), 4e-15);
        });

        // a: mean 2.5, variance 1.25; c is constant and only shifted.
        Matrix<double> test = Apply(Scaling.Standardize, s_test);
        Assert.Equal((100 - 2.5) / Math.Sqrt(1.25), test[0, 0], 1e-13);
        Assert.Equal(6.9, test[0, 2], 1e-14);
    }

    [Fact]
    public void Max_divides_by_the_largest_absolute_value_of_the_training_features()
    {
        Assert.Equal(-1, Apply(Scaling.Max, s_train)[0, 1]);
        Assert.Equal(12.5, Apply(Scaling.Max, s_test)[0, 0]);
    }

    private static Matrix<double> Apply(Scaling scaling, RowSet rows) =>
        FeatureScaler.Fit(s_table, [0, 1, 2], scaling, s_train).Apply(rows);
}
