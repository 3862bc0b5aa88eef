using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DualActivations;
using Xunit;

namespace NtkAnalytic.Tests.CorrelationMaps;

public sealed class ExpansionFitTests
{
    [Fact]
    public void ItFindsTheCoefficientsOfSign()
    {
        // (2/pi) acos(1 - x^2) / x = (2 sqrt 2/pi) (1 + x^2/12 + 3 x^4/160 + ...).
        var fit = NearFit.Of(DualActivation.Of(Activation.Sign), 1);
        double first = 2 * Math.Sqrt(2) / Math.PI;
        IReadOnlyList<(double Value, double Error)> next = ExpansionFit.Next(fit, [first, 0]);
        Check(first / 12, next[0], 1e-9);
        Check(0, next[1], 1e-7);
        Check(3 * first / 160, ExpansionFit.Next(fit, [first, 0, first / 12, 0])[0], 1e-7);
    }

    [Fact]
    public void ItFindsTheCoefficientsOfRelu()
    {
        // (1 - C)/gamma = 1 - s x - (sqrt 2/(30 pi)) x^3 - (s's next) x^5: no x^2, no x^4.
        var fit = NearFit.Of(DualActivation.Of(Activation.Relu), 1);
        double s = 2 * Math.Sqrt(2) / (3 * Math.PI);
        IReadOnlyList<(double Value, double Error)> next = ExpansionFit.Next(fit, [1, -s]);
        Check(0, next[0], 1e-10);
        Check(-Math.Sqrt(2) / (30 * Math.PI), next[1], 1e-8);
    }

    private static void Check(double expected, (double Value, double Error) actual, double largestError)
    {
        Assert.Equal(expected, actual.Value, actual.Error);
        Assert.InRange(actual.Error, 0, largestError);
    }
}
