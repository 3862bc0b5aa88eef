using System.Runtime.Intrinsics;

namespace NtkAnalytic.DualActivations.Series;

/// <summary>
/// The Hermite series of a block of inputs, laid out for vectors: inputs go in groups of eight, and within a group the
/// coefficient j of all eight is contiguous, so that a run of pairs reads memory in order.
/// </summary>
internal sealed class SeriesBlock
{
    /// <summary>Inputs in a group.</summary>
    public static int Lanes => Vector512<double>.Count;

    /// <summary>Groups that the inner loop takes together; so many less one follow the last group, filled with zeros.</summary>
    public const int GroupsTogether = 4;

    public SeriesBlock(ReadOnlySpan<double> variances, Dictionary<double, InputSeries> series)
    {
        Tiers = 1;
        bool hasEven = false;
        bool hasOdd = false;
        foreach (InputSeries input in series.Values)
        {
            Tiers = Math.Max(Tiers, input.Tails.Length);
            hasEven |= input.Even.Length > 0;
            hasOdd |= input.Odd.Length > 0;
        }

        Terms = SeriesTiers.Ends[Tiers - 1];
        int groups = ((variances.Length + Lanes - 1) / Lanes) + GroupsTogether - 1;
        Even = new double[hasEven ? groups * Terms * Lanes : 0];
        Odd = new double[hasOdd ? groups * Terms * Lanes : 0];
        Tails = new double[groups * Tiers * Lanes];
        EndTerms = new double[groups * Lanes];
        NearTerms = new double[groups * Lanes];
        NearError = new double[groups * Lanes];
        Discrepancy = new double[groups * Lanes];
        NonConstantShare = new double[groups * Lanes];
        SlopeFactor = new double[groups * Lanes];
        Array.Fill(NonConstantShare, 1);
        for (int i = 0; i < variances.Length; i++)
        {
            Place(i, series[variances[i]]);
        }
    }

    /// <summary>The stored length of a half of the series, the longest of the block.</summary>
    public int Terms { get; }

    /// <summary>The tiers of that length.</summary>
    public int Tiers { get; }

    /// <summary>ahat_(2j) at [group][j][lane]; empty when phi is odd.</summary>
    public double[] Even { get; }

    /// <summary>ahat_(2j+1) at [group][j][lane]; empty when phi is even.</summary>
    public double[] Odd { get; }

    /// <summary><see cref="InputSeries.Tails"/> at [group][tier][lane]; infinite where an input has no such tier.</summary>
    public double[] Tails { get; }

    /// <summary>The length stored of each input, at [group][lane].</summary>
    public double[] EndTerms { get; }

    /// <summary><see cref="InputSeries.NearTerms"/> at [group][lane].</summary>
    public double[] NearTerms { get; }

    /// <summary><see cref="InputSeries.NearError"/> at [group][lane].</summary>
    public double[] NearError { get; }

    /// <summary><see cref="InputSeries.Discrepancy"/> at [group][lane].</summary>
    public double[] Discrepancy { get; }

    /// <summary><see cref="InputSeries.NonConstantShare"/> at [group][lane].</summary>
    public double[] NonConstantShare { get; }

    /// <summary><see cref="InputSeries.SlopeFactor"/> at [group][lane].</summary>
    public double[] SlopeFactor { get; }

    /// <summary>Where the numbers of an input begin in <see cref="Even"/> and <see cref="Odd"/>; they follow at every eighth place.</summary>
    public int StartOf(int input) => (input / Lanes * Terms * Lanes) + (input % Lanes);

    private void Place(int i, InputSeries input)
    {
        int group = i / Lanes;
        int lane = i % Lanes;
        Scatter(input.Even, Even, StartOf(i));
        Scatter(input.Odd, Odd, StartOf(i));
        for (int tier = 0; tier < Tiers; tier++)
        {
            Tails[(((group * Tiers) + tier) * Lanes) + lane] = tier < input.Tails.Length ? input.Tails[tier] : double.PositiveInfinity;
        }

        EndTerms[i] = SeriesTiers.Ends[input.Tails.Length - 1];
        NearTerms[i] = input.NearTerms;
        NearError[i] = input.NearError;
        Discrepancy[i] = input.Discrepancy;
        NonConstantShare[i] = input.NonConstantShare;
        SlopeFactor[i] = input.SlopeFactor;
    }

    private static void Scatter(double[] coefficients, double[] destination, int start)
    {
        for (int j = 0; j < coefficients.Length; j++)
        {
            destination[start + (j * Lanes)] = coefficients[j];
        }
    }
}
