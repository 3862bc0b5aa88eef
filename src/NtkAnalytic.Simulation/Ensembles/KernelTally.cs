using NtkAnalytic.Simulation.Statistics;

namespace NtkAnalytic.Simulation.Ensembles;

/// <summary>Takes the kernel matrices of an ensemble in, network by network.</summary>
internal sealed class KernelTally
{
    private readonly int _points;
    private readonly MatrixAccumulator _matrix;
    private SampleAccumulator _diagonal = new();
    private SampleAccumulator _offDiagonal = new();
    private SampleAccumulator _ratio = new();
    private RatioAccumulator _ratioOfMeans = new();

    /// <summary>An empty one.</summary>
    /// <param name="points">n.</param>
    public KernelTally(int points)
    {
        _points = points;
        _matrix = new MatrixAccumulator(points, points);
    }

    /// <summary>Takes a network in.</summary>
    /// <param name="kernel">n x n, row by row.</param>
    public void Add(ReadOnlySpan<double> kernel)
    {
        _matrix.Add(kernel);
        _diagonal.Add(kernel[0]);
        if (_points > 1)
        {
            _offDiagonal.Add(kernel[1]);
            _ratio.Add(kernel[1] / kernel[0]);
            _ratioOfMeans.Add(kernel[0], kernel[1]);
        }
    }

    /// <summary>The largest standard error of the means, on the diagonal and off it.</summary>
    public double StandardError => _points > 1 ? Math.Max(_diagonal.StandardError, _offDiagonal.StandardError) : _diagonal.StandardError;

    /// <summary>The same over the mean on the diagonal.</summary>
    public double RelativeStandardError => StandardError / Math.Abs(_diagonal.Mean);

    /// <summary>The statistics so far; null when no network had a finite kernel.</summary>
    public KernelStatistics? ToStatistics() => _diagonal.ToStatistics() is not { } diagonal || _matrix.Count == 0
        ? null
        : new KernelStatistics(
            diagonal,
            _points > 1 ? _offDiagonal.ToStatistics() : null,
            _points > 1 ? _ratio.ToStatistics() : null,
            _points > 1 ? _ratioOfMeans.ToStatistics() : null,
            _matrix.ToStatistics());

    /// <summary>Everything, to be read back by <see cref="Read"/>.</summary>
    public void Write(BinaryWriter writer)
    {
        _matrix.Write(writer);
        _diagonal.Write(writer);
        _offDiagonal.Write(writer);
        _ratio.Write(writer);
        _ratioOfMeans.Write(writer);
    }

    /// <summary>What <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader reader)
    {
        _matrix.Read(reader);
        _diagonal = SampleAccumulator.Read(reader);
        _offDiagonal = SampleAccumulator.Read(reader);
        _ratio = SampleAccumulator.Read(reader);
        _ratioOfMeans = RatioAccumulator.Read(reader);
    }
}
