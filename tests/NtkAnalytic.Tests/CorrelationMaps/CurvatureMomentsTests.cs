using NtkAnalytic.CorrelationMaps;
using Xunit;

namespace NtkAnalytic.Tests.CorrelationMaps;

public sealed class CurvatureMomentsTests
{
    [Fact]
    public void TheMomentsOfSinAreInClosedForm()
    {
        // phi'' = -sin, phi''' = -cos: E[sin^2] = (1 - e^-2q)/2.
        const double q = 0.8;
        double sine = (1 - Math.Exp(-2 * q)) / 2;
        Check(sine, CurvatureMoments.SecondMoment(Activation.Sin, q), 1e-11);
        Check(1 - sine, CurvatureMoments.ThirdMoment(Activation.Sin, q), 1e-9);
        Check(2, CurvatureMoments.SecondMoment(Activation.Parse("rectified-monomial(2)"), q), 1e-11);
        Assert.Equal(0, CurvatureMoments.SecondMoment(Activation.Relu, q).Value, 1e-25);
    }

    [Fact]
    public void TheSidesOfEluAreItsDerivatives()
    {
        // elu(2): phi'' = phi''' = 2 e^x below 0, and 0 above.
        (SideDerivatives below, SideDerivatives above) = CurvatureMoments.Sides(Activation.Elu(2), 0);
        Assert.Equal(2, below.Second, below.SecondError);
        Assert.Equal(2, below.Third, below.ThirdError);
        Assert.InRange(below.SecondError, 0, 1e-12);
        Assert.InRange(below.ThirdError, 0, 1e-9);
        Assert.Equal(new SideDerivatives(0, 0, 0, 0), above);
    }

    [Fact]
    public void ASideEndsAtTheNextBreakpoint()
    {
        // A hat between kinks 0.1 apart, curved on one side.
        var activation = Activation.FromFunctions(
            "hat",
            x => x < 0 ? 0 : x < 0.1 ? x * x : 0.01,
            x => x is < 0 or > 0.1 ? 0 : 2 * x,
            0,
            0.1);
        Assert.Equal(2, CurvatureMoments.Sides(activation, 0).Above.Second, 1e-11);
        Assert.Equal(2, CurvatureMoments.Sides(activation, 1).Below.Second, 1e-11);
        Assert.Equal(0, CurvatureMoments.Sides(activation, 1).Above.Second);
    }

    private static void Check(double expected, (double Value, double Error) actual, double largestError)
    {
        Assert.Equal(expected, actual.Value, actual.Error);
        Assert.InRange(actual.Error, 0, largestError);
    }
}
