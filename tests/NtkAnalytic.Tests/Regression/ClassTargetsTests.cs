using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Regression;
using Xunit;

namespace NtkAnalytic.Tests.Regression;

public class ClassTargetsTests
{
    [Fact]
    public void Classes_are_distinct_and_ascending() => Assert.Equal([-1, 2, 5], new ClassTargets([5, 2, -1, 2, 5]).Classes);

    [Fact]
    public void Targets_are_one_hot_minus_one_over_the_number_of_classes()
    {
        Matrix<double> targets = new ClassTargets([0, 1, 2, 3]).Encode([2, 0]);

        Assert.Equal([-0.25, -0.25, 0.75, -0.25], targets.Row(0).ToArray());
        Assert.Equal([0.75, -0.25, -0.25, -0.25], targets.Row(1).ToArray());
    }

    [Fact]
    public void Decoding_gives_back_the_labels()
    {
        double[] labels = [3, 1, 4, 1, 5, 9, 2, 6];
        var classes = new ClassTargets(labels);
        Assert.Equal(labels, classes.Decode(classes.Encode(labels)));
    }

    [Fact]
    public void The_first_of_tied_outputs_is_taken() =>
        Assert.Equal([7.0], new ClassTargets([7, 8, 9]).Decode(Matrix<double>.Build.Dense(1, 3, 0.5)));

    [Fact]
    public void A_single_class_has_the_target_zero()
    {
        var classes = new ClassTargets([1, 1]);
        Assert.Equal(0, classes.Encode([1])[0, 0]);
        Assert.Equal([1.0], classes.Decode(Matrix<double>.Build.Dense(1, 1)));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var classes = new ClassTargets([0, 1]);
        Assert.Throws<ArgumentException>(() => new ClassTargets([]));
        Assert.Contains("row 1", Assert.Throws<ArgumentException>(() => new ClassTargets([0, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => classes.Encode([]));
        Assert.Contains("label 2 of row 1", Assert.Throws<ArgumentException>(() => classes.Encode([0, 2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => classes.Decode(Matrix<double>.Build.Dense(1, 3)));
        Assert.Throws<ArgumentException>(() => classes.Decode(Matrix<double>.Build.Dense(1, 2, double.NaN)));
    }
}
