using NtkAnalytic.Activations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>
/// phi = exp(-s x^2), a Gaussian integral: with a = 2 s q1, b = 2 s q2 and D = 1 + a + b + a b (1 - c^2),
/// E[phi phi] = D^(-1/2) and E[phi' phi'] = 4 s^2 k D^(-3/2).
/// </summary>
/// <remarks>
/// With R = sqrt((1 + 2a)(1 + 2b)) the correlation is C = sqrt(R/D), and D/R = 1 + e with
/// e = (a - b)^2 / (R (1 + a + b + R)) + a b (1 - c^2)/R, a sum of positive terms; 1 - C = e / (sqrt(1 + e) (1 + sqrt(1 + e))).
/// </remarks>
internal sealed class GaussianBumpDual(GaussianBump activation) : ClosedFormDual(activation, rowsBySeries: true)
{
    private const double RoundingUnits = 16 * Epsilon;
    private readonly double _twiceScale = 2 * activation.Scale;

    public override DualMoments Diagonal(double variance)
    {
        double a = ScaledVariance(_twiceScale, variance);
        double moment = 1 / Math.Sqrt(1 + (2 * a));
        double derivative = _twiceScale * (a / (1 + (2 * a))) * moment;
        return new DualMoments(moment, RoundingUnits * moment, derivative, RoundingUnits * derivative, SolveStatus.Converged);
    }

    protected override DualPair EvaluateOrdered(GaussianPair pair)
    {
        double a = ScaledVariance(_twiceScale, pair.Variance1);
        double b = ScaledVariance(_twiceScale, pair.Variance2);
        double apart = ScaledDifference(_twiceScale, pair);
        double rootA = Math.Sqrt(1 + (2 * a));
        double rootB = Math.Sqrt(1 + (2 * b));
        double r = rootA * rootB;
        double excess = (apart / r * (apart / (1 + a + b + r)))
            + (a / rootA * (b / rootB) * (pair.OneMinusCorrelation * pair.OnePlusCorrelation));
        double root = Math.Sqrt(1 + excess);
        double scale = 1 / Math.Sqrt(r);
        double oneMinus = excess / (root * (1 + root));
        double derivativeScale = _twiceScale * (Math.Sqrt(a) / rootA) * (Math.Sqrt(b) / rootB) * scale;
        return new DualPair(
            scale / root,
            RoundingUnits * scale,
            pair.Correlation * derivativeScale / (root * (1 + excess)),
            RoundingUnits * derivativeScale,
            oneMinus,
            1 + (1 / root),
            SolveStatus.Converged);
    }
}
