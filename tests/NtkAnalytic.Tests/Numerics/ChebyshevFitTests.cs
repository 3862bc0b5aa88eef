using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public sealed class ChebyshevFitTests
{
    [Fact]
    public void APolynomialIsRecovered()
    {
        double[] powers = [0.5, -1, 0.25, 2, -0.125];
        double[] values = Array.ConvertAll(ChebyshevFit.Points(5), x => Horner(powers, x));

        double[] recovered = ChebyshevFit.ToPowers(ChebyshevFit.Coefficients(values));

        for (int k = 0; k < powers.Length; k++)
        {
            Assert.Equal(powers[k], recovered[k], 1e-14);
        }
    }

    [Fact]
    public void TheExponentialConvergesToRounding()
    {
        double[] coefficients = ChebyshevFit.Coefficients(Array.ConvertAll(ChebyshevFit.Points(20), Math.Exp));
        double[] powers = ChebyshevFit.ToPowers(coefficients);

        for (double x = -1; x <= 1; x += 0.0625)
        {
            Assert.Equal(Math.Exp(x), ChebyshevFit.Evaluate(coefficients, x), 4 * 2.2e-16 * Math.E);
            Assert.Equal(Math.Exp(x), Horner(powers, x), 8 * 2.2e-16 * Math.E);
        }
    }

    private static double Horner(double[] powers, double x) =>
        powers.Reverse().Aggregate(0.0, (sum, power) => (sum * x) + power);
}
