using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Claims.SeleznovaKutyniok2020;

/// <summary>How far the NTK moves in training, by phase.</summary>
internal static class Training
{
    private const int Width = 64;
    private const int Steps = 300;
    private const int Count = 8;

    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "H.training",
            Paper.SeleznovaKutyniok2020,
            "experiments on the change of the NTK in training",
            "|Theta_t - Theta_0| / |Theta_0| is larger in the chaotic phase than in the ordered phase.",
            Measure)
        {
            Method = "The experiment on a smaller scale: handwritten digits of 8 x 8 pixels, 10 of each class, in place of MNIST, M = 64 in place of 256; relu and tanh with 3 and 10 hidden layers, (sigma_w^2, sigma_b^2) = (1, 1) and (3, 1), 300 steps of gradient descent with half of the largest stable rate. Means over 8 networks, five standard errors apart.",
            IsSlow = true,
        },
    ];

    private static Evidence Measure(CancellationToken cancellation)
    {
        var comparisons = new List<Comparison>();
        foreach (Activation activation in new[] { Activation.Relu, Activation.Tanh })
        {
            foreach (int hiddenLayers in new[] { 3, 10 })
            {
                Measurement ordered = Change(activation, 1, hiddenLayers, cancellation);
                Measurement chaotic = Change(activation, 3, hiddenLayers, cancellation);
                comparisons.Add(new Comparison(
                    FormattableString.Invariant($"{activation}, {hiddenLayers} layers: chaotic means that are not above the ordered one, of 1"), 0, Sampled.IsAbove(chaotic, ordered) ? 0 : 1, 0));
            }
        }

        return new Evidence(comparisons);
    }

    private static Measurement Change(Activation activation, double weightVariance, int hiddenLayers, CancellationToken cancellation) => Sampled.Mean(
    [
        .. Drift.Train(
            new Network(activation, hiddenLayers, weightVariance, 1),
            Width,
            10,
            new GradientDescent(LearningRate.OfLargestStable(0.5)),
            [Steps],
            Count,
            20_211,
            cancellation).Select(run => run[0].KernelChange!.Value),
    ]);
}
