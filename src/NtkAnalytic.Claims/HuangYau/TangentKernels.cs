using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.HigherKernels;
using NtkAnalytic.Simulation.Statistics;
using NtkAnalytic.Simulation.Truncation;

namespace NtkAnalytic.Claims.HuangYau;

/// <summary>The kernels K^(r) of a network at its start: how they follow from one another, and how large they are.</summary>
internal static class TangentKernels
{
    private const int HighestOrder = 6;

    private static readonly int[] Widths = [128, 512, 2048];

    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "D.recursion",
            Paper.HuangYau,
            "the definition of the kernels",
            "K^(2)_ab = <grad f_a, grad f_b>, and K^(r+1)_{a1..ar b} = <grad K^(r)_{a1..ar}, grad f_b>.",
            _ => new Evidence([.. Recursion(24, 41)]))
        {
            Method = "One tanh network of width 24: K^(r) where the parameters have moved along grad f_b, by differences whose step is halved, beside K^(r+1) at the start.",
        },
        new(
            "D.two-layers",
            Paper.HuangYau,
            "the recursive construction of the kernels, with one hidden layer",
            "K^(r) is m^(-r/2) times a sum over neurons; for r = 3 of a [s1' s2 X13 s3' + s1 s2' X23 s3' + 2 s1' s2' X12 s3] + a^3 X12 s3' [s1'' s2' X13 + s1' s2'' X23], s_i = phi(w x_i), X_ij = <x_i, x_j>.",
            _ => new Evidence([.. ThirdKernel(200, 42)]))
        {
            Method = "One tanh network of width 200; the sum was written out here from the paper's rule.",
        },
        new(
            "D.sizes",
            Paper.HuangYau,
            "theorem 2.3 and the bounds on the kernels",
            "The norm of K^(r) is at most of the order m^(-(r/2 - 1)) in the width m.",
            token => new Evidence([.. Sizes(24, 43, token)]))
        {
            Method = "Frobenius norms at the start of tanh networks with one hidden layer, 24 of each of the widths 128, 512 and 2048; the slope of their mean logarithm. Even orders have the size of the bound. Odd ones are smaller, as the paper notes for the start: the terms of a neuron are odd in its weight a, and their sum is a random one.",
        },
    ];

    /// <summary>Entries of K^(3) to K^(5) as derivatives along a gradient.</summary>
    public static IEnumerable<Comparison> Recursion(int width, ulong seed)
    {
        using var sample = new NetworkSample(Setting.Network(width), Setting.Backend(), seed);
        double[] start = sample.Parameters(0);
        TangentTensors kernels = TangentJets.Tensors(sample, Setting.Inputs, null, 5)[0];
        double[][] gradients = [.. Enumerable.Range(0, Setting.Count).Select(new TwoLayers(start, Setting.Inputs).Gradient)];
        yield return Comparison.Of(
            "K^(2)_12",
            gradients[0].Zip(gradients[1], (a, b) => a * b).Sum(),
            new Measurement(kernels.Entry(0, 1), 1e-13));
        foreach (int[] entry in new int[][] { [0, 1, 2], [1, 2, 0, 1], [0, 2, 1, 2, 0] })
        {
            yield return Comparison.Of(
                $"K^({entry.Length})_{string.Concat(entry.Select(index => index + 1))} as a derivative of K^({entry.Length - 1})",
                kernels.Entry(entry),
                Measurement.Settled(Slope(0.04), Slope(0.02), Slope(0.01)));

            // Two central differences, the error h^2 taken out.
            double Slope(double step) => ((4 * Difference(step / 2)) - Difference(step)) / 3;

            double Difference(double step) => (Moved(step) - Moved(-step)) / (2 * step);

            double Moved(double step)
            {
                sample.SetParameters(0, [.. start.Zip(gradients[entry[^1]], (value, slope) => value + (step * slope))]);
                return TangentJets.Tensors(sample, Setting.Inputs, null, entry.Length - 1)[0].Entry(entry.AsSpan(0, entry.Length - 1));
            }
        }
    }

    /// <summary>K^(3) of a network with one hidden layer, against the sum over its neurons.</summary>
    public static IEnumerable<Comparison> ThirdKernel(int width, ulong seed)
    {
        using var sample = new NetworkSample(Setting.Network(width), Setting.Backend(), seed);
        TangentTensors kernels = TangentJets.Tensors(sample, Setting.Inputs, null, 3)[0];
        var formula = new TwoLayers(sample.Parameters(0), Setting.Inputs);
        yield return Comparison.Of("K^(3)_111", formula.ThirdKernel(0, 0, 0), new Measurement(kernels.Entry(0, 0, 0), 1e-14));
        yield return Comparison.Of("K^(3)_123", formula.ThirdKernel(0, 1, 2), new Measurement(kernels.Entry(0, 1, 2), 1e-14));
        IEnumerable<double> deviations =
            from i in Enumerable.Range(0, Setting.Count)
            from j in Enumerable.Range(0, Setting.Count)
            from k in Enumerable.Range(0, Setting.Count)
            select kernels.Entry(i, j, k) - formula.ThirdKernel(i, j, k);
        yield return Comparison.Of("the largest deviation of the 27 entries", 0, Measurement.Deviation(deviations, 1e-14));
    }

    private static IEnumerable<Comparison> Sizes(int networks, ulong seed, CancellationToken cancellation)
    {
        double[][][] norms = [.. Widths.Select((width, i) => Norms(width, networks, seed + (ulong)i, cancellation))];
        Measurement[] exponents =
        [
            .. Enumerable.Range(0, HighestOrder - 1).Select(i => Setting.Exponent(
                PowerLaw.Fit([.. Widths.Select(width => (double)width)], [.. norms.Select(ofWidth => ofWidth.Select(ofNetwork => ofNetwork[i]).ToArray())]))),
        ];
        yield return new Comparison(
            "orders from 3 to 6 that are larger than the bound by five standard errors of the exponent",
            0,
            Enumerable.Range(3, HighestOrder - 2).Count(r => exponents[r - 2].Value - exponents[r - 2].Uncertainty > 1 - (r / 2.0)),
            0);
        for (int r = 3; r <= HighestOrder; r++)
        {
            // Half of the next even order.
            int predicted = 1 - ((r + 1) / 2);
            yield return Comparison.Of($"exponent of the norm of K^({r}) in m{(r % 2 == 1 ? FormattableString.Invariant($" (the bound is {1 - (r / 2.0)})") : "")}", predicted, exponents[r - 2]);
        }
    }

    // Network by network, order by order.
    private static double[][] Norms(int width, int networks, ulong seed, CancellationToken cancellation)
    {
        using var sample = new NetworkSample(Setting.Network(width), Setting.Backend(), seed, 0, networks);
        IReadOnlyList<TangentTensors> kernels = TangentJets.Tensors(sample, Setting.Inputs, null, HighestOrder, new() { CancellationToken = cancellation });
        cancellation.ThrowIfCancellationRequested();
        return [.. kernels.Select(KernelNorm.OfAll)];
    }
}
