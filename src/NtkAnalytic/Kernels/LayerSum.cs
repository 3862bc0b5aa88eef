using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NtkAnalytic.Kernels;

/// <summary>
/// The correlation of a sum of independent parts, in relative accuracy. Part p has variances A_p^2, B_p^2 and correlation c_p;
/// with R S = sqrt(sum A_p^2 sum B_p^2),
/// R S (1 -+ c) = [R S - sum A_p B_p] + sum A_p B_p (1 -+ c_p), and by Lagrange's identity
/// R S - sum A_p B_p = sum_(p &lt; q) (A_p B_q - A_q B_p)^2 / (R S + sum A_p B_p): no term is negative, so nothing cancels.
/// The parts are skip (A = sqrt K^l), weights (A = sqrt(weight m)) and bias (A = B = sqrt bias, c = 1).
/// </summary>
internal static class LayerSum
{
    /// <summary>The same for one pair; nothing is to be done where <see cref="LayerRule.KeepsCorrelation"/>.</summary>
    public static void Combine(
        LayerRule rule, in RowFactors left, in RowFactors right, double skipOneMinus, double skipOnePlus, ref double oneMinus, ref double onePlus)
    {
        var minus = Vector512.Create(oneMinus);
        var plus = Vector512.Create(onePlus);
        Combine(
            rule,
            left,
            Vector512.Create(right.Weight),
            Vector512.Create(right.Skip),
            Vector512.Create(right.Root),
            Vector512.Create(skipOneMinus),
            Vector512.Create(skipOnePlus),
            ref minus,
            ref plus);
        oneMinus = minus[0];
        onePlus = plus[0];
    }

    /// <summary>1 - c and 1 + c of the sum; the arguments hold those of the weight part and receive the sum's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Combine(
        LayerRule rule,
        in RowFactors left,
        Vector512<double> rightWeight,
        Vector512<double> rightSkip,
        Vector512<double> rightRoot,
        Vector512<double> skipOneMinus,
        Vector512<double> skipOnePlus,
        ref Vector512<double> oneMinus,
        ref Vector512<double> onePlus)
    {
        Vector512<double> product = rightRoot * left.Root;
        Vector512<double> weights = rightWeight * left.Weight;
        Vector512<double> difference = Vector512.Create(left.Weight) - rightWeight;
        Vector512<double> squares = difference * difference * rule.Bias;
        Vector512<double> sum = weights + Vector512.Create(rule.Bias);
        Vector512<double> minus = weights * oneMinus;
        Vector512<double> plus = (weights * onePlus) + Vector512.Create(2 * rule.Bias);
        Vector512<double> denominator = product + sum;
        Vector512<double> bracket;
        if (rule.Skip == 0)
        {
            bracket = squares / denominator;
        }
        else
        {
            Vector512<double> skips = rightSkip * left.Skip;
            Vector512<double> skipDifference = Vector512.Create(left.Skip) - rightSkip;
            Vector512<double> cross = (rightWeight * left.Skip) - (rightSkip * left.Weight);
            squares += skipDifference * skipDifference * rule.Bias;
            denominator += skips;
            minus += skips * skipOneMinus;
            plus += skips * skipOnePlus;

            // cross is of the order of the variances, and its square overflows long before they do.
            bracket = (squares / denominator) + (cross / denominator * cross);
        }

        Vector512<double> known = Vector512.GreaterThan(product, Vector512<double>.Zero);
        Vector512<double> two = Vector512.Create(2.0);
        oneMinus = Vector512.ConditionalSelect(known, Vector512.Min((bracket + minus) / product, two), Vector512<double>.One);
        onePlus = Vector512.ConditionalSelect(known, Vector512.Min((bracket + plus) / product, two), Vector512<double>.One);
    }
}

/// <summary>The roots of one input's variances at a layer step: of the weight part, of K^l, and of K^(l+1).</summary>
internal readonly record struct RowFactors(double Weight, double Skip, double Root);
