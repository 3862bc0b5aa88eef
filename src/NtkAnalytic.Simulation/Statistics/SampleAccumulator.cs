namespace NtkAnalytic.Simulation.Statistics;

/// <summary>
/// Takes the numbers of a sample one after the other, in the order of the networks they come from, and keeps what <see cref="SampleStatistics"/>
/// needs: the same numbers in the same order give the same statistics to the last bit, however they were cut into batches.
/// </summary>
internal sealed class SampleAccumulator
{
    private readonly RunningMoments _moments;
    private readonly RunningMoments _logarithms;
    private readonly RetainedSamples _retained;
    private double _minimum = double.PositiveInfinity;
    private double _maximum = double.NegativeInfinity;
    private long _notFinite;

    /// <summary>An empty sample.</summary>
    public SampleAccumulator()
        : this(new RunningMoments(), new RunningMoments(), new RetainedSamples())
    {
    }

    private SampleAccumulator(RunningMoments moments, RunningMoments logarithms, RetainedSamples retained)
    {
        _moments = moments;
        _logarithms = logarithms;
        _retained = retained;
    }

    /// <summary>The numbers that came in and are finite.</summary>
    public long Count => _moments.Count;

    /// <summary>The mean.</summary>
    public double Mean => _moments.Mean;

    /// <summary>The standard error of the mean; infinity for fewer than two numbers.</summary>
    public double StandardError => Count > 1 ? _moments.Unscale(Math.Sqrt(_moments.ScaledVariance / Count)) : double.PositiveInfinity;

    /// <summary>Takes a number in. One that is not finite is counted apart.</summary>
    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            _notFinite++;
            return;
        }

        _moments.Add(value);
        _retained.Add(value);
        _minimum = Math.Min(_minimum, value);
        _maximum = Math.Max(_maximum, value);
        if (_minimum > 0)
        {
            _logarithms.Add(Math.Log(value));
        }
    }

    /// <summary>The statistics so far; null without a finite number.</summary>
    public SampleStatistics? ToStatistics() =>
        Count == 0 ? null : new SampleStatistics(_moments, _minimum > 0 ? _logarithms : null, [.. _retained.Values], _minimum, _maximum, _notFinite);

    /// <summary>Everything, to be read back by <see cref="Read"/>.</summary>
    public void Write(BinaryWriter writer)
    {
        _moments.Write(writer);
        _logarithms.Write(writer);
        _retained.Write(writer);
        writer.Write(_minimum);
        writer.Write(_maximum);
        writer.Write(_notFinite);
    }

    /// <summary>What <see cref="Write"/> wrote.</summary>
    public static SampleAccumulator Read(BinaryReader reader) =>
        new(RunningMoments.Read(reader), RunningMoments.Read(reader), RetainedSamples.Read(reader))
        {
            _minimum = reader.ReadDouble(),
            _maximum = reader.ReadDouble(),
            _notFinite = reader.ReadInt64(),
        };
}
