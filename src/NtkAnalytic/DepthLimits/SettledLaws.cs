using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.DepthLimits;

/// <summary>The laws of a fully connected network whose variance tends to a positive q*: from the map there and its slopes.</summary>
internal static class SettledLaws
{
    /// <summary>The laws.</summary>
    /// <param name="phase">The phase at q*.</param>
    /// <param name="terms">What a layer adds to Theta.</param>
    public static DepthLaws Of(PhaseAnalysis phase, LayerTerms terms)
    {
        DepthLaw variance = VarianceLaw.Of(phase.VarianceLimit);
        if (phase.VarianceLimit.Growth == DepthGrowth.Power && !VarianceLaw.StartsThere(phase.VarianceLimit))
        {
            return new DepthLaws(
                "The variance approaches its fixed point as a power of the depth, which enters the slopes at the same order as the correlations do: no law is given.")
            {
                Variance = variance,
            };
        }

        DepthLaws laws = phase.Phase switch
        {
            Phase.EdgeOfChaos => EdgeOfChaos(phase, terms),
            Phase.Ordered => Ordered(phase, terms),
            Phase.Chaotic => Chaotic(phase, terms),
            _ => new DepthLaws("The phase at the fixed point of the variance is not one for which laws are known."),
        };
        return laws with { Variance = variance };
    }

    private static DepthLaws EdgeOfChaos(PhaseAnalysis phase, LayerTerms terms)
    {
        if (phase.CriticalDecay is not { } decay)
        {
            return new DepthLaws("Every correlation is kept: the limits depend on the inputs.");
        }

        DepthLaw ratio = CriticalRatio.Of(decay);
        double? addend = terms.Addend(phase.VarianceLimit.Limit);
        return new DepthLaws(
            FormattableString.Invariant($"Edge of chaos: different inputs become alike as 1 - c ~ {decay.Kappa:G6} L^-{decay.Power:G3}, which is slow enough for the slopes 1 - {decay.SlopeCoefficient:G3}/l to keep the NTK apart: ")
            + FormattableString.Invariant($"normalised it tends to 1/(1 + {decay.SlopeCoefficient:G3}), while its diagonal grows like L."))
        {
            OneMinusCorrelation = DepthLaw.OfPower(0, decay.Kappa, -decay.Power),
            Slope = DepthLaw.OfPower(1, -decay.SlopeCoefficient, -1),
            NtkDiagonal = DepthLaw.OfPower(double.PositiveInfinity, addend, 1),
            NormalizedNtk = ratio,
            AverageNtk = addend is { } b
                ? ratio with { Limit = b * ratio.Limit, Coefficient = b * ratio.Coefficient }
                : null,
        };
    }

    // p* = (what a layer adds) / (1 - chi_1). The distances: 1 - c falls like chi_1^l; Theta(x, x) like the slower of chi_1^l and
    // chi_q^l; Theta(x, x) - Theta(x, x') by p* (chi_1 - chi(c)), of the order of (1 - c)^(1/2) with kinks and of 1 - c without,
    // where it meets its own factor chi_1 and gains a power of l.
    private static DepthLaws Ordered(PhaseAnalysis phase, LayerTerms terms)
    {
        double chi = phase.Chi1;
        double? limit = terms.Addend(phase.VarianceLimit.Limit) / (1 - chi);
        bool kinked = phase.Expansion is { } expansion && expansion.Coefficient(1.5) != 0;
        bool linear = phase.Expansion is { } map && map.Terms.All(term => term.Power == 1);
        string approach = kinked
            ? "The kink slows the NTK down to chi_1^(L/2)."
            : "The NTK follows like L chi_1^L.";
        return new DepthLaws(
            FormattableString.Invariant($"Ordered phase: all inputs become one, 1 - c falls by chi_1 = {chi:G6} a layer, and all entries of the NTK tend to the same number. {approach}"))
        {
            OneMinusCorrelation = DepthLaw.Exponential(0, null, chi),
            Slope = linear ? DepthLaw.Exactly(chi) : DepthLaw.Exponential(chi, null, kinked ? Math.Sqrt(chi) : chi),
            NtkDiagonal = limit is { } p ? OrderedDiagonal(phase, terms, p) : null,
            NormalizedNtk = kinked ? DepthLaw.Exponential(1, null, Math.Sqrt(chi)) : DepthLaw.Exponential(1, null, chi, 1),
        };
    }

    private static DepthLaw OrderedDiagonal(PhaseAnalysis phase, LayerTerms terms, double limit)
    {
        double chi = phase.Chi1;
        if (VarianceLaw.StartsThere(phase.VarianceLimit))
        {
            return DepthLaw.Exponential(limit, terms.FirstNtk - limit, chi);
        }

        double varianceSlope = Math.Abs(phase.VarianceSlope);
        if (phase.Activation.HomogeneityDegree == 1)
        {
            // chi_q = chi_1: q_l - q* = (q^1 - q*) chi_1^(l-1) drives Theta at its own rate.
            return DepthLaw.Exponential(limit, terms.Share * (terms.Start - phase.VarianceLimit.Limit), chi, 1);
        }

        bool equal = Math.Abs(varianceSlope - chi) <= 1e-12 * chi;
        return DepthLaw.Exponential(limit, null, Math.Max(varianceSlope, chi), equal ? 1 : 0);
    }

    private static DepthLaws Chaotic(PhaseAnalysis phase, LayerTerms terms)
    {
        if (phase.CorrelationLimit is not { } fixedPoint)
        {
            return new DepthLaws("Chaotic phase without a correlation that attracts: the limits depend on the inputs.");
        }

        double chi = phase.Chi1;
        double slope = fixedPoint.Slope;
        double variance = phase.VarianceLimit.Limit;
        double? addend = terms.Addend(variance);
        double? off = terms.Addend(variance * fixedPoint.Correlation);
        double? diagonal = VarianceLaw.StartsThere(phase.VarianceLimit) ? terms.FirstNtk + (addend / (chi - 1)) : null;
        DepthLaw ratio = double.IsInfinity(chi) ? DepthLaw.Exactly(0)
            : off == 0 ? DepthLaw.Exponential(0, null, slope / chi, 1)
            : DepthLaw.Exponential(0, off / (1 - slope) / diagonal, 1 / chi);
        return new DepthLaws(
            FormattableString.Invariant($"Chaotic phase: the correlation of different inputs tends to {fixedPoint.Correlation:G6} by a factor {slope:G6} a layer. Theta(x, x') stays finite ")
            + (double.IsInfinity(chi) ? "while Theta(x, x) is infinite, as phi jumps: normalised the NTK is the identity."
                : FormattableString.Invariant($"while Theta(x, x) grows by chi_1 = {chi:G6} a layer, so that normalised the NTK becomes the identity.")))
        {
            OneMinusCorrelation = DepthLaw.Exponential(fixedPoint.OneMinusCorrelation, null, slope),
            Slope = DepthLaw.Exponential(slope, null, slope),
            NtkDiagonal = double.IsInfinity(chi)
                ? DepthLaw.Exactly(double.PositiveInfinity)
                : DepthLaw.Exponential(double.PositiveInfinity, diagonal, chi),
            NormalizedNtk = ratio,
        };
    }
}
