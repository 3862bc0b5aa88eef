namespace NtkAnalytic.DualActivations.Series;

/// <summary>The one input of a row of pairs, seen in its block.</summary>
internal readonly ref struct LeftInput
{
    /// <summary>Looks at an input of a block.</summary>
    /// <param name="profile">The block.</param>
    /// <param name="index">Its place there.</param>
    public LeftInput(SeriesRowProfile profile, int index)
    {
        SeriesBlock block = profile.Block;
        Even = block.Even.Length > 0 ? block.Even.AsSpan(block.StartOf(index)) : [];
        Odd = block.Odd.Length > 0 ? block.Odd.AsSpan(block.StartOf(index)) : [];
        Terms = block.Terms;
        Tails = block.Tails.AsSpan(index / SeriesBlock.Lanes * block.Tiers * SeriesBlock.Lanes)[(index % SeriesBlock.Lanes)..];
        Tiers = block.Tiers;
        EndTerms = block.EndTerms[index];
        NearTerms = block.NearTerms[index];
        NearError = block.NearError[index];
        Discrepancy = block.Discrepancy[index];
        NonConstantShare = block.NonConstantShare[index];
        SlopeFactor = block.SlopeFactor[index];
        Variance = profile.Variance[index];
        SecondMoment = profile.SecondMoment[index];
    }

    /// <summary>ahat_(2j) at every eighth place; empty when phi is odd.</summary>
    public ReadOnlySpan<double> Even { get; }

    /// <summary>ahat_(2j+1) at every eighth place; empty when phi is even.</summary>
    public ReadOnlySpan<double> Odd { get; }

    /// <summary>The length that its block stores.</summary>
    public int Terms { get; }

    /// <summary>The number of tiers that its block stores.</summary>
    public int Tiers { get; }

    /// <summary>The length stored of this input.</summary>
    public double EndTerms { get; }

    public double NearTerms { get; }

    public double NearError { get; }

    public double Discrepancy { get; }

    public double NonConstantShare { get; }

    public double SlopeFactor { get; }

    public double Variance { get; }

    public double SecondMoment { get; }

    private ReadOnlySpan<double> Tails { get; }

    /// <summary>The tail of a tier, as in <see cref="InputSeries.Tails"/>.</summary>
    public double Tail(int tier) => Tails[tier * SeriesBlock.Lanes];
}
