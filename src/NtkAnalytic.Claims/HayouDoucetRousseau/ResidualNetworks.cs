using MathNet.Numerics.RootFinding;
using NtkAnalytic.Networks;

namespace NtkAnalytic.Claims.HayouDoucetRousseau;

/// <summary>Theorem 2 and what follows it: residual networks of relu without bias.</summary>
internal static class ResidualNetworks
{
    private static readonly double[] WeightVariances = [1, 2, 4];

    private static readonly int[] Decades = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "A.theorem-2",
            Paper.HayouDoucetRousseau,
            "theorem 2",
            "Residual relu networks, for every sigma_w: the NTK of different inputs, relative to the diagonal, tends to 1/4 with an error of the order log(L) / L.",
            _ => new Evidence([.. WeightVariances.SelectMany(weight => Ratio(weight, 0.3))]))
        {
            Method = "The coefficient of log(L) / L is 3/8 for every sigma_w, as without skip connections.",
        },
        new(
            "A.theorem-2.correlation",
            Paper.HayouDoucetRousseau,
            "proof of theorem 2",
            "Residual relu networks: 1 - c_l tends to (9 pi^2 / 2) (1 + 2 / sigma_w^2)^2 / l^2.",
            _ => new Evidence([.. WeightVariances.Select(weight => Correlation(weight, 0.3))])),
        new(
            "A.theorem-2.diagonal",
            Paper.HayouDoucetRousseau,
            "theorem 2",
            "Residual relu networks: K^L(x, x) / (L (1 + sigma_w^2 / 2)^(L-1)) is sigma_w^2 |x|^2 / d.",
            _ => Diagonal())
        {
            Corrected = "K^L(x, x) = (sigma_w^2 |x|^2 / d) (1 + a)^(L-1) (1 + (L-1) a / (1 + a)) with a = sigma_w^2 / 2, so the quotient tends to a / (1 + a) times the printed value.",
            Method = "The printed proof adds the whole variance of a layer where the branch alone adds sigma_w^2 E[phi phi]. L weight layers, hence L - 1 hidden ones; |x|^2 = d.",
        },
        new(
            "A.scaled-residual",
            Paper.HayouDoucetRousseau,
            "scaled residual networks",
            "Residual relu networks whose branch l is multiplied by l^(-1/2): the limit is again 1/4, with an error of the order 1 / log(L).",
            _ => new Evidence([.. Scaled(8, 0.3), .. Scaled(4, 0.5)]))
        {
            Method = "The error is fitted by A / (log(L) + B)^m over three decades of L at a time, up to ten million layers; m = 1 is the statement.",
        },
    ];

    /// <summary>Limit and coefficient of the residual network.</summary>
    public static IEnumerable<Comparison> Ratio(double weightVariance, double correlation)
    {
        Measurement[] ratio = DepthFit.Coefficients(
            Pairs.FarDepths,
            [.. Pairs.Run(Residual(weightVariance), correlation, Pairs.FarDepths).Select(p => p.NormalizedNtk)],
            l => 1,
            l => Math.Log(l) / l,
            l => 1 / l);
        string at = FormattableString.Invariant($"sigma_w^2 = {weightVariance}, c = {correlation}");
        yield return Comparison.Of($"limit of off-diagonal / diagonal, {at}", 0.25, ratio[0]);
        yield return Comparison.Of($"coefficient of log(L) / L, {at}", 0.375, ratio[1]);
    }

    /// <summary>kappa of the residual network.</summary>
    public static Comparison Correlation(double weightVariance, double correlation)
    {
        Measurement[] decay = DepthFit.Coefficients(
            Pairs.FarDepths,
            [.. Pairs.Run(Residual(weightVariance), correlation, Pairs.FarDepths).Select(p => p.OneMinusCorrelation * p.HiddenLayers * (double)p.HiddenLayers)],
            l => 1,
            l => -Math.Log(l) / l,
            l => 1 / l);
        return Comparison.Of(
            FormattableString.Invariant($"(1 - c) l^2, sigma_w^2 = {weightVariance}, c = {correlation}"),
            4.5 * Math.PI * Math.PI * Math.Pow(1 + (2 / weightVariance), 2),
            decay[0]);
    }

    private static Evidence Diagonal()
    {
        var printed = new List<Comparison>();
        var corrected = new List<Comparison>();
        foreach ((double weight, int layers) in new[] { (2.0, 6), (0.5, 20), (4.0, 50) })
        {
            double a = weight / 2;
            double measured = Math.Exp(Pairs.Run(Residual(weight), 0, [layers - 1])[0].LogNtkDiagonal);
            string at = FormattableString.Invariant($"K^L(x, x), sigma_w^2 = {weight}, L = {layers}");
            double growth = weight * Math.Pow(1 + a, layers - 1);
            printed.Add(new Comparison(at, growth * layers, measured, 1e-12 * measured));
            corrected.Add(new Comparison(at, growth * (1 + ((layers - 1) * a / (1 + a))), measured, 1e-12 * measured));
        }

        return new Evidence(printed, corrected);
    }

    private static IEnumerable<Comparison> Scaled(double weightVariance, double correlation)
    {
        Network network = Residual(weightVariance).WithArchitecture(Architecture.ScaledResidual);
        double[] error = [.. Pairs.Run(network, correlation, Decades).Select(p => p.NormalizedNtk - 0.25)];
        double last = LogarithmicPower(error[2], error[3], error[4]);
        double changed = Math.Max(Math.Abs(last - LogarithmicPower(error[1], error[2], error[3])), Math.Abs(last - LogarithmicPower(error[0], error[1], error[2])));
        yield return new Comparison(
            FormattableString.Invariant($"power m of the error A / (log(L) + B)^m, sigma_w^2 = {weightVariance}, c = {correlation}"),
            1,
            last,
            2 * changed);
    }

    // At equal steps of log(L), error^(-1/m) is linear for the right m alone.
    private static double LogarithmicPower(double first, double second, double third) => Bisection.FindRoot(
        power => Math.Pow(second / first, -1 / power) * 2 - 1 - Math.Pow(third / first, -1 / power),
        0.05,
        20,
        1e-10);

    private static Network Residual(double weightVariance) =>
        new Network(Activation.Relu, 1, weightVariance).WithArchitecture(Architecture.Residual);
}
