using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Data;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Data;

public sealed class TargetsTests
{
    [Theory]
    [InlineData(new double[] { 0, 1, 0 }, new double[] { 1 }, true)]
    [InlineData(new double[] { 3, 7, 5, 3, 7, 5 }, new double[] { 3 }, true)]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 5 }, false)]
    [InlineData(new double[] { 0.5, 1, 0.5, 1 }, new double[] { 1 }, false)]
    public void Few_whole_numbers_are_classes(double[] train, double[] test, bool areClasses)
    {
        Targets targets = Targets.Of(train, test, LearningTask.Automatic);
        Assert.Equal(areClasses ? LearningTask.Classification : LearningTask.Regression, targets.Task);
    }

    [Fact]
    public void More_than_twenty_whole_numbers_are_a_quantity_unless_they_are_called_classes()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(i => (double)(i % 21))];
        Assert.Equal(LearningTask.Regression, Targets.Of(values, [0], LearningTask.Automatic).Task);
        Assert.Equal(21, Targets.Of(values, [0], LearningTask.Classification).Classes.Count);
        Assert.Equal(LearningTask.Regression, Targets.Of([0, 1, 0, 1], [0], LearningTask.Regression).Task);
    }

    [Fact]
    public void Classes_are_one_hot_minus_one_over_their_number()
    {
        Targets targets = Targets.Of([7, 3, 3, 7], [5, 5], LearningTask.Automatic);
        Assert.Equal([3.0, 5.0, 7.0], targets.Classes);
        Matrix<double> encoded = targets.Encode([5]);
        Assert.Equal([-1 / 3.0, 2 / 3.0, -1 / 3.0], encoded.Row(0), (x, y) => Math.Abs(x - y) < 2e-16);
        Assert.Equal([3.0, 5.0, 7.0, 3.0], targets.Decode(targets.Encode([3, 5, 7, 3])));
    }

    [Fact]
    public void A_quantity_is_shifted_by_the_training_mean_alone()
    {
        Targets targets = Targets.Of([1.5, 2.5], [100.5], LearningTask.Automatic);
        Assert.Equal(-0.5, targets.Encode([1.5])[0, 0]);
        Assert.Equal([1.5, 100.5], targets.Decode(targets.Encode([1.5, 100.5])));
    }

    [Fact]
    public void One_class_is_no_classification() =>
        Assert.Throws<UsageException>(() => Targets.Of([1, 1], [1], LearningTask.Automatic));
}
