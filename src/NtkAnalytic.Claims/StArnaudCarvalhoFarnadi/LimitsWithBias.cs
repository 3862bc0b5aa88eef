using NtkAnalytic.DepthLimits;

namespace NtkAnalytic.Claims.StArnaudCarvalhoFarnadi;

/// <summary>What the statement that deep kernels tend to a matrix of ones becomes in other phases and with biases.</summary>
internal static class LimitsWithBias
{
    private const string Ones = "Theorem 2 carried over to this setting: the normalised kernel of every two inputs tends to 1 with the depth.";

    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "C.ones.ordered-with-bias",
            Paper.StArnaudCarvalhoFarnadi,
            "theorem 2, extended to relu in the ordered phase with bias",
            Ones,
            _ => new Evidence([.. OrderedKinked(Activation.Relu, 1, 1, 0), .. OrderedKinked(Activation.LeakyRelu(0.2), 1.5, 0.3, 0.6)]))
        {
            Method = "True there. For kinked activations the error falls like chi_1^(L/2), not like L chi_1^L.",
        },
        new(
            "C.ones.linear-growth",
            Paper.StArnaudCarvalhoFarnadi,
            "theorem 2, extended to relu with sigma_w^2 = 2 and bias",
            Ones,
            _ => LinearGrowth())
        {
            Corrected = "The limit is 4/7, with an error that falls like L^(-1/2); (1 - rho) L^2 tends to 9 pi^2 / 8.",
            Method = "Whatever sigma_b^2 > 0 is; three values of it.",
        },
        new(
            "C.ones.chaotic-with-bias",
            Paper.StArnaudCarvalhoFarnadi,
            "theorem 2, extended to relu in the chaotic phase with bias",
            Ones,
            _ => ChaoticKinked())
        {
            Corrected = "The limit is 1/4, as without bias.",
        },
        new(
            "C.ones.smooth-ordered",
            Paper.StArnaudCarvalhoFarnadi,
            "theorem 2, extended to smooth activations in the ordered phase",
            Ones,
            _ => new Evidence([.. SmoothOrdered(Activation.Tanh, 1.2, 0.2, 0), .. SmoothOrdered(Activation.Erf, 1, 0.1, 0.7)]))
        {
            Method = "True there; the error falls like L chi_1^L.",
        },
        new(
            "C.ones.smooth-chaotic",
            Paper.StArnaudCarvalhoFarnadi,
            "theorem 2, extended to smooth activations in the chaotic phase",
            Ones,
            _ => SmoothChaotic())
        {
            Corrected = "The limit is 0: the diagonal grows like chi_1^L while the rest stays at q* c* / (1 - chi(c*)).",
        },
    ];

    /// <summary>A kinked activation, homogeneous, ordered and with bias.</summary>
    public static IEnumerable<Comparison> OrderedKinked(Activation activation, double weightVariance, double biasVariance, double correlation)
    {
        double chi = new PhaseAnalysis(activation, weightVariance, biasVariance).Chi1;
        return Ordered(activation, weightVariance, biasVariance, correlation, chi, Math.Log(chi) / 2, 0);
    }

    /// <summary>A smooth activation, ordered.</summary>
    public static IEnumerable<Comparison> SmoothOrdered(Activation activation, double weightVariance, double biasVariance, double correlation)
    {
        double chi = new PhaseAnalysis(activation, weightVariance, biasVariance).Chi1;
        return Ordered(activation, weightVariance, biasVariance, correlation, chi, Math.Log(chi), 1);
    }

    private static IEnumerable<Comparison> Ordered(
        Activation activation,
        double weightVariance,
        double biasVariance,
        double correlation,
        double chi,
        double logFactor,
        int power)
    {
        var network = new Network(activation, 1, weightVariance, biasVariance);
        string at = FormattableString.Invariant($"{activation}, sigma_w^2 = {weightVariance:0.####}, sigma_b^2 = {biasVariance}, chi_1 = {chi:0.####}");
        DepthPoint end = Pairs.Run(network, correlation, [(int)Math.Ceiling(-100 / logFactor)])[0];
        yield return new Comparison($"limit, {at}", 1, end.NormalizedNtk, 1e-12);
        (Measurement rate, Measurement exponent) = DepthRate.OfPair(network, correlation, -1 / logFactor, power, 1, point => 1 - point.NormalizedNtk);
        yield return Comparison.Of($"log of the factor for each layer of the error, {at}", logFactor, rate);
        yield return Comparison.Of($"power of L before it, {at}", power, exponent);
    }

    private static Evidence LinearGrowth()
    {
        var printed = new List<Comparison>();
        var corrected = new List<Comparison>();
        foreach (double bias in new[] { 0.1, 1, 5 })
        {
            IReadOnlyList<DepthPoint> points = Pairs.Run(new Network(Activation.Relu, 1, 2, bias), 0, Pairs.FarDepths);
            Measurement[] ratio = DepthFit.Coefficients(
                Pairs.FarDepths, [.. points.Select(p => p.NormalizedNtk)], l => 1, l => 1 / Math.Sqrt(l), l => Math.Log(l) / l, l => 1 / l);
            Measurement[] decay = DepthFit.Coefficients(
                Pairs.FarDepths,
                [.. points.Select(p => p.OneMinusCorrelation * p.HiddenLayers * (double)p.HiddenLayers)],
                l => 1,
                l => 1 / Math.Sqrt(l),
                l => Math.Log(l) / l,
                l => 1 / l);
            string at = FormattableString.Invariant($"sigma_b^2 = {bias}");
            printed.Add(Comparison.Of($"limit, {at}", 1, ratio[0]));
            corrected.Add(Comparison.Of($"limit, {at}", 4.0 / 7, ratio[0]));
            corrected.Add(Comparison.Of($"(1 - rho) L^2, {at}", 9 * Math.PI * Math.PI / 8, decay[0]));
        }

        return new Evidence(printed, corrected);
    }

    private static Evidence ChaoticKinked()
    {
        var printed = new List<Comparison>();
        var corrected = new List<Comparison>();
        foreach ((double weight, double bias) in new[] { (3.0, 1.0), (2.2, 0.5) })
        {
            IReadOnlyList<DepthPoint> points = Pairs.Run(new Network(Activation.Relu, 1, weight, bias), 0, Pairs.FarDepths);
            Measurement[] ratio = DepthFit.Coefficients(Pairs.FarDepths, [.. points.Select(p => p.NormalizedNtk)], l => 1, l => Math.Log(l) / l, l => 1 / l);
            string at = FormattableString.Invariant($"limit, sigma_w^2 = {weight}, sigma_b^2 = {bias}");
            printed.Add(Comparison.Of(at, 1, ratio[0]));
            corrected.Add(Comparison.Of(at, 0.25, ratio[0]));
        }

        return new Evidence(printed, corrected);
    }

    private static Evidence SmoothChaotic()
    {
        var printed = new List<Comparison>();
        var corrected = new List<Comparison>();
        foreach ((Activation activation, double weight, double bias) in new[] { (Activation.Tanh, 3.0, 0.2), (Activation.Erf, 2.5, 0.5) })
        {
            var phase = new PhaseAnalysis(activation, weight, bias);
            int depth = (int)Math.Ceiling(25 * phase.Scales.NtkDiagonal);
            IReadOnlyList<DepthPoint> points = Pairs.Run(new Network(activation, 1, weight, bias), 0.5, [depth, depth + 1]);
            string at = FormattableString.Invariant($"{activation}, sigma_w^2 = {weight}, sigma_b^2 = {bias}");
            var limit = new Measurement(points[1].NormalizedNtk, 2 * Math.Abs(points[1].NormalizedNtk - points[0].NormalizedNtk) / (1 - (1 / phase.Chi1)));
            printed.Add(Comparison.Of($"limit, {at}", 1, limit));
            corrected.Add(Comparison.Of($"limit, {at}", 0, limit));
            corrected.Add(new Comparison(
                $"log of the growth of the diagonal for each layer, {at}",
                Math.Log(phase.Chi1),
                points[1].LogNtkDiagonal - points[0].LogNtkDiagonal,
                1e-9));
        }

        return new Evidence(printed, corrected);
    }
}
