using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.DepthLimits;

/// <summary>
/// The normalised NTK where its slope is 1 - A / l: Theta_l = Theta_(l-1) (1 - A / l + kappa'' log l / l^2) + b gives
/// Theta_L / (b L) = 1/(1 + A) (1 + (kappa''/A) log L / L) + O(1/L) (the lemma behind theorem 1 of Hayou, Doucet and Rousseau,
/// arXiv 1905.13654, with its second term). With B l^(-3/2) in place of the logarithm it is
/// 1/(1 + A) (1 + B/(A + 1/2) L^(-1/2)).
/// </summary>
internal static class CriticalRatio
{
    /// <summary>The law of Theta(x, x') / sqrt(Theta(x, x) Theta(x', x')).</summary>
    public static DepthLaw Of(CriticalDecay decay)
    {
        double a = decay.SlopeCoefficient;
        double limit = 1 / (1 + a);
        return decay.HasLogarithm
            ? DepthLaw.OfPower(limit, limit * decay.KappaDoublePrime / a, -1, 1)
            : DepthLaw.OfPower(limit, limit * RootSlope(decay) / (a + 0.5), -0.5);
    }

    // With gamma = (1 + r l^(-1/2)) / (alpha l), r = 2 eta alpha^(-3/2), the slope 1 - 2 alpha gamma + (5/2) eta gamma^(3/2) is
    // 1 - 2/l - (2 - 5/4) r l^(-3/2).
    private static double RootSlope(CriticalDecay decay) => -0.75 * decay.RootCorrection;
}
