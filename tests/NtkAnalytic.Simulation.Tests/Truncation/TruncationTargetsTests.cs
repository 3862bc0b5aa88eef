using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Truncation;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Truncation;

public class TruncationTargetsTests
{
    private static readonly Matrix<double> Outputs = Matrix<double>.Build.Dense(2, 1, [10, 20]);

    [Theory]
    [InlineData(false, 1, 2)]
    [InlineData(true, 9, 18)]
    public void Targets_change_neither_with_what_they_were_made_of_nor_with_what_they_gave(bool areRelative, double first, double second)
    {
        Matrix<double> values = Matrix<double>.Build.Dense(2, 1, [1, 2]);
        TruncationTargets targets = areRelative ? TruncationTargets.WithInitialResiduals(values) : TruncationTargets.Of(values);
        values[0, 0] = 7;
        targets.For(Outputs)[1, 0] = 7;
        Assert.Equal([first, second], targets.For(Outputs).Enumerate());
        Assert.Equal((areRelative, 2, 1), (targets.AreRelative, targets.Points, targets.Outputs));
    }
}
