using NtkAnalytic.Simulation.Truncation;

namespace NtkAnalytic.Claims.HuangYau;

/// <summary>How far the truncated hierarchies and the frozen kernel are from networks in training.</summary>
internal static class Truncation
{
    private const double EndTime = 4;
    private const string Bound = "For even p, (1/n sum |f - f_p|^2)^(1/2) is at most of the order (1 + t) t^(p-1) m^(-p/2) min(t, n/lambda), lambda the smallest eigenvalue of K^(2)_0";
    private const string Drifts = "|dK^(2)/dt| is at most of the order (1 + t) / m and |K^(2)_t - K^(2)_0| of the order (1 + t)^2 / m";

    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "D.truncation",
            Paper.HuangYau,
            "theorem 2.6",
            Bound + ": m^(-1) for p = 2, m^(-2) for p = 4.",
            token => new Evidence([.. Errors(Measure([256, 4096], 48, [2, 3, 4], 1e-8, 61, token))]))
        {
            Method = "48 tanh networks with one hidden layer of each of the widths 256 and 4096, three points, residuals of size 1 at the start, trained to t = 4 by gradient flow and by the hierarchies of their start; the slope of the mean logarithm of the error. The exponent of p = 4 comes from above, like one with a correction of relative order m^(-1/2): between the widths 64, 256, 1024 and 4096 it was -1.6, -1.9 and -2.0, each to 0.1. D.truncation.wide takes more widths.",
        },
        new(
            "D.truncation.early",
            Paper.HuangYau,
            "theorem 2.6",
            Bound + ": t^p at early times.",
            token => new Evidence([.. Early(16, 62, token)]))
        {
            Method = "One tanh network of width 16: the exponent of the error between times that are halved from 0.2 on, its first correction in t taken out.",
        },
        new(
            "D.drift",
            Paper.HuangYau,
            "a consequence of theorem 2.3",
            Drifts + ".",
            token => new Evidence([.. Drift(Measure([64, 1024], 32, [2], 1e-7, 63, token))]))
        {
            Method = "32 networks of each of the widths 64 and 1024, as in D.truncation; the kernel of the trained network at t = 4, and K^(3) at the start.",
        },
        new(
            "D.truncation.wide",
            Paper.HuangYau,
            "theorem 2.6, and a consequence of theorem 2.3",
            Bound + ". " + Drifts + ".",
            token =>
            {
                TruncationScaling scaling = Measure([256, 1024, 4096, 16_384], 40, [2, 3, 4], 1e-11, 64, token);
                return new Evidence([.. Errors(scaling), .. Drift(scaling)]);
            })
        {
            Method = "As D.truncation, 40 networks of each of the widths 256, 1024, 4096 and 16384.",
            IsSlow = true,
        },
    ];

    private static TruncationScaling Measure(IReadOnlyList<int> widths, int networks, IReadOnlyList<int> orders, double tolerance, ulong seed, CancellationToken cancellation)
    {
        // The kernels one order higher are needed for the slope of K^(2); they cost next to nothing.
        TruncationOptions options = Setting.Options(seed, orders[^1] == 2 ? [2, 3] : orders, [EndTime], tolerance, cancellation);
        TruncationScaling scaling = TruncationScaling.Measure(Setting.Problem(widths[0]), widths, networks, options);
        cancellation.ThrowIfCancellationRequested();
        return scaling;
    }

    private static IEnumerable<Comparison> Errors(TruncationScaling scaling)
    {
        yield return Comparison.Of("exponent of the error in m, p = 2", -1, Setting.Exponent(scaling.OfOutputs(2)));
        yield return Comparison.Of("exponent for p = 3 (no statement of the theorem): that of p = 2", -1, Setting.Exponent(scaling.OfOutputs(3)));
        yield return Comparison.Of("exponent for p = 4", -2, Setting.Exponent(scaling.OfOutputs(4)));
    }

    private static IEnumerable<Comparison> Drift(TruncationScaling scaling)
    {
        yield return Comparison.Of("exponent of the norm of K^(2)_t - K^(2)_0 in m, over that of K^(2)_0, at t = 4", -1, Setting.Exponent(scaling.OfKernelChange()));
        yield return Comparison.Of("exponent of the norm of K^(3)_0, which moves K^(2)", -1, Setting.Exponent(scaling.OfKernelNorm(3)));
    }

    private static IEnumerable<Comparison> Early(int width, ulong seed, CancellationToken cancellation)
    {
        double[] times = [0.025, 0.05, 0.1, 0.2];
        TruncationRun run = TruncationStudy.Compare(Setting.Problem(width), Setting.Options(seed, [2, 3, 4], times, 1e-13, cancellation));
        cancellation.ThrowIfCancellationRequested();
        foreach (int order in new[] { 2, 3, 4 })
        {
            double[] errors = [.. run.Records.Select(record => record.Of(order).Output)];
            double[] exponents = [.. errors.Skip(1).Zip(errors, (late, early) => Math.Log2(late / early))];
            double[] limits = [.. exponents.Skip(1).Zip(exponents, (late, early) => (2 * early) - late)];
            yield return Comparison.Of(
                $"exponent of the error in t, p = {order}{(order % 2 == 1 ? " (no statement of the theorem)" : "")}",
                order,
                Measurement.Settled(limits[1], limits[0]));
        }
    }
}
