using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.ClosedForms;

public class TwoLevelDualTests
{
    private static readonly DualActivation Sign = DualActivation.Of(new TwoLevel("sign", -1, 1));
    private static readonly DualActivation Step = DualActivation.Of(new TwoLevel("step", 0, 1));

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 0)]
    public void The_derivative_dual_diverges_where_the_jumps_meet(double oneMinus, double onePlus)
    {
        foreach ((double q1, double q2) in new[] { (1.0, 1.0), (1.0, 2.0) })
        {
            DualPair pair = Sign.Evaluate(new GaussianPair(q1, q2, oneMinus, onePlus));
            Assert.Equal(double.PositiveInfinity, pair.Derivative);
            Assert.Same(SolveStatus.Diverges, pair.Status);
            Assert.Equal(oneMinus, pair.OneMinusCorrelation, 1e-15);
            Assert.Equal(onePlus, pair.OnePlusCorrelation, 1e-15);
        }
    }

    [Fact]
    public void Between_them_it_is_the_density_at_the_jumps()
    {
        // J^2 / (2 pi sqrt(q1 q2) sqrt(1 - c^2)) with c = 0.6: 4/(2 pi 2 0.8).
        DualPair pair = Sign.Evaluate(GaussianPair.FromCorrelation(1, 4, 0.6));
        Assert.Equal(4 / (2 * Math.PI * 2 * 0.8), pair.Derivative, 1e-15);
        Assert.Same(SolveStatus.Converged, pair.Status);
    }

    [Fact]
    public void The_step_is_half_the_sign_and_a_constant()
    {
        PairDraws.ForAll(1e4, 100, pair =>
        {
            DualPair sign = Sign.Evaluate(pair);
            DualPair step = Step.Evaluate(pair);
            Assert.Equal((1 + sign.Value) / 4, step.Value, 1e-15);
            Assert.Equal(sign.OneMinusCorrelation / 2, step.OneMinusCorrelation, 1e-15 * step.OneMinusCorrelation);
        });
    }

    [Fact]
    public void Equal_levels_are_a_constant()
    {
        DualPair pair = DualActivation.Of(new TwoLevel("level", 3, 3)).Evaluate(GaussianPair.FromCorrelation(1, 4, 0.6));
        Assert.Equal((9.0, 0.0, 0.0, 2.0), (pair.Value, pair.Derivative, pair.OneMinusCorrelation, pair.OnePlusCorrelation));
        Assert.Same(SolveStatus.Converged, pair.Status);
    }
}
