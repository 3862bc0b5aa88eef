using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Claims.SeleznovaKutyniok2020;

/// <summary>Means and dispersion of the NTK over networks of finite width, in the phases.</summary>
internal static class FiniteNetworks
{
    private const string Convention = "Standard parameterization, n_0 = M, |x|^2 = n_0 (so q^0 = 1), one output; H hidden layers.";

    // The slope needs narrow networks to stand out.
    private static readonly int[] Widths = [12, 16, 24, 32];

    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "H.lemma-2",
            Paper.SeleznovaKutyniok2020,
            "lemma 2",
            "Theta*(x, x) = alpha M (kappa_1 + O(1/M)).",
            token => new Evidence([.. Lemma2(1, 1, 3, 10, 20_204, token)]))
        {
            Method = "Mean over drawn erf networks of widths from 12 to 32, a line in 1/M: its limit against kappa_1 of the printed recursions, its slope against the first order in 1/M. alpha is the number of weight layers. " + Convention,
        },
        new(
            "H.lemma-2.relu",
            Paper.SeleznovaKutyniok2020,
            "lemma 2, for relu",
            "The same for relu, where the gradients of weights have no correction: their mean is alpha M kappa_1 at every width.",
            token => new Evidence([.. Relu(token)]))
        {
            Method = "Exact mean without biases, and drawn networks with biases, widths of 8 and 32. " + Convention,
        },
        new(
            "H.dispersion",
            Paper.SeleznovaKutyniok2020,
            "experiments, E[Theta^2] / E[Theta]^2 against the depth",
            "The ratio does not grow with the depth in the ordered phase, and stays near 1 for wide networks; it grows with the depth in the chaotic phase.",
            token => Phases(40, [2, 8], 900, 20, [2, 8], [2, 12], 2500, token))
        {
            Method = "Drawn relu and tanh networks with sigma_b^2 = 1 and sigma_w^2 = 1 (ordered) or 3 (chaotic), ordered M = 40, H = 2 and 8; chaotic M = 20, H = 2 and 8 (relu) or 2 and 12 (tanh). In the ordered phase the prediction is the first order in 1/M. " + Convention,
        },
        new(
            "H.dispersion.wide",
            Paper.SeleznovaKutyniok2020,
            "experiments, E[Theta^2] / E[Theta]^2 against the depth",
            "The same with a width of 64 down to a depth of 64 layers.",
            token => Phases(64, [8, 32, 64], 1500, 64, [8, 16], [8, 32], 1500, token))
        {
            Method = "1500 networks for each point; in the chaotic phase growth is measured up to H = 16 for relu, beyond which tails are too heavy, and up to H = 32 for tanh, beyond which it ends. " + Convention,
            IsSlow = true,
        },
        new(
            "H.dispersion.edge",
            Paper.SeleznovaKutyniok2020,
            "experiments, E[Theta^2] / E[Theta]^2 of relu at the edge of chaos",
            "The ratio at (sigma_w^2, sigma_b^2) = (2, 0) grows with the depth over the width.",
            token => new Evidence([.. Edge(token)]))
        {
            Method = "Exact moments, which drawn networks confirm up to a depth of about a fifth of the width. Where the depth is the width, 200 networks, as many as the experiment drew, give less than half of the ratio, with a standard error that is too small as well: five such samples are counted. M = 64. " + Convention,
            IsSlow = true,
        },
    ];

    /// <summary>Mean at infinite width, and what it changes by to first order.</summary>
    /// <param name="weightVariance">sigma_w^2.</param>
    /// <param name="biasVariance">sigma_b^2.</param>
    /// <param name="hiddenLayers">H.</param>
    /// <param name="parameters">For each width, in millions.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="cancellation">Ends the sampling.</param>
    public static IEnumerable<Comparison> Lemma2(double weightVariance, double biasVariance, int hiddenLayers, double parameters, ulong seed, CancellationToken cancellation)
    {
        int layers = hiddenLayers + 1;
        Network network = Drawn(Activation.Erf, weightVariance, biasVariance, hiddenLayers);
        (Measurement limit, Measurement slope) = Sampled.AtInfiniteWidth(
            Widths,
            width => Scaled(Sampled.Mean(Sampled.Networks(network, width, Sampled.Count(network, width, parameters), seed, cancellation).Ntk.Diagonal), 1.0 / (layers * width)));
        double kappa = Kappa.OfErf(weightVariance, biasVariance, 1, layers);

        // At this width what is left of the next order is 1e-6 of the slope.
        const int far = 1_000_000;
        double mean = FirstOrderCorrections.Of(network, [.. Enumerable.Repeat(far, layers)], far).Output.NtkMean;
        string at = FormattableString.Invariant($"erf, sigma_w^2 = {weightVariance}, sigma_b^2 = {biasVariance}, H = {hiddenLayers}");
        yield return Comparison.Of($"mean of Theta / (alpha M), M to infinity, {at}", kappa, limit);
        yield return Comparison.Of($"its coefficient of 1/M, {at}", far * ((mean / layers / far) - kappa), slope);
    }

    private static IEnumerable<Comparison> Relu(CancellationToken cancellation)
    {
        foreach (int width in new[] { 8, 32 })
        {
            const int hiddenLayers = 4;
            const double weightVariance = 1.5;

            // kappa_1 with sigma_b^2 = 0: every layer adds (sigma_w^2 / 2)^H.
            double kappa = Math.Pow(weightVariance / 2, hiddenLayers);
            TwoSlopeNetwork exact = new TwoSlopeNetwork(Activation.Relu, [.. Enumerable.Repeat(width, hiddenLayers + 1), 1])
                .WithParameterization(Parameterization.Standard)
                .WithWeightVariance(Rational.OfShortestDecimal(weightVariance))
                .WithNormSquared(width);
            double mean = TangentKernelMoments.Of(exact).Mean / ((hiddenLayers + 1) * width);
            yield return new Comparison(FormattableString.Invariant($"exact mean / (alpha M), sigma_b^2 = 0, M = {width}"), kappa, mean, 1e-14);

            // q = 1.5 s + 1 for the mean square s of a unit, which is q / 2 in the next layer.
            double square = 1;
            double[] squares = new double[hiddenLayers + 1];
            for (int layer = 0; layer <= hiddenLayers; layer++)
            {
                squares[layer] = square;
                square = ((weightVariance * square) + 1) / 2;
            }

            double biased = squares.Select((s, layer) => s * Math.Pow(weightVariance / 2, hiddenLayers - layer)).Average();
            Network drawn = Drawn(Activation.Relu, weightVariance, 1, hiddenLayers).WithBiasGradientFactor(0);
            Measurement measured = Sampled.Mean(Sampled.Networks(drawn, width, 40_000 / width, 20_205, cancellation).Ntk.Diagonal);
            yield return Comparison.Of(
                FormattableString.Invariant($"mean over networks / (alpha M), sigma_b^2 = 1, M = {width}"), biased, Scaled(measured, 1.0 / ((hiddenLayers + 1) * width)));
        }
    }

    private static Evidence Phases(
        int orderedWidth,
        IReadOnlyList<int> ordered,
        int orderedCount,
        int chaoticWidth,
        IReadOnlyList<int> chaoticRelu,
        IReadOnlyList<int> chaoticTanh,
        int chaoticCount,
        CancellationToken cancellation)
    {
        var comparisons = new List<Comparison>();
        foreach ((Activation activation, IReadOnlyList<int> depths) in new[] { (Activation.Relu, chaoticRelu), (Activation.Tanh, chaoticTanh) })
        {
            foreach (int depth in ordered)
            {
                Network network = Drawn(activation, 1, 1, depth);
                double theory = 1 + FirstOrderCorrections.Of(network, [.. Enumerable.Repeat(orderedWidth, depth + 1)], orderedWidth).Output.NtkRelativeVariance;
                Measurement measured = Sampled.Dispersion(Sampled.Networks(network, orderedWidth, orderedCount, 20_206, cancellation).Ntk.Diagonal);
                comparisons.Add(new Comparison(FormattableString.Invariant($"ratio, {activation}, ordered, M = {orderedWidth}, H = {depth}, against 1 + first order in 1/M"), theory, measured.Value, measured.Uncertainty));
            }

            Measurement[] chaotic = [.. depths.Select(depth =>
                Sampled.Dispersion(Sampled.Networks(Drawn(activation, 3, 1, depth), chaoticWidth, chaoticCount, 20_207, cancellation).Ntk.Diagonal))];
            comparisons.Add(new Comparison(
                FormattableString.Invariant($"chaotic, {activation}, M = {chaoticWidth}: ratios that do not grow by five standard errors from H = {depths[0]} to {depths[1]}, of 1"),
                0,
                Sampled.IsAbove(chaotic[1], chaotic[0]) ? 0 : 1,
                0));
        }

        return new Evidence(comparisons);
    }

    private static IEnumerable<Comparison> Edge(CancellationToken cancellation)
    {
        const int width = 64;
        yield return Comparison.Of("ratio, H = 12, 3000 networks, against exact moments", Exact(12), Sample(12, 3000, 20_208));
        int[] depths = [2, 4, 8, 16, 32, 64];
        double[] exact = [.. depths.Select(Exact)];
        int falls = exact.Zip(exact.Skip(1)).Count(step => step.Second <= step.First);
        yield return new Comparison("exact ratios that do not grow, H = 2, 4, 8, 16, 32, 64", 0, falls, 0);
        int samples = Enumerable.Range(0, 5).Count(i => Sample(64, 200, 20_209 + (ulong)i).Value > exact[^1] / 2);
        yield return new Comparison("samples of 200 networks that give more than half of the ratio, H = 64, of 5 (no statement of the paper)", 0, samples, 0);

        Measurement Sample(int depth, int count, ulong seed) =>
            Sampled.Dispersion(Sampled.Networks(Drawn(Activation.Relu, 2, 0, depth), width, count, seed, cancellation).Ntk.Diagonal);

        static double Exact(int depth) => TangentKernelMoments.Of(
            new TwoSlopeNetwork(Activation.Relu, [.. Enumerable.Repeat(width, depth + 1), 1])
                .WithParameterization(Parameterization.Standard)
                .WithNormSquared(width)
                .WithBiasGradient(1)).Ratio;
    }

    private static Network Drawn(Activation activation, double weightVariance, double biasVariance, int hiddenLayers) =>
        new Network(activation, hiddenLayers, weightVariance, biasVariance).WithStandardParameterization();

    private static Measurement Scaled(Measurement measurement, double factor) => new(measurement.Value * factor, measurement.Uncertainty * factor);
}
