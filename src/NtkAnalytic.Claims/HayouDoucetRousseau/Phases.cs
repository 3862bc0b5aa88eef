using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.Claims.HayouDoucetRousseau;

/// <summary>The phases of relu.</summary>
internal static class Phases
{
    private static readonly double[] BiasVariances = [0, 1];

    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "A.phases.relu",
            Paper.HayouDoucetRousseau,
            "the phases of relu",
            "For relu the ordered phase is sigma_w^2 < 2, the chaotic phase sigma_w^2 > 2, and the edge of chaos is the single point (sigma_b^2, sigma_w^2) = (0, 2).",
            _ => Relu())
        {
            Method = "Critical points by sigma_b^2, and chi_1 on both sides of 2, with and without bias.",
        },
        new(
            "A.phases.relu-variance",
            Paper.HayouDoucetRousseau,
            "the phases of relu",
            "In the ordered phase of relu the variance tends to sigma_b^2 / (1 - sigma_w^2 / 2).",
            _ => new Evidence([.. new[] { (1.0, 1.0), (1.9, 0.3), (0.4, 0.05) }.Select(v => OrderedVariance(v.Item1, v.Item2))])),
    ];

    /// <summary>The variance's limit below sigma_w^2 = 2.</summary>
    public static Comparison OrderedVariance(double weightVariance, double biasVariance)
    {
        var phase = new PhaseAnalysis(Activation.Relu, weightVariance, biasVariance);
        double predicted = biasVariance / (1 - (weightVariance / 2));

        // The condition of the fixed point is 1 / (1 - chi_q): rounding of V is magnified by it.
        return new Comparison(
            FormattableString.Invariant($"q*, sigma_w^2 = {weightVariance}, sigma_b^2 = {biasVariance}"),
            predicted,
            phase.VarianceLimit.Limit,
            1e-14 * predicted / (1 - (weightVariance / 2)));
    }

    private static Evidence Relu()
    {
        var line = new CriticalLine(Activation.Relu);
        CriticalPoint point = line.At(0)[0];
        return new Evidence(
            new Comparison("number of critical points with sigma_b^2 = 0", 1, line.At(0).Count, 0),
            new Comparison("sigma_w^2 there", 2, point.WeightVariance, 1e-15),
            new Comparison("number of critical points with sigma_b^2 = 0.01, 0.1, 1 and 10", 0, new[] { 0.01, 0.1, 1, 10 }.Sum(bias => line.At(bias).Count), 0),
            new Comparison("ordered points among sigma_w^2 = 0.5, 1, 1.99 and sigma_b^2 = 0, 1", 6, Count(Phase.Ordered, 0.5, 1, 1.99), 0),
            new Comparison("chaotic points among sigma_w^2 = 2.01, 3, 10 and sigma_b^2 = 0, 1", 6, Count(Phase.Chaotic, 2.01, 3, 10), 0));
    }

    private static int Count(Phase phase, params IReadOnlyList<double> weightVariances) =>
        weightVariances.Sum(weight => BiasVariances.Count(bias => new PhaseAnalysis(Activation.Relu, weight, bias).Phase == phase));
}
