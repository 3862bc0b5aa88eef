using NtkAnalytic.Activations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>All fixed points of a correlation map; the shape of the map leaves few places for them.</summary>
/// <remarks>
/// C(c) = b + sum of w_k c^k with b, w_k >= 0 and C(1) = 1.
/// On [0, 1] it is convex, and (1 - C)/(1 - c) falls from chi_1 at c = 1 to 1 - C(0) at c = 0: there is exactly one c* in [0, 1)
/// when chi_1 > 1, none when chi_1 &lt; 1 (or = 1, unless C is the identity). It is solved for in log(1 - c).
/// For c = -x, 0 &lt; x &lt; 1, let E and O be the parts of C of even and odd degrees. O is convex with O(0) = 0, so O(x) &lt;= x O(1), and
/// C(-x) + x = E(x) + (x - O(x)) >= E(x) + x (1 - O(1)), where neither term is negative. It is 0 only if E vanishes, O(1) = 1 and
/// O(x) = x O(1): only if C is the identity. So the one fixed point below 0 is c = -1, for an odd phi without bias.
/// </remarks>
internal sealed class MapFixedPoints(CorrelationMap map)
{
    /// <summary>|chi_1 - 1| up to this, and its own error, counts as 0.</summary>
    public const double EdgeTolerance = 1e-13;

    // C(-1) = -1 and C(0) = 0 up to rounding, where phi is odd but not known to be.
    private const double Odd = 1e-15;
    private const double Step = 16;
    private const double SmallestOneMinus = 1e-300;
    // Of a logarithm of size up to 50, and its exponential.
    private const double Rounding = 1e-14;
    private const double LogTolerance = 1e-15;

    /// <summary>True when chi_1 cannot be told from 1.</summary>
    public static bool IsAtEdge(double chi1, double chi1Error) => Math.Abs(chi1 - 1) <= EdgeTolerance + chi1Error;

    /// <summary>The fixed points from 1 downwards.</summary>
    public IReadOnlyList<CorrelationFixedPoint> Find()
    {
        bool atEdge = IsAtEdge(map.Chi1, map.Chi1Error);
        if (!atEdge && map.Chi1 < 1)
        {
            return [One(Stability.Attracting)];
        }

        double center = map.AtZero;
        if (atEdge)
        {
            // The convex C lies above the identity, unless it is the identity: 1 attracts from below, slower than exponentially.
            return [One(map.BiasVariance == 0 && center <= Odd ? Stability.Neutral : Stability.Attracting)];
        }

        CorrelationFixedPoint below = Below(center);
        bool isOdd = map.BiasVariance == 0 && (map.Activation.Parity == Parity.Odd || map.Evaluate(2, 0).OnePlusCorrelation <= Odd);
        return isOdd
            ? [One(Stability.Repelling), below, new CorrelationFixedPoint(2, 0, 0, map.Chi1, Stability.Repelling, map.Status)]
            : [One(Stability.Repelling), below];
    }

    private CorrelationFixedPoint One(Stability stability) => new(0, 2, 0, map.Chi1, stability, map.Status);

    private CorrelationFixedPoint Below(double center)
    {
        // C(0) = 0: an odd phi without bias, and others without a constant term.
        double high = 1;
        double excessHigh = -center;
        if (center <= Odd / 4 || (map.BiasVariance == 0 && map.Activation.Parity == Parity.Odd))
        {
            return At(1, 0);
        }

        double low = high;
        double excessLow = excessHigh;
        while (excessLow <= 0 && low > SmallestOneMinus)
        {
            (high, excessHigh) = (low, excessLow);
            low /= Step;
            excessLow = map.Excess(low);
        }

        double oneMinus = Math.Exp(BracketedRoot.Find(
            log => map.Excess(Math.Exp(log)),
            Math.Log(low),
            excessLow,
            Math.Log(high),
            excessHigh,
            LogTolerance));
        return At(oneMinus, map.ExcessError(oneMinus));
    }

    // The derivative of (1 - C)/(1 - c) in log(1 - c) is C' - (1 - C)/(1 - c), which is C' - 1 at the fixed point.
    private CorrelationFixedPoint At(double oneMinus, double error)
    {
        double slope = map.SlopeAt(oneMinus);
        double contraction = Math.Abs(1 - slope);
        double relative = Rounding + (error / contraction);
        return new CorrelationFixedPoint(
            oneMinus,
            2 - oneMinus,
            relative,
            slope,
            Stability.Attracting,
            map.Status == SolveStatus.Diverges ? SolveStatus.Converged : map.Status);
    }
}
