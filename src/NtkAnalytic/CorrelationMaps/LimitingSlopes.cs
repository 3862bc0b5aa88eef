namespace NtkAnalytic.CorrelationMaps;

/// <summary>chi_1 and chi_q where the variance goes, also where it vanishes or grows; and the depth scales that follow.</summary>
/// <param name="Chi1">The limit of sigma_w^2 E[phi'^2].</param>
/// <param name="VarianceSlope">The limit of V'.</param>
internal readonly record struct LimitingSlopes(double Chi1, double VarianceSlope)
{
    /// <summary>The slopes at the limit of the variance.</summary>
    public static LimitingSlopes Of(VarianceMap map, VarianceLimit limit)
    {
        if (limit.Behavior == VarianceBehavior.Grows)
        {
            // An activation that follows two rays far from 0 has V/q, V' and chi_1 tend to the same number; one that grows faster
            // has none of them bounded; and one that jumps has chi_1 infinite at every variance.
            double factor = limit.Growth switch
            {
                DepthGrowth.Exponential => limit.Rate,
                DepthGrowth.FasterThanExponential => double.PositiveInfinity,
                _ => 1,
            };
            return new LimitingSlopes(map.Activation.Breakpoints.Any(b => b.IsJump) ? double.PositiveInfinity : factor, factor);
        }

        VarianceMapValue value = map.Evaluate(limit.Limit);
        return new LimitingSlopes(value.Chi1, value.Slope);
    }

    /// <summary>The depth scales.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="variance">Where the variance goes.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="chi1">chi_1 there.</param>
    /// <param name="varianceSlope">chi_q there.</param>
    /// <param name="limit">c*; null where it depends on the inputs.</param>
    public static DepthScales Scales(
        Activation activation,
        VarianceLimit variance,
        Phase phase,
        double chi1,
        double varianceSlope,
        CorrelationFixedPoint? limit)
    {
        bool settles = variance.Behavior == VarianceBehavior.Settles;
        bool hasKinks = activation.Breakpoints.Any(b => b.DerivativeJump != 0);
        double correlation = limit is null ? double.PositiveInfinity : Decay(limit.Slope);
        bool critical = phase is Phase.EdgeOfChaos or Phase.Marginal;
        double diagonal = critical ? double.PositiveInfinity : 1 / Math.Abs(Math.Log(chi1));
        return new DepthScales(
            variance.Growth == DepthGrowth.FasterThanExponential ? 0
                : variance.Behavior == VarianceBehavior.Grows ? Growth(varianceSlope)
                : Decay(Math.Abs(varianceSlope)),
            critical ? double.PositiveInfinity : correlation,
            diagonal,
            phase switch
            {
                // With kinks the slope at c differs from chi_1 by sqrt(1 - c), which falls half as fast as 1 - c. A vanishing
                // variance takes Theta with it, at its own rate.
                Phase.Ordered => hasKinks && settles ? 2 * diagonal : diagonal,
                Phase.Chaotic => correlation,
                _ => double.PositiveInfinity,
            },
            phase == Phase.Chaotic && settles && limit is not null
                ? 1 / (Math.Log(chi1) - Math.Log(limit.Slope))
                : double.PositiveInfinity);
    }

    // The layers in which a factor below 1 falls by e; a factor that rounding put at 1 or above never does.
    private static double Decay(double factor) => factor <= 0 ? 0 : factor < 1 ? -1 / Math.Log(factor) : double.PositiveInfinity;

    private static double Growth(double factor) => factor > 1 ? 1 / Math.Log(factor) : double.PositiveInfinity;
}
