using MathNet.Numerics.Integration;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>
/// The variance term of erf, 1 - t/sqrt(t1 t2): t_i = asin(r_i), r_i = q_i/(1 + q_i), t = asin(sqrt(r1 r2)).
/// </summary>
/// <remarks>
/// It measures how far log asin(exp(lambda)) is from a straight line in lambda = log r. With f its second derivative,
/// f = r (y - r w)/(w^3 y^2), y = asin r, w = sqrt(1 - r^2), the sum of f times the distance to the nearer end is
/// log(t1 t2/t^2). It is integrated in log q, where d(lambda) = d(log q)/(1 + q) and the nearest singularities, q = -1 and
/// q = -1/2, are at a distance pi from the real axis: on panels of length at most 2 the rule of 12 points converges like 6^-24.
/// </remarks>
internal static class AngleConvexity
{
    private const double DirectThreshold = 1e-2;
    private static readonly GaussLegendreRule Rule = new(0, 1, 12);

    /// <summary>The variance term, for q1 >= q2 > 0 with their difference, which the caller knows better than they show it.</summary>
    public static double Evaluate(double q1, double q2, double difference, double angle1, double angle2, double angle)
    {
        if (difference == 0)
        {
            return 0;
        }

        // Three rounded angles: their difference is good to 1e-13 above the threshold.
        double direct = 1 - (angle / (Math.Sqrt(angle1) * Math.Sqrt(angle2)));
        if (direct > DirectThreshold)
        {
            return direct;
        }

        // h is half the distance in lambda; the middle in lambda is at these distances in log q from the ends.
        double excess = difference / (1 + q1) / q2;
        double h = (double.IsFinite(excess) ? NearZero.Log1P(excess) : Math.Log(difference / (1 + q1)) - Math.Log(q2)) / 2;
        double fromLow = h - NearZero.Log1P(-q2 * NearZero.ExpM1(h));
        double fromHigh = h + NearZero.Log1P(-q1 * NearZero.ExpM1(-h));
        double total = Integrate(q2, fromLow, 1) + Integrate(q1, fromHigh, -1);
        return -NearZero.ExpM1(-total / 2);
    }

    // The integral from the end q outwards (direction 1) or inwards (direction -1) to the given distance in log q.
    private static double Integrate(double end, double length, int direction)
    {
        int panels = (int)Math.Ceiling(length / 2);
        double width = length / panels;
        double sum = 0;
        for (int panel = 0; panel < panels; panel++)
        {
            for (int i = 0; i < Rule.Order; i++)
            {
                double offset = width * (panel + Rule.GetAbscissa(i));
                double q = end * Math.Exp(direction * offset);
                double ratio = NearZero.ExpM1(direction * offset) / (1 + q);
                double distance = ratio > -0.5
                    ? direction * NearZero.Log1P(ratio)
                    : offset - Math.Log((1 + end) / (1 + q));
                sum += width * Rule.GetWeight(i) * Integrand(q, distance);
            }
        }

        return sum;
    }

    // distance * f(q)/(1 + q), where y - r w = (2y - sin 2y)/2 and w (1 + q) = sqrt(1 + 2q); w^3 alone would underflow.
    private static double Integrand(double q, double distance)
    {
        double r = q / (1 + q);
        double root = Math.Sqrt(1 + (2 * q));
        double w = root / (1 + q);
        double y = Math.Atan2(r, w);
        return distance / w / w / root * (r * (ProbitAngles.AngleMinusSine(2 * y) / y / y) / 2);
    }
}
