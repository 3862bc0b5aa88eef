using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Training;

/// <summary>Where, for how long and with what records networks are trained. Immutable.</summary>
public sealed record TrainingOptions
{
    /// <summary>What computes.</summary>
    public required TensorBackend Backend { get; init; }

    /// <summary>The seed of the parameters at the start and of the order of minibatches.</summary>
    public required ulong Seed { get; init; }

    /// <summary>
    /// When records are made, ascending: steps (whole numbers) of gradient descent and Adam, times of gradient flow. The last one ends
    /// the training.
    /// </summary>
    public required IReadOnlyList<double> RecordAt { get; init; }

    /// <summary>The networks of the ensemble: each starts from parameters of its own and sees the same data in the same order.</summary>
    public int Networks { get; init; } = 1;

    /// <summary>The number of the first of them.</summary>
    public uint FirstNetwork { get; init; }

    /// <summary>When a network need not be trained further; null for never before the end.</summary>
    public StoppingRule? Stopping { get; init; }

    /// <summary>Whether records hold the outputs.</summary>
    public bool KeepOutputs { get; init; }

    /// <summary>Whether records hold the kernels.</summary>
    public bool KeepKernels { get; init; }

    /// <summary>The file that the state is written to, at the end, on cancellation, and every <see cref="CheckpointEvery"/> steps; null for none.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>The steps between two checkpoints; 0 for none before the end.</summary>
    public long CheckpointEvery { get; init; }

    /// <summary>The checkpoint to go on from; null for a start.</summary>
    public string? ResumePath { get; init; }

    /// <summary>Told the share of the work that is done.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Ends the training after the present step; what was recorded is returned, with <see cref="TrainingStatus.Cancelled"/>.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal void Check(TrainingMethod method)
    {
        ArgumentNullException.ThrowIfNull(Backend);
        ArgumentNullException.ThrowIfNull(RecordAt);
        Stopping?.Check();
        if (Networks < 1 || CheckpointEvery < 0)
        {
            throw new ArgumentException($"There must be at least one network and no negative number of steps between checkpoints, but {Networks} and {CheckpointEvery} were given.");
        }

        string unit = method is GradientFlow ? "times" : "steps";
        if (RecordAt.Count == 0)
        {
            throw new ArgumentException($"No {unit} to record at were given; the last of them ends the training.");
        }

        for (int i = 0; i < RecordAt.Count; i++)
        {
            double mark = RecordAt[i];
            if (!double.IsFinite(mark) || mark < 0 || (i > 0 && mark <= RecordAt[i - 1]) || (method is not GradientFlow && (mark != Math.Floor(mark) || mark > 1L << 53)))
            {
                string whole = method is GradientFlow ? "" : "whole numbers, ";
                throw new ArgumentException($"The {unit} to record at must be {whole}finite, not negative and ascending, but number {i} is {mark:R}{(i > 0 ? $" after {RecordAt[i - 1]:R}" : "")}.");
            }
        }
    }
}
