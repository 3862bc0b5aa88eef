using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DepthLimits;

namespace NtkAnalytic.Claims.XiaoPenningtonSchoenholz;

/// <summary>The edge of chaos: conditioning that tends to a limit, slowly.</summary>
internal static class Critical
{
    private static readonly int[] Depths = [300, 1000, 3000, 10_000, 30_000];

    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "K.critical.smooth",
            Paper.XiaoPenningtonSchoenholz,
            "the kernel at the edge of chaos",
            "Edge of chaos, smooth activations: off the diagonal the NTK tends to 1/3 of the diagonal, so the condition number of m inputs tends to (m + 2) / 2.",
            _ => new Evidence([.. Smooth(Activation.Erf, 0.05, 6), .. Smooth(Activation.Erf, 0.5, 16)]))
        {
            Method = "Points on a sphere, depths from 300 to 30000.",
        },
        new(
            "K.critical.relu",
            Paper.XiaoPenningtonSchoenholz,
            "the kernel at the edge of chaos, applied to relu",
            "The limit of smooth activations carried over to relu: at the edge of chaos the condition number of m inputs tends to (m + 2) / 2.",
            _ => Relu())
        {
            Corrected = "With a kink the ratio is 1/4, so the limit is (m + 3) / 3.",
            Method = "Points on a sphere, depths from 300 to 30000; m = 6 and 16.",
        },
        new(
            "K.critical.weight-variance",
            Paper.XiaoPenningtonSchoenholz,
            "the published notebook, erf with sigma_b^2 = 0.18",
            "The critical sigma_w^2 is 1.76.",
            _ => CriticalWeight())
        {
            Corrected = "It is 1.7476037497677032, with q* = 0.98778775403198055.",
            Method = "Along the critical line of erf in closed form: sigma_w^2 = pi sqrt(1 + 4 q) / 4, sigma_b^2 = q - sqrt(1 + 4 q) arcsin(2 q / (1 + 2 q)) / 2.",
        },
    ];

    /// <summary>The condition number of a smooth activation.</summary>
    public static IEnumerable<Comparison> Smooth(Activation activation, double biasVariance, int count)
    {
        CriticalPoint point = new CriticalLine(activation).At(biasVariance)[0];
        yield return Comparison.Of(
            FormattableString.Invariant($"condition number, {activation}, sigma_b^2 = {biasVariance}, m = {count}"),
            (count + 2) / 2.0,
            ConditionNumber(new Network(activation, 1, point.WeightVariance, biasVariance), count));
    }

    private static Evidence Relu()
    {
        int[] counts = [6, 16];
        Measurement[] measured = [.. counts.Select(count => ConditionNumber(new Network(Activation.Relu, 1), count))];
        return new Evidence(
            [.. counts.Zip(measured, (count, value) => Comparison.Of(FormattableString.Invariant($"condition number, m = {count}"), (count + 2) / 2.0, value))],
            [.. counts.Zip(measured, (count, value) => Comparison.Of(FormattableString.Invariant($"condition number, m = {count}"), (count + 3) / 3.0, value))]);
    }

    private static Measurement ConditionNumber(Network network, int count)
    {
        Matrix<double> inputs = Points.OnSphere(count, 20, seed: 9);
        IReadOnlyList<NtkSpectrum> spectra = NtkSpectrum.Compute(network, inputs, Depths);
        return DepthFit.Coefficients(Depths, [.. spectra.Select(s => s.ConditionNumber)], l => 1, l => Math.Log(l) / l, l => 1 / l)[0];
    }

    private static Evidence CriticalWeight()
    {
        CriticalPoint point = new CriticalLine(Activation.Erf).At(0.18)[0];
        double root = Math.Sqrt(1 + (4 * point.Variance));
        double bias = point.Variance - (root / 2 * Math.Asin(2 * point.Variance / (1 + (2 * point.Variance))));
        return new Evidence(
            [new Comparison("sigma_w^2", 1.76, point.WeightVariance, 0.005)],
            [
                new Comparison("sigma_w^2", 1.7476037497677031849, point.WeightVariance, 1e-12),
                new Comparison("q*", 0.98778775403198054838, point.Variance, 1e-12),
                new Comparison("sigma_w^2 on the line in closed form", Math.PI * root / 4, point.WeightVariance, 1e-14),
                new Comparison("sigma_b^2 on the line in closed form", 0.18, bias, 1e-14),
            ]);
    }
}
