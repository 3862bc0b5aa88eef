using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>A Hermite expansion at one variance.</summary>
/// <param name="Unit">The coefficients divided by <paramref name="Length"/>; meaningless where that is 0.</param>
/// <param name="Moment">The sum of squares of the coefficients, E[phi(u)^2]; +infinity where it overflows.</param>
/// <param name="Length">Its square root, which may be finite where the square is not.</param>
internal readonly record struct HermiteVector(DoubleDouble[] Unit, double Moment, double Length)
{
    /// <summary>
    /// 1 - C and 1 + C, C the sum of a_k b_k c^k over two unit vectors. Degree by degree, as
    /// a^2/2 + b^2/2 - a b c^k = (|a| - |b|)^2/2 + |a b| (1 - |c|^k) where a b c^k > 0 and a^2/2 + b^2/2 + |a b| |c|^k
    /// otherwise: all terms are positive, so both sums keep their relative accuracy.
    /// </summary>
    public static (double OneMinus, double OnePlus) Correlate(HermiteVector first, HermiteVector second, double oneMinus, double onePlus)
    {
        double gap = Math.Min(oneMinus, onePlus);
        double c = 1 - gap;
        bool negative = onePlus < oneMinus;
        double near = 0;
        double far = 0;
        double power = 1;
        double powerGap = 0;
        for (int k = 0; k < first.Unit.Length; k++)
        {
            DoubleDouble a = first.Unit[k];
            DoubleDouble b = second.Unit[k];
            double sign = (a.High < 0) != (b.High < 0) ? -1 : 1;
            double product = Math.Abs(a.High * b.High);
            double difference = (a.High - (sign * b.High)) + (a.Low - (sign * b.Low));
            double apart = (difference * difference / 2) + (product * powerGap);
            double together = (((a.High * a.High) + (b.High * b.High)) / 2) + (product * power);
            bool opposite = (sign < 0) != (negative && k % 2 == 1);
            near += opposite ? together : apart;
            far += opposite ? apart : together;
            powerGap += power * gap;
            power *= c;
        }

        return (near, far);
    }
}
