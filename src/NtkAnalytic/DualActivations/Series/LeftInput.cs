namespace NtkAnalytic.DualActivations.Series;

/// <summary>The one input of a row of pairs, taken out of its block: its halves of the series in order, zero beyond their ends.</summary>
internal readonly ref struct LeftInput
{
    /// <summary>Takes an input out of a block.</summary>
    /// <param name="profile">The block.</param>
    /// <param name="index">Its place there.</param>
    /// <param name="even">Zeros; receives ahat_(2j).</param>
    /// <param name="odd">Zeros; receives ahat_(2j+1).</param>
    /// <param name="tails">Receives the tails; of the length of the block's tiers.</param>
    public LeftInput(SeriesRowProfile profile, int index, Span<double> even, Span<double> odd, Span<double> tails)
    {
        SeriesBlock block = profile.Block;
        int lanes = SeriesBlock.Lanes;
        int group = index / lanes;
        int lane = index % lanes;
        Gather(block.Even, group * block.Terms * lanes, lane, even[..(block.Even.Length > 0 ? block.Terms : 0)]);
        Gather(block.Odd, group * block.Terms * lanes, lane, odd[..(block.Odd.Length > 0 ? block.Terms : 0)]);
        Gather(block.Tails, group * block.Tiers * lanes, lane, tails);
        Even = even;
        Odd = odd;
        Tails = tails;
        NearTerms = block.NearTerms[index];
        NearError = block.NearError[index];
        NonConstantShare = block.NonConstantShare[index];
        SlopeFactor = block.SlopeFactor[index];
        Variance = profile.Variance[index];
        SecondMoment = profile.SecondMoment[index];
    }

    public ReadOnlySpan<double> Even { get; }

    public ReadOnlySpan<double> Odd { get; }

    public ReadOnlySpan<double> Tails { get; }

    public double NearTerms { get; }

    public double NearError { get; }

    public double NonConstantShare { get; }

    public double SlopeFactor { get; }

    public double Variance { get; }

    public double SecondMoment { get; }

    private static void Gather(double[] source, int start, int lane, Span<double> destination)
    {
        for (int j = 0; j < destination.Length; j++)
        {
            destination[j] = source[start + (j * SeriesBlock.Lanes) + lane];
        }
    }
}
