using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.ClosedForms;

public class ExponentialDualTests
{
    private static readonly DualActivation Dual = DualActivation.Of(new Exponential("exp", 1));

    [Fact]
    public void An_overflow_is_a_status_and_the_correlation_stays_right()
    {
        DualPair pair = Dual.Evaluate(new GaussianPair(1e4, 1e4, 1e-9, 2 - 1e-9));
        Assert.Equal(double.PositiveInfinity, pair.Value);
        Assert.Same(SolveStatus.Overflow, pair.Status);
        double expected = 1e-5 - (1e-10 / 2) + (1e-15 / 6);
        Assert.Equal(expected, pair.OneMinusCorrelation, 1e-14 * expected);
        Assert.Same(SolveStatus.Overflow, Dual.Diagonal(1e4).Status);
    }

    // E[exp(u + v)] = exp((q1 + q2 + 2k)/2): the log-normal mean.
    [Fact]
    public void Moments_are_those_of_the_log_normal_law()
    {
        Assert.Equal(Math.E * Math.E, Dual.Diagonal(1).SecondMoment, 1e-14);
        Assert.Equal(Math.Exp(2.5), Dual.Evaluate(GaussianPair.FromCorrelation(1, 4, 0)).Value, 1e-14);
    }
}
