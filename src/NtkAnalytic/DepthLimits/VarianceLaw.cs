using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.DepthLimits;

/// <summary>The law of K(x, x) in words of <see cref="DepthLaw"/>.</summary>
internal static class VarianceLaw
{
    /// <summary>True when q^1 is the fixed point, for all that the analysis of the phase makes of it.</summary>
    public static bool StartsThere(VarianceLimit limit) =>
        limit.Behavior == VarianceBehavior.Stays
        || (double.IsFinite(limit.Limit) && Math.Abs(limit.Start - limit.Limit) <= 1e-8 * limit.Limit);

    /// <summary>The law.</summary>
    public static DepthLaw Of(VarianceLimit limit)
    {
        if (limit.Limit > 0 && StartsThere(limit))
        {
            return DepthLaw.Exactly(limit.Limit);
        }

        double? coefficient = limit.Growth switch
        {
            DepthGrowth.Linear => limit.Rate,
            DepthGrowth.Power => limit.Behavior == VarianceBehavior.Settles && limit.Start < limit.Limit ? -limit.Coefficient : limit.Coefficient,
            _ => null,
        };
        return limit.Growth switch
        {
            DepthGrowth.Constant => DepthLaw.Exactly(limit.Limit),
            DepthGrowth.Exponential => DepthLaw.Exponential(limit.Limit, null, limit.Rate),
            DepthGrowth.Linear => DepthLaw.OfPower(limit.Limit, coefficient, 1),
            DepthGrowth.Power => DepthLaw.OfPower(limit.Limit, coefficient, limit.Rate),
            _ => DepthLaw.Exponential(limit.Limit, null, limit.Behavior == VarianceBehavior.Grows ? double.PositiveInfinity : 0),
        };
    }
}
