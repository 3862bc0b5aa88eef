using NtkAnalytic.DualActivations.Moments;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>Where iteration of a variance map leads.</summary>
/// <remarks>
/// sqrt(q) V(q) increases, being a Laplace transform of a positive density in 1/(2 q). So a step towards a fixed point q* passes
/// it by at most half the distance, in log(q): log(V/q*) &lt;= log(q*/q)/2 from below, and likewise from above. Where the next fixed
/// point on the other side is farther than that, q* is the limit; otherwise the map is iterated until it is.
/// </remarks>
internal static class VarianceFlow
{
    private const double SamePoint = 1e-8;
    private const double Farthest = 1e30;
    private const double SameSlope = 1e-13;
    private const double CloseToHalfStable = 0.05;
    private const int MostSteps = 100_000;

    public static VarianceLimit From(VarianceMap map, double start)
    {
        VarianceFixedPoints all = map.FixedPoints(0, Math.Max(Farthest, 16 * start));
        if (all.EveryVariance)
        {
            return new VarianceLimit(start, VarianceBehavior.Stays, start, DepthGrowth.Constant, 0, 1, SolveStatus.Converged);
        }

        if (!all.Status.IsSuccess)
        {
            return new VarianceLimit(start, VarianceBehavior.Stays, start, DepthGrowth.Constant, 0, 1, all.Status);
        }

        if (start == 0 && map.KeepsZero)
        {
            return new VarianceLimit(start, VarianceBehavior.Vanishes, 0, DepthGrowth.Constant, 0, 1, SolveStatus.Converged);
        }

        VarianceFixedPoint[] points = [.. all.Points.Where(point => point.Variance > 0)];
        double q = start;
        for (int step = 0; step < MostSteps; step++)
        {
            if (Array.Find(points, point => Math.Abs(point.Variance - q) <= SamePoint * point.Variance) is { } at)
            {
                return Settled(map, start, at, stays: at.Stability == Stability.Repelling);
            }

            int above = Array.FindIndex(points, point => point.Variance > q);
            above = above < 0 ? points.Length : above;
            bool rises = map.Equation.SignAtZero * (points.Take(above).Count(point => point.Multiplicity == 1) % 2 == 0 ? 1 : -1) > 0;
            int target = rises ? above : above - 1;
            if (target == points.Length)
            {
                return Growing(map, start);
            }

            if (target < 0 && map.KeepsZero)
            {
                return Vanishing(map, start);
            }

            if (target >= 0 && Arrives(points, target, q, rises))
            {
                return Settled(map, start, points[target], stays: false);
            }

            q = map.Evaluate(q).Value;
        }

        return new VarianceLimit(start, VarianceBehavior.Settles, q, DepthGrowth.Constant, 0, 1, SolveStatus.ToleranceNotMet);
    }

    private static bool Arrives(VarianceFixedPoint[] points, int target, double q, bool rises)
    {
        double limit = points[target].Variance;
        double distance = Math.Abs(Math.Log(limit / Math.Max(q, double.Epsilon)));
        int beyond = rises ? target + 1 : target - 1;
        double gap = beyond >= 0 && beyond < points.Length ? Math.Abs(Math.Log(points[beyond].Variance / limit)) : double.PositiveInfinity;

        // Next to a half-stable point V increases: it is not passed.
        return points[target].Multiplicity == 2 ? distance < CloseToHalfStable : distance / 2 < gap;
    }

    private static VarianceLimit Settled(VarianceMap map, double start, VarianceFixedPoint point, bool stays)
    {
        double slope = Math.Abs(point.Slope);
        (DepthGrowth Growth, double Rate, double Coefficient) law = (DepthGrowth.Exponential, slope, 1);
        if (stays)
        {
            law = (DepthGrowth.Constant, 0, 1);
        }
        else if (point.Stability == Stability.HalfStable)
        {
            // With d the distance, dd/dl = -V'' d^2 / 2.
            law = (DepthGrowth.Power, -1, 2 / Curvature(map, point.Variance));
        }
        else if (slope <= map.Evaluate(point.Variance).SlopeError)
        {
            law = (DepthGrowth.FasterThanExponential, 0, 1);
        }

        return new VarianceLimit(start, VarianceBehavior.Settles, point.Variance, law.Growth, law.Rate, law.Coefficient, point.Status.IsSuccess ? SolveStatus.Converged : point.Status);
    }

    private static double Curvature(VarianceMap map, double variance) =>
        Math.Abs(map.WeightVariance * ActivationMoments.Of(map.Activation).At(variance).Value.Curvature);

    private static VarianceLimit Vanishing(VarianceMap map, double start)
    {
        double slope = map.Evaluate(0).Slope;
        (DepthGrowth Growth, double Rate, double Coefficient) law = (DepthGrowth.Exponential, slope, 1);
        if (slope == 0)
        {
            law = (DepthGrowth.FasterThanExponential, 0, 1);
        }
        else if (Math.Abs(slope - 1) <= SameSlope)
        {
            // dq/dl = -|c| q^(1+p), so q^-p = p |c| l.
            var term = MarginalGrowth.AtOrigin(map.Activation, map.WeightVariance);
            law = term.Power == 0
                ? (DepthGrowth.Power, 0, 1)
                : (DepthGrowth.Power, -1 / term.Power, Math.Pow(term.Power * Math.Abs(term.Coefficient), -1 / term.Power));
        }

        return new VarianceLimit(start, VarianceBehavior.Vanishes, 0, law.Growth, law.Rate, law.Coefficient, SolveStatus.Converged);
    }

    private static VarianceLimit Growing(VarianceMap map, double start)
    {
        double ratio = map.WeightVariance * ActivationRays.AtInfinity(map.Activation).MeanSquareSlope;
        (DepthGrowth Growth, double Rate, double Coefficient) law = double.IsFinite(ratio)
            ? (DepthGrowth.Exponential, ratio, 1)
            : (DepthGrowth.FasterThanExponential, 0, 1);
        if (ratio <= 1 + SameSlope)
        {
            // dq/dl = c q^(1-p), so q^p = p c l.
            var term = MarginalGrowth.AtInfinity(map.Activation, map.WeightVariance, map.BiasVariance);
            law = term.Power switch
            {
                0 => (DepthGrowth.Power, 0, 1),
                1 => (DepthGrowth.Linear, term.Coefficient, 1),
                double p => (DepthGrowth.Power, 1 / p, Math.Pow(p * Math.Abs(term.Coefficient), 1 / p)),
            };
        }

        return new VarianceLimit(
            start,
            VarianceBehavior.Grows,
            double.PositiveInfinity,
            law.Growth,
            law.Rate,
            law.Coefficient,
            SolveStatus.Converged);
    }
}
