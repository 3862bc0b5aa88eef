using NtkAnalytic.Activations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>
/// phi = exp(a x): E[phi phi] = exp(a^2 (q1 + q2 + 2k)/2), E[phi' phi'] = a^2 E[phi phi], and
/// 1 - C = 1 - exp(-a^2 (q1 + q2 - 2k)/2), where q1 + q2 - 2k = (sqrt q1 - sqrt q2)^2 + 2 sqrt(q1 q2) (1 - c) does not cancel.
/// </summary>
/// <remarks>The correlation is right also where the moments overflow. The relative error of exp(x) is x roundings.</remarks>
internal sealed class ExponentialDual(Exponential activation) : ClosedFormDual(activation)
{
    private readonly double _rateSquare = activation.Rate * activation.Rate;

    public override DualMoments Diagonal(double variance)
    {
        double exponent = 2 * _rateSquare * variance;
        (double value, double error, double derivative, double derivativeError) = Moments(exponent, exponent);
        return new DualMoments(value, error, derivative, derivativeError, StatusOf(value + derivative));
    }

    protected override DualPair EvaluateOrdered(GaussianPair pair)
    {
        double a = ScaledVariance(_rateSquare, pair.Variance1);
        double b = ScaledVariance(_rateSquare, pair.Variance2);
        double root = Math.Sqrt(a) * Math.Sqrt(b);
        double half = ((a + b) / 2) + (pair.Correlation * root);
        (double value, double error, double derivative, double derivativeError) = Moments(half, a + b);
        double sum = Math.Sqrt(a) + Math.Sqrt(b);
        double difference = sum > 0 ? ScaledDifference(_rateSquare, pair) / sum : 0;
        double distance = (difference * difference / 2) + (root * pair.OneMinusCorrelation);
        return new DualPair(
            value,
            error,
            derivative,
            derivativeError,
            -NearZero.ExpM1(-distance),
            1 + Math.Exp(-distance),
            StatusOf(value + derivative));
    }

    private (double Value, double Error, double Derivative, double DerivativeError) Moments(double exponent, double size)
    {
        double value = Math.Exp(exponent);
        double error = (4 + (2 * size)) * Epsilon * value;
        return (value, error, Scaled(value, _rateSquare), Scaled(error, _rateSquare));
    }
}
