using NtkAnalytic.Activations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>
/// phi = erf(s x): E[phi phi] = (2/pi) asin(k'/sqrt((1 + q1')(1 + q2'))) and
/// E[phi' phi'] = (4 s^2/pi) / sqrt((1 + q1')(1 + q2') - k'^2) with q' = 2 s^2 q, k' = 2 s^2 k (Williams 1997, equation 11).
/// </summary>
/// <remarks>
/// With t the angles of <see cref="ProbitAngles"/>, C(c) = t(c)/sqrt(t1 t2), so 1 - C = (1 - t(1)/sqrt(t1 t2)) + (t(1) - t(c))/sqrt(t1 t2)
/// for c >= 0; phi is odd.
/// </remarks>
internal sealed class ErfDual(ErfActivation activation) : ClosedFormDual(activation, rowsBySeries: true)
{
    private const double RoundingUnits = 16 * Epsilon;
    private const double TwoOverPi = 2 / Math.PI;
    private readonly double _twiceScaleSquare = 2 * activation.Scale * activation.Scale;

    public override DualMoments Diagonal(double variance)
    {
        double q = ScaledVariance(_twiceScaleSquare, variance);
        double moment = TwoOverPi * ProbitAngles.OfOne(q);
        double derivative = TwoOverPi * _twiceScaleSquare / Math.Sqrt(1 + (2 * q));
        return new DualMoments(moment, RoundingUnits * moment, derivative, RoundingUnits * derivative, SolveStatus.Converged);
    }

    protected override DualPair EvaluateOrdered(GaussianPair pair)
    {
        double q1 = ScaledVariance(_twiceScaleSquare, pair.Variance1);
        double q2 = ScaledVariance(_twiceScaleSquare, pair.Variance2);
        bool positive = pair.OneMinusCorrelation <= pair.OnePlusCorrelation;
        double gap = Math.Min(pair.OneMinusCorrelation, pair.OnePlusCorrelation);
        var angles = new ProbitAngles(q1, q2, gap, pair.OneMinusCorrelation * pair.OnePlusCorrelation);
        double inverseRoot = Math.Sqrt(angles.Inverse1) * Math.Sqrt(angles.Inverse2);
        double derivative = TwoOverPi * _twiceScaleSquare * inverseRoot / angles.PairCosine;
        double derivativeScale = TwoOverPi * _twiceScaleSquare / Math.Sqrt(Math.Sqrt(1 + (2 * q1)) * Math.Sqrt(1 + (2 * q2)));
        double angle1 = ProbitAngles.OfOne(q1);
        double angle2 = ProbitAngles.OfOne(q2);
        double root = Math.Sqrt(angle1) * Math.Sqrt(angle2);
        if (root == 0)
        {
            return new DualPair(0, 0, derivative, RoundingUnits * derivativeScale, 1, 1, SolveStatus.Converged);
        }

        double variance = AngleConvexity.Evaluate(q1, q2, ScaledDifference(_twiceScaleSquare, pair), angle1, angle2, angles.Full);
        double near = variance + (angles.Gap / root);
        double far = variance + ((angles.Full + angles.Pair) / root);
        double value = TwoOverPi * angles.Pair;
        return new DualPair(
            positive ? value : -value,
            RoundingUnits * TwoOverPi * root,
            derivative,
            RoundingUnits * derivativeScale,
            positive ? near : far,
            positive ? far : near,
            SolveStatus.Converged);
    }
}
