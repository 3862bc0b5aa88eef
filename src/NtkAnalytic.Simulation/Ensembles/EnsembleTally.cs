using NtkAnalytic.Simulation.Statistics;

namespace NtkAnalytic.Simulation.Ensembles;

/// <summary>
/// Takes the networks of an ensemble in, in the order of their numbers, and judges after each whether there are enough: so neither the
/// statistics nor the number of networks depends on how they were cut into batches.
/// </summary>
internal sealed class EnsembleTally
{
    // A standard error from fewer networks is itself too uncertain to stop by: at a hundred it is good to 7 % for normal numbers.
    private const int FewestSamples = 100;

    private readonly KernelTally _nngp;
    private readonly KernelTally _ntk;
    private readonly MatrixAccumulator _outputs;
    private SampleAccumulator _output = new();

    /// <summary>An empty one.</summary>
    /// <param name="points">n.</param>
    /// <param name="outputs">M.</param>
    public EnsembleTally(int points, int outputs)
    {
        _nngp = new KernelTally(points);
        _ntk = new KernelTally(points);
        _outputs = new MatrixAccumulator(points, outputs);
    }

    /// <summary>The networks so far, and the number of the next.</summary>
    public int Count { get; private set; }

    /// <summary>Takes the next network in.</summary>
    /// <param name="nngp">n x n.</param>
    /// <param name="ntk">n x n.</param>
    /// <param name="outputs">n x M.</param>
    public void Add(ReadOnlySpan<double> nngp, ReadOnlySpan<double> ntk, ReadOnlySpan<double> outputs)
    {
        Count++;
        _nngp.Add(nngp);
        _ntk.Add(ntk);
        _output.Add(outputs[0]);
        _outputs.Add(outputs);
    }

    /// <summary>Why no more networks are needed; null when they are.</summary>
    public EnsembleStop? Stop(EnsembleOptions options)
    {
        if (Count >= FewestSamples
            && (Math.Max(_nngp.StandardError, _ntk.StandardError) <= options.StandardError
                || Math.Max(_nngp.RelativeStandardError, _ntk.RelativeStandardError) <= options.RelativeStandardError))
        {
            return EnsembleStop.StandardError;
        }

        return Count >= options.Samples ? EnsembleStop.Samples : null;
    }

    /// <summary>The statistics so far.</summary>
    /// <exception cref="OverflowException">No network had finite kernels and outputs.</exception>
    public EnsembleResult ToResult(Ensemble ensemble, EnsembleStop stop) =>
        _nngp.ToStatistics() is { } nngp && _ntk.ToStatistics() is { } ntk && _output.ToStatistics() is { } output
            ? new EnsembleResult(ensemble, Count, stop, nngp, ntk, output, _outputs.ToStatistics())
            : throw new OverflowException($"None of the {Count} networks has outputs and kernels that are finite numbers of this precision: lower the variances, the depth or the scale of the inputs, or use double precision.");

    /// <summary>Everything, to be read back by <see cref="Read"/>.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Count);
        _nngp.Write(writer);
        _ntk.Write(writer);
        _output.Write(writer);
        _outputs.Write(writer);
    }

    /// <summary>What <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader reader)
    {
        Count = reader.ReadInt32();
        _nngp.Read(reader);
        _ntk.Read(reader);
        _output = SampleAccumulator.Read(reader);
        _outputs.Read(reader);
    }
}
