using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public sealed class BracketedRootTests
{
    [Fact]
    public void SmoothZerosTakeFewSteps()
    {
        int count = 0;
        double x = BracketedRoot.Find(
            t =>
            {
                count++;
                return Math.Exp(t) - 2;
            },
            -5,
            Math.Exp(-5) - 2,
            5,
            Math.Exp(5) - 2,
            1e-14);

        Assert.Equal(Math.Log(2), x, 1e-14);
        Assert.InRange(count, 3, 20);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    public void FlatZerosAreHalvedDown(int power)
    {
        double x = BracketedRoot.Find(t => Math.Pow(t - 0.3, power), -1, Math.Pow(-1.3, power), 2, Math.Pow(1.7, power), 1e-9);

        Assert.Equal(0.3, x, 1e-9);
    }

    [Fact]
    public void AJumpIsEnclosed()
    {
        double x = BracketedRoot.Find(t => t < 0.7 ? 1 : -1, 0, 1, 1, -1, 1e-12);

        Assert.Equal(0.7, x, 1e-12);
    }
}
