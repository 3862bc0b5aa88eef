using System.Diagnostics;
using NtkAnalytic.Simulation.Checkpoints;
using NtkAnalytic.Simulation.Ensembles;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation;

/// <summary>
/// Many independent initialisations of a network, and the statistics of their outputs, NNGP kernels and NTKs. Network number k is a function of the seed and k
/// alone, and networks are counted in the order of their numbers: the result is the same to the last bit whatever the number of threads
/// and however networks are batched. The memory does not depend on the number of networks. Immutable.
/// </summary>
public sealed class Ensemble
{
    private static readonly TimeSpan s_betweenCheckpoints = TimeSpan.FromSeconds(10);
    private static readonly CheckpointFile s_file = new("NTKENSEM", "an ensemble");

    /// <summary>Describes an ensemble; nothing is computed.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The points.</param>
    /// <param name="seed">Of all random numbers.</param>
    /// <exception cref="ArgumentException">The points do not have as many components as the network has inputs.</exception>
    public Ensemble(FiniteNetwork network, EnsembleInputs inputs, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Dimension != network.Inputs)
        {
            throw new ArgumentException($"The network takes {network.Inputs} inputs, but the points have {inputs.Dimension} components.", nameof(inputs));
        }

        Network = network;
        Inputs = inputs;
        Seed = seed;
    }

    /// <summary>The network.</summary>
    public FiniteNetwork Network { get; }

    /// <summary>The points.</summary>
    public EnsembleInputs Inputs { get; }

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>Samples the ensemble.</summary>
    /// <param name="backend">Where it is computed, and in which precision.</param>
    /// <param name="options">How far.</param>
    /// <param name="progress">Told after each batch of networks.</param>
    /// <param name="cancellation">Looked at between batches; what was finished is the result.</param>
    /// <returns>The statistics. A network whose numbers overflow is counted apart in each of them.</returns>
    /// <exception cref="ArgumentException">A number in the options is out of range.</exception>
    /// <exception cref="MemoryLimitException">One network with its points does not fit in memory.</exception>
    /// <exception cref="CheckpointException">The state to go on from is damaged, or that of another ensemble.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="OverflowException">No network has finite kernels.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the first batch was finished.</exception>
    public EnsembleResult Run(TensorBackend backend, EnsembleOptions options, IProgress<EnsembleProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        int batchSize = BatchSize(backend, options);
        IReadOnlyList<(string Part, string Text)> identity = EnsembleIdentity.Of(this, backend.Precision);
        var tally = new EnsembleTally(Inputs.Count, Network.Outputs);
        if (options.Checkpoint is { } target)
        {
            CheckpointFile.RequireWritable(target);
        }

        if (options.Resume is { } source)
        {
            s_file.Read(source, identity, tally.Read);
        }

        EnsembleStop stop = Sample(backend, options, tally, batchSize, identity, progress, cancellation);
        if (tally.Count == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        Save(options, identity, tally);
        return tally.ToResult(this, stop);
    }

    /// <summary>The ensemble in one line, for people.</summary>
    /// <returns>Network, points and seed.</returns>
    public override string ToString() => FormattableString.Invariant($"{Network}; {Inputs}; seed {Seed}");

    private EnsembleStop Sample(
        TensorBackend backend,
        EnsembleOptions options,
        EnsembleTally tally,
        int batchSize,
        IReadOnlyList<(string Part, string Text)> identity,
        IProgress<EnsembleProgress>? progress,
        CancellationToken cancellation)
    {
        EnsembleBatch? batch = null;
        try
        {
            var sinceSaved = Stopwatch.StartNew();
            EnsembleStop? stop = tally.Stop(options);
            while (stop is null)
            {
                if (cancellation.IsCancellationRequested)
                {
                    return EnsembleStop.Cancelled;
                }

                int size = Math.Min(batchSize, options.Samples - tally.Count);
                if (batch?.Size != size)
                {
                    batch?.Dispose();
                    batch = new EnsembleBatch(this, backend, size);
                }

                batch.Run(tally.Count);
                for (int i = 0; i < size && stop is null; i++)
                {
                    batch.AddTo(tally, i);
                    stop = tally.Stop(options);
                }

                progress?.Report(new EnsembleProgress(tally.Count, options.Samples));
                if (sinceSaved.Elapsed > s_betweenCheckpoints && stop is null)
                {
                    Save(options, identity, tally);
                    sinceSaved.Restart();
                }
            }

            return stop.Value;
        }
        finally
        {
            batch?.Dispose();
        }
    }

    private int BatchSize(TensorBackend backend, EnsembleOptions options)
    {
        double elements = EnsembleBatch.Elements(this);
        MemoryLimit.Require(
            backend,
            elements,
            FormattableString.Invariant($"One network of {Network.ParameterCount} parameters at {Inputs.Count} points"),
            "Use a smaller width or fewer points");
        if (Math.Max(Network.ParameterCount, elements - Network.ParameterCount) > Array.MaxLength)
        {
            throw new MemoryLimitException(FormattableString.Invariant($"One network of {Network.ParameterCount} parameters at {Inputs.Count} points has more than {Array.MaxLength} numbers in one piece. Use a smaller width or fewer points."));
        }

        double available = 0.5 * backend.AvailableBytes / backend.ElementSize;
        return (int)Math.Clamp(Math.Min(options.WorkElements, available) / elements, 1, options.Samples);
    }

    private static void Save(EnsembleOptions options, IReadOnlyList<(string Part, string Text)> identity, EnsembleTally tally)
    {
        if (options.Checkpoint is { } path)
        {
            s_file.Write(path, identity, tally.Write);
        }
    }
}
