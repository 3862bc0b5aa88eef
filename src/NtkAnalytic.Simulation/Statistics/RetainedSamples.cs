namespace NtkAnalytic.Simulation.Statistics;

/// <summary>
/// A bounded choice from a sequence of independent numbers: the first, and from then on every stride-th, where the stride doubles whenever the
/// room is full. Which are kept depends on their places alone, so what is kept is again a sample of independent numbers, and the same however the
/// sequence was cut into batches.
/// </summary>
/// <param name="capacity">Even; as many numbers are kept, or half of them and more.</param>
internal sealed class RetainedSamples(int capacity = RetainedSamples.DefaultCapacity)
{
    /// <summary>Half a mebibyte for each quantity; the error of a median from so many is 0.005 standard deviations.</summary>
    public const int DefaultCapacity = 1 << 16;

    private readonly List<double> _values = [];
    private long _next;
    private long _stride = 1;

    /// <summary>What is kept, in the order in which it came.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>Takes the next number of the sequence.</summary>
    public void Add(double value)
    {
        if (_next++ % _stride != 0)
        {
            return;
        }

        if (_values.Count == capacity)
        {
            for (int i = 0; i < capacity / 2; i++)
            {
                _values[i] = _values[2 * i];
            }

            _values.RemoveRange(capacity / 2, capacity / 2);
            _stride *= 2;
        }

        // With an even capacity, the number that finds no room has a place that the doubled stride divides.
        _values.Add(value);
    }

    /// <summary>Everything, to be read back by <see cref="Read"/>.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_next);
        writer.Write(_stride);
        writer.Write(_values.Count);
        foreach (double value in _values)
        {
            writer.Write(value);
        }
    }

    /// <summary>What <see cref="Write"/> wrote.</summary>
    public static RetainedSamples Read(BinaryReader reader)
    {
        var samples = new RetainedSamples { _next = reader.ReadInt64(), _stride = reader.ReadInt64() };
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            samples._values.Add(reader.ReadDouble());
        }

        return samples;
    }
}
