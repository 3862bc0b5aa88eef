using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Claims.SeleznovaKutyniok2022;

/// <summary>What becomes of the NTK in training, by phase.</summary>
internal static class Training
{
    private const int Width = 100;
    private const int HiddenLayers = 10;
    private const int Count = 4;

    private static readonly double[] Steps = [3, 300];

    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "B.training",
            Paper.SeleznovaKutyniok2022,
            "abstract, and the experiment on training",
            "The NTK of deep networks may stay constant in training in the ordered phase only.",
            Measure)
        {
            Method = "At the edge of chaos and in the chaotic phase no network keeps its kernel to a tenth, neither in the first steps nor when the classes are learnt. In the ordered phase it stays in the first steps, but not until the classes are learnt: its small kernel then has grown many times over. "
                + "The experiment on a smaller scale: handwritten digits of 8 x 8 pixels, 10 of each class, in place of MNIST, M = 100 and 10 hidden layers in place of 300 and 20, Adam with the rate 1e-4, 300 steps in place of 3000; sigma_w^2 = 1, 2, 2.2; the change is |Theta_t - Theta_0| / |Theta_0|, a tenth the threshold of the kernel regime.",
            IsSlow = true,
        },
    ];

    private static Evidence Measure(CancellationToken cancellation)
    {
        var comparisons = new List<Comparison>();
        foreach (double weightVariance in new[] { 1, 2, 2.2 })
        {
            IReadOnlyList<IReadOnlyList<TrainingRecord>> runs = Drift.Train(
                new Network(Activation.Relu, HiddenLayers, weightVariance), Width, 10, new Adam(1e-4), Steps, Count, 20_224, cancellation);
            string at = FormattableString.Invariant($"sigma_w^2 = {weightVariance}, of {Count}");
            bool ordered = weightVariance < 2;
            comparisons.Add(new Comparison($"networks that keep their kernel to a tenth after {Steps[0]} steps, {at}", ordered ? Count : 0, runs.Count(run => Keeps(run[0])), 0));
            comparisons.Add(new Comparison($"networks that keep it after {Steps[1]} steps{(ordered ? " (no statement of the paper)" : "")}, {at}", 0, runs.Count(run => Keeps(run[1])), 0));
            comparisons.Add(new Comparison($"networks that have learnt nine digits in ten by then, {at}", Count, runs.Count(run => run[1].TrainAccuracy >= 0.9), 0));
        }

        return new Evidence(comparisons);
    }

    private static bool Keeps(TrainingRecord record) => record.KernelChange <= NtkRegime.KernelThreshold;
}
