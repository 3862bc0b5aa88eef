namespace NtkAnalytic.Simulation.Statistics;

/// <summary>The ratio E[Y] / E[X] of two numbers of the same network, with its standard error.</summary>
internal sealed class RatioAccumulator
{
    private long _count;
    private double _meanX;
    private double _meanY;
    private double _squareX;
    private double _squareY;
    private double _product;

    /// <summary>Takes a network in; one with a number that is not finite is left out.</summary>
    public void Add(double x, double y)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y))
        {
            return;
        }

        _count++;
        double dx = x - _meanX;
        double dy = y - _meanY;
        _meanX += dx / _count;
        _meanY += dy / _count;
        _squareX += dx * (x - _meanX);
        _squareY += dy * (y - _meanY);
        _product += dx * (y - _meanY);
    }

    /// <summary>The ratio; null for fewer than two networks or a mean of 0.</summary>
    /// <remarks>Delta method: the influence of a network on R is (Y - R X) / E[X].</remarks>
    public RatioOfMeans? ToStatistics()
    {
        if (_count < 2 || _meanX == 0)
        {
            return null;
        }

        double ratio = _meanY / _meanX;
        double square = _squareY - (2 * ratio * _product) + (ratio * ratio * _squareX);
        return new RatioOfMeans(_count, ratio, Math.Sqrt(Math.Max(square, 0) / (_count - 1) / _count) / Math.Abs(_meanX));
    }

    /// <summary>Everything, to be read back by <see cref="Read"/>.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_count);
        writer.Write(_meanX);
        writer.Write(_meanY);
        writer.Write(_squareX);
        writer.Write(_squareY);
        writer.Write(_product);
    }

    /// <summary>What <see cref="Write"/> wrote.</summary>
    public static RatioAccumulator Read(BinaryReader reader) => new()
    {
        _count = reader.ReadInt64(),
        _meanX = reader.ReadDouble(),
        _meanY = reader.ReadDouble(),
        _squareX = reader.ReadDouble(),
        _squareY = reader.ReadDouble(),
        _product = reader.ReadDouble(),
    };
}
