using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NtkAnalytic.DualActivations.Series;

/// <summary>Mehler's series for 32 pairs at a time: chooses the number of terms of each pair, and puts its halves together.</summary>
/// <remarks>
/// Where C may be close to 1 or -1, nothing is subtracted from 1. With V = (1/2) sum (ahat_k - ahat'_k)^2, x = c^2,
/// P the even (e) and odd (o) halves of the series in x, and Q = (P(1) - P(x)) / (1 - x):
/// 1 - C = V_e + V_o + (1 - x) (Q_e + Q_o) + (1 - c) P_o(x), as sum ahat_k^2 = 1, and
/// 1 + C = V_e + P_e(1) + P_e(x) + V_o + (1 - x) Q_o + (1 + c) P_o(x), where 1 - x = (1 - c)(1 + c) comes from the state.
/// Products and squares of differences do not change when the inputs change places, and neither does a result, to the bit.
/// </remarks>
internal static class MehlerLanes
{
    /// <summary>The coefficients err by about 4 epsilon, and sums of products of mostly one sign by as much.</summary>
    public const double Rounding = 16 * 2.2e-16;

    /// <summary>
    /// The error of a coefficient: V, half a sum of squares of differences of coefficients, errs by its root times as much.
    /// </summary>
    public const double CoefficientError = 8e-16;

    /// <summary>Where that is more than this part of 1 - C, the pair is left to the dual itself.</summary>
    public const double DistanceLimit = 5e-12;

    // Below this bound on 1 - |C| a pair is "near"; elsewhere 1 - |C| loses at most 6 bits by subtraction.
    private const double NearBound = 1.0 / 64;

    // Where no series serves near pairs (kinks), subtraction goes on to 10 bits before the pair is left to the dual itself.
    private const double UnservedNearBound = 1.0 / 1024;

    // Terms are added until the neglected ones are below the aim; a pair that does not get there is accepted up to the limits, of
    // the scale and of 1 - |C|.
    private const double Aim = 1e-14;
    private const double Limit = 1e-13;
    private const double RelativeLimit = 1e-11;
    private const double NearLimit = 2e-12;

    private const int Groups = SeriesBlock.GroupsTogether;

    /// <summary>The pairs of one input with the 32 others from a group on.</summary>
    /// <param name="left">The one input.</param>
    /// <param name="others">The block of the others.</param>
    /// <param name="group">The first of the four groups there.</param>
    /// <param name="lanes">The pairs.</param>
    [SkipLocalsInit]
    public static void Evaluate(in LeftInput left, SeriesRowProfile others, int group, PairLanes lanes)
    {
        SeriesBlock right = others.Block;
        Span<Vector512<double>> correlation = stackalloc Vector512<double>[Groups];
        Span<Vector512<double>> square = stackalloc Vector512<double>[Groups];
        Span<Vector512<double>> closeness = stackalloc Vector512<double>[Groups];
        Span<Vector512<double>> near = stackalloc Vector512<double>[Groups];
        Span<Vector512<double>> oneMinus = stackalloc Vector512<double>[Groups];
        Span<Vector512<double>> onePlus = stackalloc Vector512<double>[Groups];
        lanes.OneMinus.CopyTo(oneMinus);
        lanes.OnePlus.CopyTo(onePlus);
        Vector512<double> one = Vector512<double>.One;
        Vector512<double> anyNear = Vector512<double>.Zero;
        Vector512<double> allNear = Vector512<double>.AllBitsSet;
        for (int g = 0; g < Groups; g++)
        {
            Vector512<double> minus = oneMinus[g];
            Vector512<double> plus = onePlus[g];
            Vector512<double> gap = Vector512.Min(minus, plus);
            correlation[g] = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(minus, plus), one - minus, plus - one);
            square[g] = correlation[g] * correlation[g];

            // 1 - |C| >= (1 - |c|) sqrt(1 - ahat_0^2) sqrt(1 - ahat'_0^2), by Cauchy and Schwarz.
            Vector512<double> share = Load(right.NonConstantShare, group + g) * left.NonConstantShare;
            Vector512<double> nearError = Vector512.Max(Load(right.NearError, group + g), Vector512.Create(left.NearError));
            Vector512<double> bound = Vector512.ConditionalSelect(
                Vector512.LessThanOrEqual(nearError, Vector512.Create(NearLimit)),
                Vector512.Create(NearBound),
                Vector512.Create(UnservedNearBound));
            closeness[g] = gap * share;
            near[g] = Vector512.LessThan(closeness[g], bound);
            anyNear |= near[g];
            allNear &= near[g];
        }

