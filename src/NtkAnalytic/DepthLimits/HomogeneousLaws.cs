using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.DepthLimits;

/// <summary>
/// The laws of two lines through the origin, with kinks the relu family. A layer commutes with scaling, so the correlations and
/// the normalised NTK follow the bias-free map at any sigma_w^2; only where the variance grows no faster than linearly does the
/// bias keep its share.
/// </summary>
internal static class HomogeneousLaws
{
    private const string Linear = "Without a kink every correlation is kept: the limits of 1 - c and of the normalised NTK depend on the inputs.";

    /// <summary>Fully connected, where the variance changes by the factor a, or stays for a = 1 without bias.</summary>
    public static DepthLaws Scaling(HomogeneousLines lines, LayerTerms terms)
    {
        double a = lines.Growth(terms.Weight);
        bool forgotten = a < 1 && terms.BiasGradient > 0;
        double? start = lines.IsExact ? terms.Start + (a > 1 ? terms.Bias / (a - 1) : 0) : null;
        DepthLaw variance = a == 1
            ? DepthLaw.Exactly(terms.Start)
            : DepthLaw.Exponential(a > 1 ? double.PositiveInfinity : 0, start, a);

        // Theta(x, x) = a Theta + share a q_l + f with q_l = start a^(l-1).
        double? slope = terms.Share * start;
        DepthLaw diagonal = a == 1
            ? DepthLaw.OfPower(double.PositiveInfinity, terms.Addend(terms.Start), 1)
            : DepthLaw.Exponential(a > 1 ? double.PositiveInfinity : forgotten ? terms.BiasGradient / (1 - a) : 0, slope, a, 1);
        DepthLaws laws = Correlations(lines.Expansion(1), slopeShare: 1) with { Variance = variance, NtkDiagonal = diagonal };
        if (forgotten)
        {
            return Forgotten(laws, a);
        }

        if (a == 1 && laws.NormalizedNtk is { } ratio && terms.Addend(terms.Start) is { } addend)
        {
            laws = laws with { AverageNtk = ratio with { Limit = addend * ratio.Limit, Coefficient = addend * ratio.Coefficient } };
        }

        return laws;
    }

    /// <summary>Fully connected with a = 1 and bias: q_l ~ sigma_b^2 l.</summary>
    /// <remarks>
    /// gamma' = (q_l / q_(l+1)) (gamma - s gamma^(3/2)) with q_l / q_(l+1) = 1 - 1/l: gamma = (1/s^2) / l^2, the slope is
    /// 1 - (3/2)/l, and Theta' = (1 - (3/2)/l) Theta + sigma_b^2 l has the solution (2/7) sigma_b^2 l^2, against
    /// sigma_b^2 l^2 / 2 on the diagonal.
    /// </remarks>
    public static DepthLaws Marginal(HomogeneousLines lines, LayerTerms terms)
    {
        double s = -lines.Expansion(1).Coefficient(1.5);
        DepthLaw variance = DepthLaw.OfPower(double.PositiveInfinity, terms.Bias, 1);
        DepthLaw diagonal = DepthLaw.OfPower(double.PositiveInfinity, terms.Share * terms.Bias / 2, 2);
        if (s == 0)
        {
            return new DepthLaws(
                "The variance grows by sigma_b^2 a layer. Without a kink the covariance of two inputs differs from the variance by a constant, so that 1 - c falls like 1/L and the normalised NTK tends to 1.")
            {
                OneMinusCorrelation = DepthLaw.OfPower(0, null, -1),
                Slope = DepthLaw.Exactly(1),
                Variance = variance,
                NtkDiagonal = diagonal,
                NormalizedNtk = DepthLaw.OfPower(1, null, -1),
            };
        }

        const double A = 1.5;
        return new DepthLaws(
            "sigma_w^2 keeps the variance, the bias adds sigma_b^2 a layer, and its share 1/l of the variance slows the kink's work down: the slopes are 1 - 1.5/l, and the normalised NTK tends to 4/7, like L^(-1/2).")
        {
            OneMinusCorrelation = DepthLaw.OfPower(0, 1 / (s * s), -2),
            Slope = DepthLaw.OfPower(1, -A, -1),
            Variance = variance,
            NtkDiagonal = diagonal,
            NormalizedNtk = DepthLaw.OfPower(2 / (2 + A), null, -0.5),
        };
    }

