using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public sealed class ExtrapolationTests
{
    [Fact]
    public void APolynomialIsExtrapolatedExactly()
    {
        double[] h = [0.4, 0.2, 0.1, 0.05];
        double[] values = Array.ConvertAll(h, x => 3 - (2 * x) + (x * x) - (5 * x * x * x));

        (double limit, double change) = Extrapolation.ToZero(h, values);

        // The cubic term is what the last point adds: 5 h1 h2 h3.
        Assert.Equal(3, limit, 1e-14);
        Assert.Equal(5 * 0.2 * 0.1 * 0.05, change, 1e-3);
    }

    [Fact]
    public void TheErrorIsTheProductOfThePoints()
    {
        double[] h = [0.1, 0.05, 0.025];

        (double limit, double change) = Extrapolation.ToZero(h, Array.ConvertAll(h, Math.Exp));

        Assert.Equal(1 + (0.1 * 0.05 * 0.025 / 6), limit, 1e-6);
        Assert.InRange(change, Math.Abs(limit - 1), 1e-2);
    }
}
