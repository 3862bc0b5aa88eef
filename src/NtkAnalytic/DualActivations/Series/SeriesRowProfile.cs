namespace NtkAnalytic.DualActivations.Series;

/// <summary>The moments of a block of inputs and, from the first pair on, their Hermite series.</summary>
internal sealed class SeriesRowProfile : RowProfile
{
    private readonly Lazy<SeriesBlock> _block;
    private long _pairsByQuadrature;

    public SeriesRowProfile(DualActivation dual, InputSeriesBuilder builder, ReadOnlySpan<double> variances)
        : base(variances.Length)
    {
        FillMoments(dual, variances);
        _block = new Lazy<SeriesBlock>(() => new SeriesBlock(Variance, builder.Build(this)));
    }

    /// <summary>The profile of one input whose moments are known.</summary>
    public SeriesRowProfile(InputSeriesBuilder builder, InputMoments moments)
        : base(1)
    {
        Variance[0] = moments.Variance;
        SecondMoment[0] = moments.SecondMoment;
        DerivativeSecondMoment[0] = moments.DerivativeSecondMoment;
        _block = new Lazy<SeriesBlock>(() => new SeriesBlock(Variance, builder.Build(this)));
    }

    /// <summary>The series; diagonals are computed without ever asking for it.</summary>
    public SeriesBlock Block => _block.Value;

    /// <summary>False for an input whose variance or second moment is zero, denormal or infinite.</summary>
    public bool HasSeries(int index) => new InputMoments(Variance[index], SecondMoment[index], DerivativeSecondMoment[index]).HasSeries;

    /// <summary>How many pairs with their one input in this block the series left to the dual itself.</summary>
    public long PairsByQuadrature => Interlocked.Read(ref _pairsByQuadrature);

    /// <summary>Adds to <see cref="PairsByQuadrature"/>, from any thread.</summary>
    public void CountPairsByQuadrature(int pairs) => Interlocked.Add(ref _pairsByQuadrature, pairs);
}
