using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public class PhiFunctionTests
{
    private const double Epsilon = 2.220446049250313e-16;

    // mpmath 1.2.1, expm1(z) / z at 30 digits.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1e-300, 1)]
    [InlineData(-1e-9, 0.99999999950000000016667)]
    [InlineData(1e-5, 1.0000050000166667083334)]
    [InlineData(-0.125, 0.9400247793232367771)]
    [InlineData(-1, 0.63212055882855767840)]
    [InlineData(2.5, 4.472997584281389375)]
    [InlineData(-40, 0.025)]
    [InlineData(-1e300, 1e-300)]
    [InlineData(double.NegativeInfinity, 0)]
    public void First_is_that_of_the_reference(double z, double expected) => Assert.Equal(expected, PhiFunction.First(z), 4 * Epsilon * expected);
}
