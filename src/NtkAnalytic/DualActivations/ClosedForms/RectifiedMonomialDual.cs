using NtkAnalytic.Activations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>
/// phi = max(0, x)^n: E[phi phi] = (q1 q2)^(n/2) ((2n-1)!!/2) C_n(c) with the normalised arc-cosine kernels of Cho and Saul
/// (2009, equations 1 to 4), C_0 = 1 - theta/pi and C_1 the one of relu; E[phi' phi'] = n^2 (q1 q2)^((n-1)/2) ((2n-3)!!/2) C_(n-1).
/// </summary>
/// <remarks>
/// C_n is the integral of w^n, w = (cos 2 psi + c)/2, over |psi| &lt; (pi - theta)/2, divided by its value at c = 1. Integration
/// by parts gives C_n = c C_(n-1) + k_n (1 - c^2) C_(n-2), k_n = (n-1)^2 / ((2n-1)(2n-3)), and so for the gaps g_n = 1 - C_n
/// g_n = (1 - c) + c g_(n-1) - k_n (1 - c^2) (1 - g_(n-2)): each is about (1 - c) n^2/(2n-1) near c = 1, and the subtracted
/// term at most (1 - c)/2, so that no digits are lost there.
/// </remarks>
internal sealed class RectifiedMonomialDual(RectifiedMonomial activation) : ClosedFormDual(activation)
{
    private readonly int _degree = activation.Degree;
    private readonly double _roundingUnits = (8 + (2 * activation.Degree)) * Epsilon;

    public override DualMoments Diagonal(double variance)
    {
        double moment = Moment(variance, _degree);
        double derivative = (double)_degree * _degree * Moment(variance, _degree - 1);
        return new DualMoments(moment, _roundingUnits * moment, derivative, _roundingUnits * derivative, StatusOf(moment + derivative));
    }

    protected override DualPair EvaluateOrdered(GaussianPair pair)
    {
        if (Moment(pair.Variance2, _degree) == 0)
        {
            return new DualPair(0, 0, 0, 0, 1, 1, SolveStatus.Converged);
        }

        double root = Math.Sqrt(pair.Variance1) * Math.Sqrt(pair.Variance2);
        (double gap, double derivativeGap) = Gaps(pair);
        double scale = Moment(root, _degree);
        double derivativeScale = (double)_degree * _degree * Moment(root, _degree - 1);
        return new DualPair(
            Scaled(scale, 1 - gap),
            _roundingUnits * scale,
            Scaled(derivativeScale, 1 - derivativeGap),
            _roundingUnits * derivativeScale,
            gap,
            2 - gap,
            StatusOf(scale + derivativeScale));
    }

    private (double Gap, double DerivativeGap) Gaps(GaussianPair pair)
    {
        double oneMinus = pair.OneMinusCorrelation;
        double c = pair.Correlation;
        double sineSquared = oneMinus * pair.OnePlusCorrelation;
        double acute = Math.Min(oneMinus, pair.OnePlusCorrelation);
        double angle = HalfAngle.Angle(acute);
        double previous = (oneMinus <= pair.OnePlusCorrelation ? angle : Math.PI - angle) / Math.PI;
        double current = (oneMinus + acute - (2 / Math.PI * HalfAngle.SegmentFromGap(acute))) / 2;
        for (int n = 2; n <= _degree; n++)
        {
            double factor = (n - 1.0) * (n - 1) / (((2.0 * n) - 1) * ((2.0 * n) - 3));
            (previous, current) = (current, oneMinus + (c * current) - (factor * sineSquared * (1 - previous)));
        }

        // Where C_n is nearly 0 (c near -1) rounding may leave the gap a hair above 1.
        return (Math.Min(current, 1), Math.Min(previous, 1));
    }

    // q^n (2n-1)!!/2 as a product of the factors q (2i - 1), large ones while the product is below 1 and small ones while
    // it is above: it overflows or underflows only where the result does.
    private static double Moment(double variance, int degree)
    {
        double product = 0.5;
        int low = 1;
        int high = degree;
        while (low <= high)
        {
            int i = product < 1 ? high-- : low++;
            product *= variance * ((2 * i) - 1);
        }

        return product;
    }
}
