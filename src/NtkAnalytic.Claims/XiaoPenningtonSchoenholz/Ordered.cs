using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.DepthLimits;

namespace NtkAnalytic.Claims.XiaoPenningtonSchoenholz;

/// <summary>The ordered phase: all entries of the kernel tend to one number.</summary>
internal static class Ordered
{
    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "K.ordered.numbers",
            Paper.XiaoPenningtonSchoenholz,
            "the published notebook, erf with sigma_w^2 = 1.25 and sigma_b^2 = 0.05",
            "The variance settles at q*, the NTK at p* = q* / (1 - chi_1), on the depth scale xi_1 = -1 / log chi_1.",
            _ => Numbers())
        {
            Method = "chi_1 in closed form, and the NTK of the recursion, beside the phase analysis.",
        },
        new(
            "K.ordered.diagonal",
            Paper.XiaoPenningtonSchoenholz,
            "the kernel in the ordered phase",
            "Ordered phase: p* - Theta(x, x) falls like chi_1^l.",
            _ => new Evidence([.. Diagonal(Activation.Erf, 1.25, 0.05), .. Diagonal(Activation.Tanh, 1.1, 0.2)]))
        {
            Method = "From inputs whose variance is not q*. Where chi_q < chi_1, the variance settles faster than the kernel.",
        },
        new(
            "K.ordered.off-diagonal",
            Paper.XiaoPenningtonSchoenholz,
            "the kernel in the ordered phase",
            "Ordered phase: p* - Theta(x, x') falls like l chi_1^l.",
            _ => OffDiagonal())
        {
            Corrected = "So it is for smooth activations; with a kink it falls like chi_1^(l/2).",
            Method = "Smooth: erf and tanh; kinked: relu and leaky relu, for which the printed rate is refuted.",
        },
        new(
            "K.ordered.spectrum",
            Paper.XiaoPenningtonSchoenholz,
            "the kernel in the ordered phase",
            "Ordered phase: the largest eigenvalue tends to m p* and the condition number grows at least like 1 / (l chi_1^l).",
            _ => Spectrum())
        {
            Method = "erf, sigma_w^2 = 1.25, sigma_b^2 = 0.05, m = 12 points on a sphere: condition number times l chi_1^l at growing depths does not fall.",
        },
        new(
            "K.ordered.predictor",
            Paper.XiaoPenningtonSchoenholz,
            "the mean predictor in the ordered phase",
            "Ordered phase: the mean predictor has a limit that depends on the data.",
            _ => Predictor())
        {
            Method = "erf, sigma_w^2 = 0.9, sigma_b^2 = 0.3, four training points and a new one on a sphere. The limit is kriging with the limit of (1 - c) chi_1^(-l) as its variogram; the predictor approaches it like 1 / l.",
        },
    ];

    /// <summary>The rate of the diagonal.</summary>
    public static IEnumerable<Comparison> Diagonal(Activation activation, double weightVariance, double biasVariance)
    {
        var phase = new PhaseAnalysis(activation, weightVariance, biasVariance);
        double limit = phase.VarianceLimit.Limit / (1 - phase.Chi1);
        (Measurement rate, Measurement power) = DepthRate.OfPair(
            new Network(activation, 1, weightVariance, biasVariance),
            0.5,
            phase.Scales.NtkDiagonal,
            0,
            limit,
            point => limit - Math.Exp(point.LogNtkDiagonal));
        string at = FormattableString.Invariant($"{activation}, sigma_w^2 = {weightVariance:0.####}, sigma_b^2 = {biasVariance}");
        yield return Comparison.Of($"log of the factor for each layer, {at}", Math.Log(phase.Chi1), rate);
        yield return Comparison.Of($"power of l before it, {at}", 0, power);
    }

    private static Evidence Predictor()
    {
        var network = new Network(Activation.Erf, 1, 0.9, 0.3);
        Matrix<double> training = Points.OnSphere(4, 10, seed: 11);
        Matrix<double> inputs = Points.OnSphere(2, 10, seed: 12);
        MeanPredictorLimit limit = MeanPredictorLimit.Of(network, training, inputs);

        // Deeper, and the differences between the entries of the Gram matrix are lost to rounding.
        int[] depths = [8, 10, 13, 17, 22];
        Vector<double>[] weights = [.. depths.Select(depth => Gram.PredictorWeights(network.WithHiddenLayers(depth), training, inputs.SubMatrix(0, 1, 0, 10)))];
        var comparisons = new List<Comparison>();
        for (int i = 0; i < training.RowCount; i++)
        {
            int row = i;
            Measurement[] fit = DepthFit.Coefficients(depths, [.. weights.Select(w => w[row])], l => 1, l => 1 / l, l => 1 / (l * l));
            comparisons.Add(Comparison.Of(FormattableString.Invariant($"weight of training input {i}"), limit.Weights![0, i], fit[0]));
        }

        comparisons.Add(new Comparison("new inputs with the same limits of the weights, of 2", 0, (limit.Weights!.Row(0) - limit.Weights.Row(1)).L1Norm() < 0.1 ? 2 : 0, 0));
        return new Evidence(comparisons);
    }

    private static Evidence Numbers()
    {
        var phase = new PhaseAnalysis(Activation.Erf, 1.25, 0.05);
        double q = phase.VarianceLimit.Limit;

        // E[erf'(sqrt(q) Z)^2] = (4 / pi) (1 + 4 q)^(-1/2), E[erf(sqrt(q) Z)^2] = (2 / pi) arcsin(2 q / (1 + 2 q)).
        double chi = 1.25 * 4 / Math.PI / Math.Sqrt(1 + (4 * q));
        DepthPoint deep = Pairs.Run(new Network(Activation.Erf, 1, 1.25, 0.05), 0.5, [3000])[0];
        return new Evidence(
            new Comparison("q* against V(q*) in closed form", 0.05 + (1.25 * 2 / Math.PI * Math.Asin(2 * q / (1 + (2 * q)))), q, 1e-15),
            new Comparison("q*", 0.43516570, q, 5e-9),
            new Comparison("chi_1", 0.96137390, phase.Chi1, 5e-9),
            new Comparison("chi_1 in closed form", chi, phase.Chi1, 1e-15),
            new Comparison("xi_1", 25.386, phase.Scales.NtkDiagonal, 5e-4),
            new Comparison("p*", q / (1 - chi), deep.Ntk, 1e-11),
            new Comparison("p*", 11.266106, deep.Ntk, 5e-7));
    }

    private static Evidence OffDiagonal()
    {
        var printed = new List<Comparison>();
        var corrected = new List<Comparison>();
        foreach ((Activation activation, double weight, double bias) in new[] { (Activation.Erf, 1.25, 0.05), (Activation.Tanh, 1.1, 0.2), (Activation.Relu, 1.0, 1.0), (Activation.LeakyRelu(0.1), 1.2, 0.1) })
        {
            var phase = new PhaseAnalysis(activation, weight, bias);
            bool kinked = activation.Breakpoints.Count > 0;
            double limit = phase.VarianceLimit.Limit / (1 - phase.Chi1);
            double rate = Math.Log(phase.Chi1) / (kinked ? 2 : 1);
            (Measurement measured, Measurement power) = DepthRate.OfPair(new Network(activation, 1, weight, bias), 0.5, -1 / rate, kinked ? 0 : 1, limit, point => limit - point.Ntk);
            string at = FormattableString.Invariant($"{activation}, sigma_w^2 = {weight}, sigma_b^2 = {bias}");
            printed.Add(Comparison.Of($"log of the factor for each layer, {at}", Math.Log(phase.Chi1), measured));
            printed.Add(Comparison.Of($"power of l before it, {at}", 1, power));
            corrected.Add(Comparison.Of($"log of the factor for each layer, {at}", rate, measured));
            corrected.Add(Comparison.Of($"power of l before it, {at}", kinked ? 0 : 1, power));
        }

        return new Evidence(printed, corrected);
    }

    private static Evidence Spectrum()
    {
        const int count = 12;
        var phase = new PhaseAnalysis(Activation.Erf, 1.25, 0.05);
        Matrix<double> inputs = Points.OnSphere(count, 20, seed: 8);
        int[] depths = [100, 200, 300, 400];
        IReadOnlyList<NtkSpectrum> spectra = NtkSpectrum.Compute(new Network(Activation.Erf, 1, 1.25, 0.05), inputs, depths);
        double[] scaled = [.. spectra.Select(s => s.ConditionNumber * s.HiddenLayers * Math.Pow(phase.Chi1, s.HiddenLayers))];
        double limit = phase.VarianceLimit.Limit / (1 - phase.Chi1);
        double largest = Math.Exp(spectra[3].LogScale) * spectra[3].Eigenvalues[^1];
        return new Evidence(
            new Comparison("largest eigenvalue over m p*, 400 layers", 1, largest / (count * limit), 400 * Math.Pow(phase.Chi1, 400) * 10),
            new Comparison("depths at which condition number times l chi_1^l is smaller than a tenth of that at 100 layers", 0, scaled.Count(s => s < 0.1 * scaled[0]), 0));
    }
}