        if (!Vector512.EqualsAll(allNear.AsInt64(), Vector512<long>.AllBitsSet))
        {
            EvaluateFar(left, right, group, correlation, square, closeness, near, lanes);
        }

        if (Vector512.EqualsAny(anyNear.AsInt64(), Vector512<long>.AllBitsSet))
        {
            for (int g = 0; g < Groups; g += 2)
            {
                if (Vector512.EqualsAny((near[g] | near[g + 1]).AsInt64(), Vector512<long>.AllBitsSet))
                {
                    EvaluateNear(left, right, group, g, correlation, square, near, oneMinus, onePlus, lanes);
                }
            }

            SettleDiagonal(left, others, group, oneMinus, lanes);
        }
    }

    [SkipLocalsInit]
    private static void EvaluateFar(
        in LeftInput left,
        SeriesBlock right,
        int group,
        ReadOnlySpan<Vector512<double>> correlation,
        ReadOnlySpan<Vector512<double>> square,
        ReadOnlySpan<Vector512<double>> closeness,
        ReadOnlySpan<Vector512<double>> near,
        PairLanes lanes)
    {
        Span<Vector512<double>> open = stackalloc Vector512<double>[SeriesTiers.Ends.Length * Groups];
        int last = ChooseTiers(left, right, group, correlation, square, closeness, near, open, lanes.Error);
        Span<Vector512<double>> halves = stackalloc Vector512<double>[4 * Groups];
        halves.Clear();
        int start = group * right.Terms * SeriesBlock.Lanes;
        if (right.Even.Length > 0 && !left.Even.IsEmpty)
        {
            HalfSeries.Evaluate(left.Even, right.Even.AsSpan(start), right.Terms, square, open, last, halves, halves[Groups..]);
        }

        if (right.Odd.Length > 0 && !left.Odd.IsEmpty)
        {
            HalfSeries.Evaluate(left.Odd, right.Odd.AsSpan(start), right.Terms, square, open, last, halves[(2 * Groups)..], halves[(3 * Groups)..]);
        }

        for (int g = 0; g < Groups; g++)
        {
            Vector512<double> c = correlation[g];
            Vector512<double> value = Vector512.FusedMultiplyAdd(c, halves[(2 * Groups) + g], halves[g]);
            lanes.OneMinus[g] = Vector512<double>.One - value;
            lanes.OnePlus[g] = Vector512<double>.One + value;
            lanes.Derivative[g] = Slope(c, square[g], halves[Groups + g], halves[(2 * Groups) + g], halves[(3 * Groups) + g])
                * (Load(right.SlopeFactor, group + g) * left.SlopeFactor);
        }
    }

    // Marks, tier by tier, the pairs that need further terms; leaves the error estimates, and returns the last tier in use.
    [SkipLocalsInit]
    private static int ChooseTiers(
        in LeftInput left,
        SeriesBlock right,
        int group,
        ReadOnlySpan<Vector512<double>> correlation,
        ReadOnlySpan<Vector512<double>> square,
        ReadOnlySpan<Vector512<double>> closeness,
        ReadOnlySpan<Vector512<double>> near,
        Span<Vector512<double>> open,
        Span<Vector512<double>> error)
    {
        int tiers = Math.Min(left.Tiers, right.Tiers);
        Vector512<double> infinite = Vector512.Create(double.PositiveInfinity);
        Span<Vector512<double>> power = stackalloc Vector512<double>[Groups];
        Span<Vector512<double>> step = stackalloc Vector512<double>[Groups];
        for (int g = 0; g < Groups; g++)
        {
            // |c|^7 for the first tier, whose first neglected degree is 8, as the derivative has one power less; and c^8 for the
            // step to the second.
            step[g] = square[g] * square[g] * (square[g] * square[g]);
            power[g] = Vector512.Abs(correlation[g]) * square[g] * square[g] * square[g];
            error[g] = infinite;
        }

        for (int tier = 0; tier < tiers; tier++)
        {
            Vector512<double> anyOpen = Vector512<double>.Zero;
            for (int g = 0; g < Groups; g++)
            {
                if (tier > 0)
                {
                    step[g] = SeriesTiers.DoublesStepAt(tier) ? step[g] * step[g] : step[g];
                    power[g] *= step[g];
                }

                Vector512<double> before = tier > 0 ? open[((tier - 1) * Groups) + g] : ~near[g];
                Vector512<double> estimate = power[g] * (Load(right.Tails, ((group + g) * right.Tiers) + tier) * left.Tail(tier));
                error[g] = Vector512.ConditionalSelect(before & Vector512.LessThan(estimate, error[g]), estimate, error[g]);

                // An infinite estimate says that an input has no such tier: more terms will not help.
                Vector512<double> wants = Vector512.GreaterThan(estimate, Vector512.Create(Aim)) & Vector512.LessThan(estimate, infinite);
                open[(tier * Groups) + g] = before & wants;
                anyOpen |= before & wants;
            }

            if (tier == tiers - 1 || !Vector512.EqualsAny(anyOpen.AsInt64(), Vector512<long>.AllBitsSet))
            {
                tiers = tier + 1;
            }
        }

        for (int g = 0; g < Groups; g++)
        {
            Vector512<double> limit = Vector512.Min(Vector512.Create(Limit), closeness[g] * RelativeLimit);
            Vector512<double> served = Vector512.LessThanOrEqual(error[g], limit);
            Vector512<double> floor = Vector512.Create(Rounding) + (Load(right.Discrepancy, group + g) + Vector512.Create(left.Discrepancy));
            error[g] = Vector512.ConditionalSelect(served, error[g] + floor, infinite);
        }

        return tiers - 1;
    }

    [SkipLocalsInit]
    private static void EvaluateNear(
        in LeftInput left,
        SeriesBlock right,
        int group,
        int g,
        ReadOnlySpan<Vector512<double>> correlation,
        ReadOnlySpan<Vector512<double>> square,
        ReadOnlySpan<Vector512<double>> near,
        ReadOnlySpan<Vector512<double>> oneMinus,
        ReadOnlySpan<Vector512<double>> onePlus,
        PairLanes lanes)
    {
        Span<Vector512<double>> length =
        [
            near[g] & Vector512.Max(Load(right.NearTerms, group + g), Vector512.Create(left.NearTerms)),
            near[g + 1] & Vector512.Max(Load(right.NearTerms, group + g + 1), Vector512.Create(left.NearTerms)),
        ];
        Span<HalfSeries.NearParts> even = stackalloc HalfSeries.NearParts[2];
        Span<HalfSeries.NearParts> odd = stackalloc HalfSeries.NearParts[2];
        even.Clear();
        odd.Clear();
        int start = (group + g) * right.Terms * SeriesBlock.Lanes;
        if (right.Even.Length > 0 && !left.Even.IsEmpty)
        {
            HalfSeries.EvaluateNear(left.Even, left.Terms, right.Even.AsSpan(start), right.Terms, length, square.Slice(g, 2), even);
        }

        if (right.Odd.Length > 0 && !left.Odd.IsEmpty)
        {
            HalfSeries.EvaluateNear(left.Odd, left.Terms, right.Odd.AsSpan(start), right.Terms, length, square.Slice(g, 2), odd);
        }

        for (int i = 0; i < 2; i++)
        {
            Vector512<double> c = correlation[g + i];
            Vector512<double> gap = oneMinus[g + i] * onePlus[g + i];
            HalfSeries.NearParts e = even[i];
            HalfSeries.NearParts o = odd[i];
            Vector512<double> common = e.Distance + (o.Distance + (gap * o.Quotient));
            Vector512<double> minus = common + (gap * e.Quotient) + (oneMinus[g + i] * o.Value);
            Vector512<double> plus = common + (e.Whole + e.Value) + (onePlus[g + i] * o.Value);
            Vector512<double> below = Vector512.LessThanOrEqual(minus, plus);
            Vector512<double> two = Vector512.Create(2.0);
            Vector512<double> error = Vector512.Max(Load(right.NearError, group + g + i), Vector512.Create(left.NearError));
            Vector512<double> smaller = Vector512.Min(minus, plus);
            Vector512<double> distanceError = Vector512.Sqrt(e.Distance + o.Distance) * Vector512.Create(CoefficientError);
            Vector512<double> served = Vector512.LessThanOrEqual(error, Vector512.Create(NearLimit))
                & Vector512.LessThanOrEqual(distanceError, smaller * DistanceLimit);
            error = Vector512.ConditionalSelect(
                served,
                (error * smaller) + Vector512.Create(Rounding),
                Vector512.Create(double.PositiveInfinity));
            Vector512<double> slope = Slope(c, square[g + i], e.Slope, o.Value, o.Slope)
                * (Load(right.SlopeFactor, group + g + i) * left.SlopeFactor);
            Vector512<double> mask = near[g + i];
            lanes.OneMinus[g + i] = Vector512.ConditionalSelect(mask, Vector512.ConditionalSelect(below, minus, two - plus), lanes.OneMinus[g + i]);
            lanes.OnePlus[g + i] = Vector512.ConditionalSelect(mask, Vector512.ConditionalSelect(below, two - minus, plus), lanes.OnePlus[g + i]);
            lanes.Derivative[g + i] = Vector512.ConditionalSelect(mask, slope, lanes.Derivative[g + i]);
            lanes.Error[g + i] = Vector512.ConditionalSelect(mask, error, lanes.Error[g + i]);
        }
    }

    // u = v: exactly the diagonal, whatever the series does.
    private static void SettleDiagonal(
        in LeftInput left,
        SeriesRowProfile right,
        int group,
        ReadOnlySpan<Vector512<double>> oneMinus,
        PairLanes lanes)
    {
        if (left.SlopeFactor == 0)
        {
            return;
        }

        for (int g = 0; g < Groups; g++)
        {
            if (!Vector512.EqualsAny(oneMinus[g], Vector512<double>.Zero))
            {
                continue;
            }

            for (int lane = 0; lane < SeriesBlock.Lanes; lane++)
            {
                int j = ((group + g) * SeriesBlock.Lanes) + lane;
                if (oneMinus[g][lane] == 0 && j < right.Variance.Length && right.Variance[j] == left.Variance)
                {
                    lanes.OneMinus[g] = lanes.OneMinus[g].WithElement(lane, 0);
                    lanes.OnePlus[g] = lanes.OnePlus[g].WithElement(lane, 2);
                    lanes.Derivative[g] = lanes.Derivative[g].WithElement(lane, right.DerivativeSecondMoment[j]);
                    lanes.Error[g] = lanes.Error[g].WithElement(lane, Rounding);
                }
            }
        }
    }

    // dC/dc = 2 c P_e'(x) + P_o(x) + 2 x P_o'(x).
    private static Vector512<double> Slope(
        Vector512<double> c,
        Vector512<double> x,
        Vector512<double> evenSlope,
        Vector512<double> odd,
        Vector512<double> oddSlope) =>
        Vector512.FusedMultiplyAdd(x + x, oddSlope, Vector512.FusedMultiplyAdd(c + c, evenSlope, odd));

    private static Vector512<double> Load(double[] values, int vector) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)(vector * SeriesBlock.Lanes));
}
