using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace NtkAnalytic.Claims.Tests;

public class DigitsTests
{
    [Fact]
    public void As_many_images_of_each_class_as_asked_for_come_class_by_class()
    {
        (Matrix<double> inputs, Matrix<double> targets) = Digits.OfEachClass(3);
        Assert.Equal((30, 64), (inputs.RowCount, inputs.ColumnCount));
        Assert.Equal(Matrix<double>.Build.Dense(30, 10, (i, j) => i / 3 == j ? 1 : 0), targets);
        Assert.Equal((0, 1), (inputs.Enumerate().Min(), inputs.Enumerate().Max()));
        Assert.Equal(30, inputs.EnumerateRows().Distinct().Count());
    }
}