    /// <summary>Residual: the variance grows by the factor 1 + a, of which the branch is a share a / (1 + a).</summary>
    public static DepthLaws Residual(HomogeneousLines lines, LayerTerms terms)
    {
        double a = lines.Growth(terms.Weight);
        double share = a / (1 + a);
        double? start = lines.IsExact ? terms.Start + (terms.Bias / a) : null;
        return Correlations(lines.Expansion(share), share) with
        {
            Variance = DepthLaw.Exponential(double.PositiveInfinity, start, 1 + a),
            NtkDiagonal = DepthLaw.Exponential(double.PositiveInfinity, terms.Share * start * share, 1 + a, 1),
        };
    }

    /// <summary>Scaled residual: q ~ start l^a / Gamma(2 + a), and the kink acts at the rate a / l.</summary>
    /// <remarks>
    /// gamma' = gamma - (a/l) s gamma^(3/2) makes gamma = (2 / (a s log l))^2; the slope of the branch is
    /// 1 - (3/2) s sqrt(gamma) = 1 - 3/(a log l). In t = log l, y = Theta / l^a obeys dy/dt = -a (1 - slope) y + a q / l^a, so
    /// y = a t on the diagonal and a t / (1 + 3) off it, times q / l^a.
    /// </remarks>
    public static DepthLaws ScaledResidual(HomogeneousLines lines, LayerTerms terms)
    {
        double a = lines.Growth(terms.Weight);
        double? start = lines.IsExact ? (terms.Start + (terms.Bias / a)) / MathNet.Numerics.SpecialFunctions.Gamma(2 + a) : null;
        DepthLaw variance = DepthLaw.OfPower(double.PositiveInfinity, start, a);
        DepthLaw diagonal = DepthLaw.OfPower(double.PositiveInfinity, terms.Share * a * start, a, 1);
        double s = -lines.Expansion(1).Coefficient(1.5);
        if (s == 0)
        {
            return new DepthLaws(Linear) { Variance = variance, NtkDiagonal = diagonal, Slope = lines.IsExact ? DepthLaw.Exactly(1) : null };
        }

        double root = 2 / (a * s);
        double slope = 1.5 * s * root;
        return new DepthLaws(
            FormattableString.Invariant($"The branches fade like 1/l, so that the variance grows as the power {a:G6} of L and everything else happens in log L: 1 - c ~ {root * root:G6} / (log L)^2, and the normalised NTK tends to 1/4 like 1/log L."))
        {
            OneMinusCorrelation = DepthLaw.OfPower(0, root * root, 0, -2),
            Slope = DepthLaw.OfPower(1, -slope, 0, -1),
            Variance = variance,
            NtkDiagonal = diagonal,
            NormalizedNtk = DepthLaw.OfPower(1 / (1 + (a * slope)), null, 0, -1),
        };
    }

    // The share of the branch dilutes the map of the sum; the branch's own slope is 1 - (A / share) / l.
    private static DepthLaws Correlations(MapExpansion expansion, double slopeShare)
    {
        if (CriticalDecay.Of(expansion) is not { } decay)
        {
            return new DepthLaws(Linear) { Slope = DepthLaw.Exactly(1) };
        }

        return new DepthLaws(
            FormattableString.Invariant($"A layer commutes with scaling and the bias has no lasting share in the variance, so that correlations fall as at the edge of chaos, whatever sigma_w^2: 1 - c ~ {decay.Kappa:G6} / L^2. ")
            + FormattableString.Invariant($"Relative to the growth of the variance a layer multiplies the NTK by 1 - {decay.SlopeCoefficient:G3}/l, which keeps it at 1/(1 + {decay.SlopeCoefficient:G3}) of the diagonal."))
        {
            OneMinusCorrelation = DepthLaw.OfPower(0, decay.Kappa, -decay.Power),
            Slope = DepthLaw.OfPower(1, -decay.SlopeCoefficient / slopeShare, -1),
            NormalizedNtk = CriticalRatio.Of(decay),
        };
    }

    // The variance vanishes, the bias gradients f stay: Theta(x, x) = f / (1 - a), and f / (1 - a (1 - A / l)) off the diagonal.
    private static DepthLaws Forgotten(DepthLaws laws, double a) => laws with
    {
        NormalizedNtk = laws.OneMinusCorrelation is null
            ? DepthLaw.Exponential(1, null, a, 1)
            : DepthLaw.OfPower(1, laws.Slope!.Coefficient * a / (1 - a), -1),
        Explanation = "The variance vanishes, and what is left of the NTK are the gradients of the biases, which are the same for all inputs: normalised it tends to 1.",
    };
}
