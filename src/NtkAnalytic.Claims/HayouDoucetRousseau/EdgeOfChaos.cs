using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DepthLimits;

namespace NtkAnalytic.Claims.HayouDoucetRousseau;

/// <summary>Lemmas 1 and 2 and theorem 1: powers of the depth, and logarithms, at the edge of chaos.</summary>
internal static class EdgeOfChaos
{
    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "A.lemma-1",
            Paper.HayouDoucetRousseau,
            "lemma 1",
            "relu at the edge of chaos: 1 - c_l = kappa / l^2 - kappa' log(l) / l^3 + O(l^-3) and chi(c_l) = 1 - 3 / l + kappa'' log(l) / l^2 + O(l^-2) with kappa = 9 pi^2 / 2.",
            _ => new Evidence([.. KinkedDecay(Activation.Relu, 0), .. KinkedDecay(Activation.Relu, 0.9)]))
        {
            Method = "kappa' = 27 pi^2 / 2 and kappa'' = 9/2, which the lemma leaves open, follow from the expansion; all from the recursion between 3000 and a million layers.",
        },
        new(
            "A.lemma-2",
            Paper.HayouDoucetRousseau,
            "lemma 2",
            "tanh-like activations at the edge of chaos: 1 - c_l = kappa / l - kappa (1 - kappa^2 zeta) log(l) / l^3 + O(l^-3), so nothing of the order log(l) / l^2.",
            _ => SmoothDecay([(Activation.Tanh, 0.05), (Activation.Erf, 0.18)]))
        {
            Corrected = "1 - c_l = kappa / l - kappa (1 - kappa^2 zeta) log(l) / l^2 + O(l^-2), and chi(c_l) = 1 - 2 / l + 2 (1 - kappa^2 zeta) log(l) / l^2 + O(l^-2).",
            Method = "Started at q*, from the recursion between 1000 and 100000 layers; kappa and zeta from the expansion of the map.",
        },
        new(
            "A.averaging-lemma",
            Paper.HayouDoucetRousseau,
            "the lemma behind theorem 1",
            "Where a_l = (1 - A / l + O(log(l) / l^2)) a_(l-1) + b, a_l / l tends to b / (1 + A).",
            _ => new Evidence([.. Averaging(3, 4.5), .. Averaging(2, -5.8), .. Averaging(0.5, 1)]))
        {
            Method = "The recursion itself with the term B log(l) / l^2; the correction of a_l / l is then (b B / (A (1 + A))) log(l) / l.",
        },
        new(
            "A.theorem-1.relu.diagonal",
            Paper.HayouDoucetRousseau,
            "theorem 1",
            "relu at the edge of chaos: the average NTK of an input with itself is sigma_w^2 |x|^2 / d at every depth.",
            _ => new Evidence(Comparison.Of("largest relative deviation, 1 to 1000 weight layers", 0, ReluDiagonal())))
        {
            Method = "The paper's depth L is that of L weight layers, hence of L - 1 hidden ones.",
        },
        new(
            "A.theorem-1.relu",
            Paper.HayouDoucetRousseau,
            "theorem 1",
            "relu at the edge of chaos: the average NTK of different inputs tends to 1/4 of the diagonal, with an error of the exact order log(L) / L.",
            _ => new Evidence([.. Ratio(Activation.Relu, 2, 0, 1, 0), .. Ratio(Activation.Relu, 2, 0, 1, 0.5), .. Ratio(Activation.LeakyRelu(0.3), 2 / 1.09, 0, 1, -0.4)]))
        {
            Method = "The coefficient of log(L) / L is 3/8 by derivation from lemma 1.",
        },
        new(
            "A.theorem-1.smooth",
            Paper.HayouDoucetRousseau,
            "theorem 1",
            "tanh at the edge of chaos: the average NTK tends to q* on the diagonal, with an error of the order 1 / L, and to q* / 3 off it, with an error of the exact order log(L) / L.",
            _ => new Evidence([.. SmoothRatio(Activation.Tanh, 0.05, 0.2), .. SmoothRatio(Activation.Erf, 0.18, 0.6)]))
        {
            Method = "Started at q*. The coefficient of log(L) / L is (1 - kappa^2 zeta) / 3 by derivation from the corrected lemma 2; it may have either sign.",
        },
        new(
            "A.theorem-1.smooth.far",
            Paper.HayouDoucetRousseau,
            "theorem 1",
            "tanh-like activations at the edge of chaos: the average NTK off the diagonal tends to 1/3 of the diagonal, with an error of the exact order log(L) / L.",
            _ => new Evidence([.. new[] { Activation.Tanh, Activation.Erf }.SelectMany(activation => SmoothRatioAt(new CriticalLine(activation).At(0.1)[0], activation)), .. SmoothRatioAt(new CriticalLine(Activation.Gelu).HalfStablePoints[0], Activation.Gelu)]))
        {
            Method = "As A.theorem-1.smooth, up to ten million layers, and with gelu at its half-stable point.",
            IsSlow = true,
        },
    ];

    /// <summary>kappa, kappa', kappa'' of an activation with a kink at sigma_b^2 = 0.</summary>
    public static IEnumerable<Comparison> KinkedDecay(Activation activation, double correlation)
    {
        CriticalPoint point = new CriticalLine(activation).At(0)[0];
        double kappa = 4 / Math.Pow(new CorrelationMap(activation, point.WeightVariance, 0, 1).Expand().Coefficient(1.5), 2);
        IReadOnlyList<DepthPoint> points = Pairs.Run(new Network(activation, 1, point.WeightVariance), correlation, Pairs.FarDepths);
        Measurement[] decay = DepthFit.Coefficients(
            Pairs.FarDepths,
            [.. points.Select(p => p.OneMinusCorrelation * p.HiddenLayers * (double)p.HiddenLayers)],
            l => 1,
            l => -Math.Log(l) / l,
            l => 1 / l);
        Measurement[] slope = DepthFit.Coefficients(
            Pairs.FarDepths,
            [.. points.Select(p => (1 - p.Slope) * p.HiddenLayers)],
            l => 1,
            l => -Math.Log(l) / l,
            l => 1 / l);
        string at = FormattableString.Invariant($"{activation}, c = {correlation}");
        yield return Comparison.Of($"kappa, {at}", activation.Name == "relu" ? 9 * Math.PI * Math.PI / 2 : kappa, decay[0]);
        yield return Comparison.Of($"kappa', {at}", 3 * kappa, decay[1]);
        yield return Comparison.Of($"coefficient of -1 / l in chi, {at}", 3, slope[0]);
        yield return Comparison.Of($"kappa'', {at}", 4.5, slope[1]);
    }

    /// <summary>kappa and the logarithmic terms of smooth activations on their critical lines.</summary>
    public static Evidence SmoothDecay(IReadOnlyList<(Activation Activation, double BiasVariance)> settings)
    {
        var printed = new List<Comparison>();
        var corrected = new List<Comparison>();
        foreach ((Activation activation, double biasVariance) in settings)
        {
            CriticalPoint point = new CriticalLine(activation).At(biasVariance)[0];
            MapExpansion expansion = new CorrelationMap(activation, point.WeightVariance, biasVariance, point.Variance).Expand();
            double kappa = -1 / expansion.Coefficient(2);
            double share = 1 - (kappa * kappa * expansion.Coefficient(3));
            var network = new Network(activation, 1, point.WeightVariance, biasVariance);
            IReadOnlyList<DepthPoint> points = Pairs.RunFrom(network, point.Variance, 0.5, Pairs.LineDepths);
            Measurement[] decay = DepthFit.Coefficients(
                Pairs.LineDepths,
                [.. points.Select(p => p.OneMinusCorrelation * p.HiddenLayers)],
                l => 1,
                l => -Math.Log(l) / l,
                l => 1 / l);
            Measurement[] slope = DepthFit.Coefficients(
                Pairs.LineDepths,
                [.. points.Select(p => (1 - p.Slope) * p.HiddenLayers)],
                l => 1,
                l => -Math.Log(l) / l,
                l => 1 / l);
            string at = FormattableString.Invariant($"{activation}, sigma_b^2 = {biasVariance}");
            printed.Add(Comparison.Of($"kappa, {at}", kappa, decay[0]));
            printed.Add(Comparison.Of($"coefficient of -log(l) / l^2 in 1 - c, {at}", 0, decay[1]));
            corrected.Add(Comparison.Of($"coefficient of -log(l) / l^2 in 1 - c, {at}", kappa * share, decay[1]));
            corrected.Add(Comparison.Of($"coefficient of -1 / l in chi, {at}", 2, slope[0]));
            corrected.Add(Comparison.Of($"coefficient of log(l) / l^2 in chi, {at}", 2 * share, slope[1]));
        }

        return new Evidence(printed, corrected);
    }

    /// <summary>Limit and leading correction of the normalised NTK at a critical point.</summary>
    public static IEnumerable<Comparison> Ratio(
        Activation activation,
        double weightVariance,
        double biasVariance,
        double variance,
        double correlation,
        IReadOnlyList<int>? depths = null)
    {
        depths ??= Pairs.FarDepths;
        var network = new Network(activation, 1, weightVariance, biasVariance);
        CriticalDecay decay = CriticalDecay.Of(new CorrelationMap(activation, weightVariance, biasVariance, variance).Expand())!;
        IReadOnlyList<DepthPoint> points = biasVariance == 0
            ? Pairs.Run(network, correlation, depths)
            : Pairs.RunFrom(network, variance, correlation, depths);
        Measurement[] ratio = DepthFit.Coefficients(
            depths,
            [.. points.Select(p => p.NormalizedNtk)],
            l => 1,
            l => Math.Log(l) / l,
            l => 1 / l);
        string at = FormattableString.Invariant($"{activation}, c = {correlation}");
        double a = decay.SlopeCoefficient;
        yield return Comparison.Of($"limit of off-diagonal / diagonal, {at}", 1 / (1 + a), ratio[0]);
        yield return Comparison.Of($"coefficient of log(L) / L, {at}", decay.KappaDoublePrime / (a * (1 + a)), ratio[1]);
    }

    /// <summary>The same for a smooth activation at the critical point of a sigma_b^2, and the diagonal.</summary>
    public static IEnumerable<Comparison> SmoothRatio(Activation activation, double biasVariance, double correlation)
    {
        CriticalPoint point = new CriticalLine(activation).At(biasVariance)[0];
        var network = new Network(activation, 1, point.WeightVariance, biasVariance);

        // From inputs of another norm: log of the diagonal less log(q* L) falls like 1 / L.
        IReadOnlyList<DepthPoint> points = Pairs.Run(network, correlation, Pairs.FarDepths);
        Measurement[] diagonal = DepthFit.Coefficients(
            Pairs.FarDepths,
            [.. points.Select(p => Math.Exp(p.LogNtkDiagonal) / p.HiddenLayers)],
            l => 1,
            l => 1 / l);
        yield return Comparison.Of(
            FormattableString.Invariant($"average NTK on the diagonal, {activation}, sigma_b^2 = {biasVariance}"),
            point.Variance,
            diagonal[0] with { Uncertainty = diagonal[0].Uncertainty + (1e-9 * point.Variance) });
        foreach (Comparison comparison in Ratio(activation, point.WeightVariance, biasVariance, point.Variance, correlation))
        {
            yield return comparison;
        }
    }

    private static IEnumerable<Comparison> Averaging(double slope, double logarithm)
    {
        var averages = new List<double>();
        double value = 1;
        for (int l = 2, next = 0; next < Pairs.FarDepths.Count; l++)
        {
            value = ((1 - (slope / l) + (logarithm * Math.Log(l) / l / l)) * value) + 1;
            if (l == Pairs.FarDepths[next])
            {
                averages.Add(value / l);
                next++;
            }
        }

        Func<double, double>[] terms = slope < 1
            ? [l => 1, l => Math.Pow(l, -1 - slope), l => Math.Log(l) / l, l => 1 / l]
            : [l => 1, l => Math.Log(l) / l, l => 1 / l];
        Measurement[] fit = DepthFit.Coefficients(Pairs.FarDepths, averages, terms);
        string at = FormattableString.Invariant($"A = {slope}, B = {logarithm}, b = 1");
        yield return Comparison.Of($"limit of a_l / l, {at}", 1 / (1 + slope), fit[0]);
        yield return Comparison.Of($"coefficient of log(l) / l, {at}", logarithm / (slope * (1 + slope)), fit[slope < 1 ? 2 : 1]);
    }

    private static IEnumerable<Comparison> SmoothRatioAt(CriticalPoint point, Activation activation) =>
        Ratio(activation, point.WeightVariance, point.BiasVariance, point.Variance, 0.4, [.. Pairs.FarDepths, 3_000_000, 10_000_000]);

    private static Measurement ReluDiagonal()
    {
        IReadOnlyList<int> depths = Pairs.Every(0, 999);
        return Measurement.Deviation(
            Pairs.Run(new Network(Activation.Relu, 1), 0, depths).Select(p => (Math.Exp(p.LogNtkDiagonal) / (2.0 * (p.HiddenLayers + 1))) - 1),
            1e-13);
    }
}
