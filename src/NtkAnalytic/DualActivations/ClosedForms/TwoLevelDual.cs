using NtkAnalytic.Activations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>
/// phi = mu + (J/2) sign(x) with the mean level mu and the jump J: E[phi phi] = mu^2 + (J^2/4) (1 - 2 theta/pi), cos(theta) = c
/// (Sheppard 1899), and E[phi' phi'] = J^2 p(0, 0) = J^2 / (2 pi sqrt(q1 q2 (1 - c^2))), the density of the pair at the jumps.
/// </summary>
/// <remarks>A variance of zero puts the input on the jump, where phi = mu; the derivative dual diverges there and at |c| = 1.</remarks>
internal sealed class TwoLevelDual : ClosedFormDual
{
    private const double RoundingUnits = 8 * Epsilon;
    private readonly double _meanSquare;
    private readonly double _signSquare;

    public TwoLevelDual(TwoLevel activation)
        : base(activation)
    {
        double mean = (activation.High + activation.Low) / 2;
        double half = (activation.High - activation.Low) / 2;
        _meanSquare = mean * mean;
        _signSquare = half * half;
    }

    private double Moment => _meanSquare + _signSquare;

    public override DualMoments Diagonal(double variance)
    {
        double moment = variance > 0 ? Moment : _meanSquare;
        bool jumps = _signSquare > 0;
        return new DualMoments(
            moment,
            RoundingUnits * moment,
            jumps ? double.PositiveInfinity : 0,
            0,
            jumps ? SolveStatus.Diverges : SolveStatus.Converged);
    }

    protected override DualPair EvaluateOrdered(GaussianPair pair)
    {
        double derivative = DensityAtTheJumps(pair);
        SolveStatus status = double.IsInfinity(derivative) ? SolveStatus.Diverges : SolveStatus.Converged;
        double derivativeError = double.IsInfinity(derivative) ? 0 : RoundingUnits * derivative;
        if (pair.Variance2 == 0)
        {
            return AtTheJump(pair, derivative, derivativeError, status);
        }

        if (Moment == 0)
        {
            return new DualPair(0, 0, 0, 0, 1, 1, status);
        }

        bool positive = pair.OneMinusCorrelation <= pair.OnePlusCorrelation;
        double acute = HalfAngle.Angle(Math.Min(pair.OneMinusCorrelation, pair.OnePlusCorrelation)) * (2 / Math.PI);
        double oneMinus = _signSquare * (positive ? acute : 2 - acute) / Moment;
        double onePlus = ((2 * _meanSquare) + (_signSquare * (positive ? 2 - acute : acute))) / Moment;
        return new DualPair(
            Moment * Correlation(oneMinus, onePlus),
            RoundingUnits * Moment,
            derivative,
            derivativeError,
            oneMinus,
            onePlus,
            status);
    }

    // Divided step by step: the product of the spreads may overflow or underflow.
    private double DensityAtTheJumps(GaussianPair pair)
    {
        double sine = Math.Sqrt(pair.OneMinusCorrelation) * Math.Sqrt(pair.OnePlusCorrelation);
        return _signSquare == 0 ? 0
            : sine == 0 || pair.Variance2 == 0 ? double.PositiveInfinity
            : 2 / Math.PI * _signSquare / Math.Sqrt(pair.Variance1) / Math.Sqrt(pair.Variance2) / sine;
    }

    // phi(v) = mu is constant: E[phi(u) phi(v)] = mu E[phi(u)] = mu^2.
    private DualPair AtTheJump(GaussianPair pair, double derivative, double derivativeError, SolveStatus status)
    {
        if (_meanSquare == 0)
        {
            return new DualPair(0, 0, derivative, derivativeError, 1, 1, status);
        }

        double root = Math.Sqrt(Moment);
        double mean = Math.Sqrt(_meanSquare);
        double oneMinus = pair.Variance1 == 0 ? 0 : _signSquare / (root * (root + mean));
        return new DualPair(_meanSquare, RoundingUnits * _meanSquare, derivative, derivativeError, oneMinus, 2 - oneMinus, status);
    }
}
