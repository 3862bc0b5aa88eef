using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DepthLimits;
using NtkAnalytic.DualActivations;

namespace NtkAnalytic.Claims.SeleznovaKutyniok2020;

/// <summary>The closed forms of erf, the phases, and kappa_1 / kappa_2 with the depth.</summary>
internal static class InfiniteWidth
{
    private const string Convention = "kappa counts the gradients of weights alone. ";

    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "H.erf-forms",
            Paper.SeleznovaKutyniok2020,
            "the recursions of q^l and p^l for erf",
            "q^l = (2 sigma_w^2 / pi) atan(q / sqrt(q + 1/4)) + sigma_b^2 and p^(l-1) = (2 sigma_w^2 / pi) p^l / sqrt(q + 1/4), and their forms for two inputs.",
            _ => new Evidence([.. Forms(1, 1), .. Forms(4, 0.3)]))
        {
            Method = "Largest deviations from the library's dual activation of erf over a grid of variances and correlations, in parts of the value.",
        },
        new(
            "H.kappa.erf",
            Paper.SeleznovaKutyniok2020,
            "kappa_1 and kappa_2 of erf",
            "Theta(x, x') = alpha M kappa at infinite width, kappa the sum over layers of the q and p of the printed recursions.",
            _ => new Evidence([.. Kappas(1, 1, 0.3), .. Kappas(2.8, 1, 0.3), .. Kappas(4, 1, 0.3)]))
        {
            Method = "The printed recursions beside the NTK of the library, 5 and 45 layers. " + Convention,
        },
        new(
            "H.phases",
            Paper.SeleznovaKutyniok2020,
            "figures of kappa against the depth",
            "With sigma_b^2 = 1, sigma_w^2 = 1 is ordered, and 4 (erf) or 3 (relu) chaotic; the edge of chaos between them is where chi_1 = 1, which for relu is at 2.",
            _ => Phases())
        {
            Method = "Phase analysis; chi_1 by the printed p on the library's critical line, which for erf and sigma_b^2 = 1 is at sigma_w^2 = 2.718: the setting (2.8, 1) of the figures is just beyond it.",
        },
        new(
            "H.kappa-ratio",
            Paper.SeleznovaKutyniok2020,
            "figures of kappa_1 / kappa_2 against the depth (the limits are derived here)",
            "kappa_1 / kappa_2 of different inputs, sigma_b^2 = 1, tends with the depth to 1 in the ordered phase; for erf to 3 at the edge of chaos, beyond it without bound; for relu to 7/4 at sigma_w^2 = 2 and to 4 at 3.",
            _ => Ratios())
        {
            Method = "Inputs at a right angle; growth without bound is measured as the log of the factor for each layer, which is that of chi_1. " + Convention,
        },
    ];

    /// <summary>The printed closed forms.</summary>
    /// <param name="weightVariance">sigma_w^2.</param>
    /// <param name="biasVariance">sigma_b^2.</param>
    public static IEnumerable<Comparison> Forms(double weightVariance, double biasVariance)
    {
        var dual = DualActivation.Of(Activation.Erf);
        var variances = new List<double>();
        var slopes = new List<double>();
        foreach (double q in new[] { 0.05, 0.5, 2, 30 })
        {
            DualMoments one = dual.Diagonal(q);
            Add(one.SecondMoment, one.DerivativeSecondMoment, Kappa.ErfVariance(weightVariance, biasVariance, q), Kappa.ErfSlope(weightVariance, q));
            foreach (double correlation in new[] { -0.9, 0.2, 0.8 })
            {
                DualPair two = dual.Evaluate(GaussianPair.FromCorrelation(q, q, correlation));
                Add(
                    two.Value,
                    two.Derivative,
                    Kappa.ErfVariance(weightVariance, biasVariance, q, correlation * q),
                    Kappa.ErfSlope(weightVariance, q, correlation * q));
            }
        }

        string at = FormattableString.Invariant($"sigma_w^2 = {weightVariance}, sigma_b^2 = {biasVariance}");
        yield return Comparison.Of($"deviation of q, {at}", 0, Measurement.Deviation(variances, 1e-13));
        yield return Comparison.Of($"deviation of p, {at}", 0, Measurement.Deviation(slopes, 1e-13));

        void Add(double value, double derivative, double variance, double slope)
        {
            variances.Add(((weightVariance * value) + biasVariance - variance) / ((weightVariance * Math.Abs(value)) + biasVariance));
            slopes.Add(((weightVariance * derivative) - slope) / slope);
        }
    }

    /// <summary>The printed sums against the library.</summary>
    /// <param name="weightVariance">sigma_w^2.</param>
    /// <param name="biasVariance">sigma_b^2.</param>
    /// <param name="correlation">Of the inputs.</param>
    public static IEnumerable<Comparison> Kappas(double weightVariance, double biasVariance, double correlation)
    {
        foreach (int weightLayers in new[] { 5, 45 })
        {
            DepthPoint point = Pairs.Run(WeightsOnly(Activation.Erf, weightVariance, biasVariance), correlation, [weightLayers - 1])[0];
            double factor = weightVariance * weightLayers;
            double diagonal = Math.Exp(point.LogNtkDiagonal) / factor;
            double pair = point.Ntk / factor;
            string at = FormattableString.Invariant($"sigma_w^2 = {weightVariance}, sigma_b^2 = {biasVariance}, D = {weightLayers}");
            yield return new Comparison($"kappa_1, {at}", Kappa.OfErf(weightVariance, biasVariance, 1, weightLayers), diagonal, 1e-12 * diagonal);
            yield return new Comparison($"kappa_2, {at}", Kappa.OfErf(weightVariance, biasVariance, correlation, weightLayers), pair, 1e-12 * diagonal);
        }
    }

    private static Evidence Phases()
    {
        CriticalPoint edge = new CriticalLine(Activation.Erf).At(1)[0];
        (Activation Activation, double WeightVariance, Phase Phase)[] settings =
            [(Activation.Erf, 1, Phase.Ordered), (Activation.Erf, 4, Phase.Chaotic), (Activation.Relu, 1, Phase.Ordered), (Activation.Relu, 3, Phase.Chaotic)];
        return new Evidence(
            new Comparison(
                "settings in another phase, of 4",
                0,
                settings.Count(setting => new PhaseAnalysis(setting.Activation, setting.WeightVariance, 1).Phase != setting.Phase),
                0),
            new Comparison("printed p^(l-1) / p^l at the edge of chaos, erf", 1, Kappa.ErfSlope(edge.WeightVariance, edge.Variance), 1e-12),
            new Comparison("printed q^l at the edge of chaos, erf", edge.Variance, Kappa.ErfVariance(edge.WeightVariance, 1, edge.Variance), 1e-12),
            new Comparison("chi_1 of relu, sigma_w^2 = 2", 1, 2 * DualActivation.Of(Activation.Relu).Diagonal(1).DerivativeSecondMoment, 1e-15));
    }

    private static Evidence Ratios()
    {
        double edge = new CriticalLine(Activation.Erf).At(1)[0].WeightVariance;
        return new Evidence(
            Ordered(Activation.Erf),
            SmoothEdge(edge),
            SmoothChaotic(4),
            Ordered(Activation.Relu),
            Limit(WeightsOnly(Activation.Relu, 2, 1), 7.0 / 4, "relu, sigma_w^2 = 2", l => 1 / Math.Sqrt(l), l => Math.Log(l) / l, l => 1 / l),
            Limit(WeightsOnly(Activation.Relu, 3, 1), 4, "relu, sigma_w^2 = 3", l => Math.Log(l) / l, l => 1 / l));
    }

    private static Comparison Ordered(Activation activation)
    {
        double end = Pairs.Run(WeightsOnly(activation, 1, 1), 0, [300])[0].NormalizedNtk;
        return new Comparison($"limit, {activation}, sigma_w^2 = 1", 1, 1 / end, 1e-12);
    }

    private static Comparison SmoothEdge(double weightVariance) =>
        Limit(WeightsOnly(Activation.Erf, weightVariance, 1), 3, "erf at the edge of chaos", l => Math.Log(l) / l, l => 1 / l);

    private static Comparison Limit(Network network, double limit, string what, params Func<double, double>[] terms)
    {
        IReadOnlyList<DepthPoint> points = Pairs.Run(network, 0, Pairs.FarDepths);
        Measurement[] fit = DepthFit.Coefficients(Pairs.FarDepths, [.. points.Select(p => 1 / p.NormalizedNtk)], [l => 1, .. terms]);
        return Comparison.Of($"limit, {what}", limit, fit[0]);
    }

    private static Comparison SmoothChaotic(double weightVariance)
    {
        IReadOnlyList<DepthPoint> points = Pairs.Run(WeightsOnly(Activation.Erf, weightVariance, 1), 0, [200, 201]);
        return new Comparison(
            FormattableString.Invariant($"log of the factor for each layer, erf, sigma_w^2 = {weightVariance}"),
            Math.Log(new PhaseAnalysis(Activation.Erf, weightVariance, 1).Chi1),
            Math.Log(points[0].NormalizedNtk / points[1].NormalizedNtk),
            1e-9);
    }

    private static Network WeightsOnly(Activation activation, double weightVariance, double biasVariance) =>
        new Network(activation, 1, weightVariance, biasVariance).WithBiasGradientFactor(0);
}
