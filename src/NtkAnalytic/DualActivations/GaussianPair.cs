using System.Globalization;
using System.Text;

namespace NtkAnalytic.DualActivations;

/// <summary>
/// A centred Gaussian pair (u, v), held as (q1, q2, 1 - c, 1 + c): with c alone, near-equal and near-opposite inputs would
/// lose all their digits.
/// </summary>
/// <remarks>
/// Where a variance is zero the correlation means nothing; by convention it is then 0 (both differences are 1), and 1 when
/// both inputs are the same point.
/// </remarks>
public readonly record struct GaussianPair
{
    /// <summary>Takes the four numbers as they are.</summary>
    /// <param name="variance1">q1 = E[u^2], finite and not negative.</param>
    /// <param name="variance2">q2 = E[v^2], finite and not negative.</param>
    /// <param name="oneMinusCorrelation">1 - c in [0, 2].</param>
    /// <param name="onePlusCorrelation">1 + c in [0, 2].</param>
    public GaussianPair(double variance1, double variance2, double oneMinusCorrelation, double onePlusCorrelation)
    {
        Variance1 = variance1;
        Variance2 = variance2;
        OneMinusCorrelation = oneMinusCorrelation;
        OnePlusCorrelation = onePlusCorrelation;
    }

    /// <summary>q1 = E[u^2].</summary>
    public double Variance1 { get; init; }

    /// <summary>q2 = E[v^2].</summary>
    public double Variance2 { get; init; }

    /// <summary>1 - c, accurate in relative terms.</summary>
    public double OneMinusCorrelation { get; init; }

    /// <summary>1 + c, accurate in relative terms.</summary>
    public double OnePlusCorrelation { get; init; }

    /// <summary>c, from the smaller of the two differences.</summary>
    public double Correlation => OneMinusCorrelation <= OnePlusCorrelation ? 1 - OneMinusCorrelation : OnePlusCorrelation - 1;

    /// <summary>E[u v] = c sqrt(q1 q2).</summary>
    public double Covariance => Correlation * Math.Sqrt(Variance1) * Math.Sqrt(Variance2);

    /// <summary>True when u and v are the same variable: equal variances and correlation exactly 1.</summary>
    public bool IsDiagonal => OneMinusCorrelation == 0 && Variance1 == Variance2;

    /// <summary>The pair (v, u).</summary>
    public GaussianPair Swapped => new(Variance2, Variance1, OneMinusCorrelation, OnePlusCorrelation);

    /// <summary>The pair (u, -v).</summary>
    public GaussianPair Reflected => new(Variance1, Variance2, OnePlusCorrelation, OneMinusCorrelation);

    /// <summary>A pair from its correlation.</summary>
    /// <param name="variance1">q1 = E[u^2], finite and not negative.</param>
    /// <param name="variance2">q2 = E[v^2], finite and not negative.</param>
    /// <param name="correlation">c in [-1, 1].</param>
    /// <returns>The pair.</returns>
    /// <exception cref="ArgumentException">A variance or the correlation is out of range.</exception>
    public static GaussianPair FromCorrelation(double variance1, double variance2, double correlation)
    {
        Check(variance1, nameof(variance1));
        Check(variance2, nameof(variance2));
        if (!(correlation is >= -1 and <= 1))
        {
            throw new ArgumentException($"The correlation must be in [-1, 1], but it is {correlation:R}.", nameof(correlation));
        }

        return new GaussianPair(variance1, variance2, 1 - correlation, 1 + correlation);
    }

    /// <summary>A pair from 1 - c, for inputs that nearly coincide.</summary>
    /// <param name="variance1">q1 = E[u^2], finite and not negative.</param>
    /// <param name="variance2">q2 = E[v^2], finite and not negative.</param>
    /// <param name="oneMinusCorrelation">1 - c in [0, 2].</param>
    /// <returns>The pair.</returns>
    /// <exception cref="ArgumentException">A variance or 1 - c is out of range.</exception>
    public static GaussianPair FromOneMinusCorrelation(double variance1, double variance2, double oneMinusCorrelation)
    {
        Check(variance1, nameof(variance1));
        Check(variance2, nameof(variance2));
        if (!(oneMinusCorrelation is >= 0 and <= 2))
        {
            throw new ArgumentException($"1 - correlation must be in [0, 2], but it is {oneMinusCorrelation:R}.", nameof(oneMinusCorrelation));
        }

        return new GaussianPair(variance1, variance2, oneMinusCorrelation, 2 - oneMinusCorrelation);
    }

    // Swapped and Reflected are pairs themselves: the generated text of the record would never end.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(
            CultureInfo.InvariantCulture,
            $"q1 = {Variance1:R}, q2 = {Variance2:R}, 1 - c = {OneMinusCorrelation:R}, 1 + c = {OnePlusCorrelation:R}");
        return true;
    }

    private static void Check(double variance, string name)
    {
        if (!(variance >= 0) || double.IsInfinity(variance))
        {
            throw new ArgumentException($"A variance must be finite and not negative, but {name} is {variance:R}.", name);
        }
    }
}
