namespace NtkAnalytic.Simulation.Statistics;

/// <summary>
/// Count, mean and the sums of powers 2, 3 and 4 of deviations from it, one number at a time: Welford's update, with those of Terriberry for
/// the higher powers. Numbers are divided by a power of two close to the first of them that is not 0, so that fourth powers neither
/// overflow nor vanish; that division is exact.
/// </summary>
internal sealed class RunningMoments
{
    private int _exponent;
    private bool _hasScale;

    /// <summary>How many numbers came in.</summary>
    public long Count { get; private set; }

    /// <summary>The mean, over the scale.</summary>
    public double ScaledMean { get; private set; }

    /// <summary>The sum of squared deviations, over the scale's square.</summary>
    public double Second { get; private set; }

    /// <summary>The sum of cubed deviations, over the scale's cube.</summary>
    public double Third { get; private set; }

    /// <summary>The sum of fourth powers of deviations, over the scale's fourth power.</summary>
    public double Fourth { get; private set; }

    /// <summary>The mean.</summary>
    public double Mean => Unscale(ScaledMean);

    /// <summary>The unbiased variance over the scale's square; 0 for fewer than two numbers.</summary>
    public double ScaledVariance => Count > 1 ? Second / (Count - 1) : 0;

    /// <summary>Takes a number in.</summary>
    /// <param name="value">Finite.</param>
    public void Add(double value)
    {
        if (!_hasScale && value != 0)
        {
            _exponent = Math.ILogB(value);
            _hasScale = true;
        }

        double before = Count;
        Count++;
        double delta = Math.ScaleB(value, -_exponent) - ScaledMean;
        double step = delta / Count;
        double term = delta * step * before;
        ScaledMean += step;
        Fourth += (term * step * step * (((double)Count * Count) - (3.0 * Count) + 3)) + (6 * step * step * Second) - (4 * step * Third);
        Third += (term * step * (Count - 2.0)) - (3 * step * Second);
        Second += term;
    }

    /// <summary>A number in units of the scale as what it is.</summary>
    public double Unscale(double scaled) => Math.ScaleB(scaled, _exponent);

    /// <summary>Everything, to be read back by <see cref="Read"/>.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_exponent);
        writer.Write(_hasScale);
        writer.Write(Count);
        writer.Write(ScaledMean);
        writer.Write(Second);
        writer.Write(Third);
        writer.Write(Fourth);
    }

    /// <summary>What <see cref="Write"/> wrote.</summary>
    public static RunningMoments Read(BinaryReader reader) => new()
    {
        _exponent = reader.ReadInt32(),
        _hasScale = reader.ReadBoolean(),
        Count = reader.ReadInt64(),
        ScaledMean = reader.ReadDouble(),
        Second = reader.ReadDouble(),
        Third = reader.ReadDouble(),
        Fourth = reader.ReadDouble(),
    };
}
