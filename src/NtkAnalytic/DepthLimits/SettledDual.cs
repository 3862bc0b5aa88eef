using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DepthLimits;

/// <summary>
/// The duals at one variance as functions of gamma = 1 - c in [0, 1], for the millions of layers after the variance has settled:
/// 1 - C = gamma (chi + t s(t)) and E[phi' phi'] = D + t e(t) with t = sqrt(gamma), in which they are analytic, kinks or not;
/// s and e are Chebyshev polynomials. At c = 1 the values are those of the diagonal, whatever the errors of s and e.
/// </summary>
internal sealed class SettledDual
{
    private const int FewestTerms = 24;
    private const int MostTerms = 192;
    private const double Accuracy = 2e-15;
    private const double LeastAccuracy = 1e-12;
    private readonly Parity _parity;
    private readonly DualMoments _diagonal;
    private readonly double _chi;
    private readonly double[] _correlation;
    private readonly double[] _derivative;

    private SettledDual(DualActivation dual, double variance, DualMoments diagonal, int terms)
    {
        _parity = dual.Activation.Parity;
        _diagonal = diagonal;
        _chi = variance * diagonal.DerivativeSecondMoment / diagonal.SecondMoment;
        double[] points = ChebyshevFit.Points(terms);
        double[] correlation = new double[terms];
        double[] derivative = new double[terms];
        for (int k = 0; k < terms; k++)
        {
            double t = (1 + points[k]) / 2;
            DualPair pair = At(dual, variance, t);
            correlation[k] = ((pair.OneMinusCorrelation / (t * t)) - _chi) / t;
            derivative[k] = (pair.Derivative - diagonal.DerivativeSecondMoment) / t;
        }

        _correlation = ChebyshevFit.Coefficients(correlation);
        _derivative = ChebyshevFit.Coefficients(derivative);
    }

    /// <summary>Compiles the duals at one variance.</summary>
    /// <param name="dual">The duals.</param>
    /// <param name="variance">q, positive.</param>
    /// <returns>The functions; null where they are not analytic enough, as for an activation that jumps.</returns>
    public static SettledDual? Of(DualActivation dual, double variance)
    {
        DualMoments diagonal = dual.Diagonal(variance);
        if (!(diagonal.SecondMoment > 0) || !(diagonal.DerivativeSecondMoment > 0) || !double.IsFinite(diagonal.DerivativeSecondMoment))
        {
            return null;
        }

        SettledDual? best = null;
        double bestError = LeastAccuracy;
        for (int terms = FewestTerms; terms <= MostTerms && bestError > Accuracy; terms *= 2)
        {
            var candidate = new SettledDual(dual, variance, diagonal, terms);
            double error = candidate.ErrorAgainst(dual, variance);
            if (error < bestError)
            {
                (best, bestError) = (candidate, error);
            }
        }

        return best;
    }

    /// <summary>The duals of a pair of this variance.</summary>
    /// <param name="oneMinus">1 - c.</param>
    /// <param name="onePlus">1 + c.</param>
    /// <param name="pair">The duals, without error estimates.</param>
    /// <returns>False for a negative correlation, unless phi is odd or even.</returns>
    public bool TryEvaluate(double oneMinus, double onePlus, out DualPair pair)
    {
        bool negative = oneMinus > onePlus;
        if (negative && _parity == Parity.None)
        {
            pair = default;
            return false;
        }

        double gap = negative ? onePlus : oneMinus;
        double t = Math.Sqrt(gap);
        (double correlation, double derivative) = Sum((2 * t) - 1);
        double near = gap * (_chi + (t * correlation));
        double slope = _diagonal.DerivativeSecondMoment + (t * derivative);
        double value = _diagonal.SecondMoment * (1 - near);
        bool reflected = negative && _parity == Parity.Odd;
        pair = new DualPair(
            reflected ? -value : value,
            0,
            negative && _parity == Parity.Even ? -slope : slope,
            0,
            reflected ? 2 - near : near,
            reflected ? near : 2 - near,
            SolveStatus.Converged);
        return true;
    }

    private static DualPair At(DualActivation dual, double variance, double t) =>
        dual.Evaluate(new GaussianPair(variance, variance, t * t, 2 - (t * t)));

    // Clenshaw's recurrence for both series at once: the two chains of operations overlap.
    private (double Correlation, double Derivative) Sum(double x)
    {
        double[] first = _correlation;
        double[] second = _derivative;
        double a1 = 0;
        double a2 = 0;
        double b1 = 0;
        double b2 = 0;
        for (int k = first.Length - 1; k > 0; k--)
        {
            (a1, a2) = (Math.FusedMultiplyAdd(2 * x, a1, first[k] - a2), a1);
            (b1, b2) = (Math.FusedMultiplyAdd(2 * x, b1, second[k] - b2), b1);
        }

        return (Math.FusedMultiplyAdd(x, a1, first[0] - a2), Math.FusedMultiplyAdd(x, b1, second[0] - b2));
    }

    // The largest relative error at points that are no nodes, down to gamma = 1e-8.
    private double ErrorAgainst(DualActivation dual, double variance)
    {
        double worst = 0;
        foreach (double t in (ReadOnlySpan<double>)[1e-4, 3e-3, 0.021, 0.11, 0.27, 0.45, 0.63, 0.81, 0.93, 0.998])
        {
            DualPair exact = At(dual, variance, t);
            TryEvaluate(t * t, 2 - (t * t), out DualPair fitted);
            worst = Math.Max(worst, Math.Abs(fitted.OneMinusCorrelation - exact.OneMinusCorrelation) / (t * t * _chi));
            worst = Math.Max(worst, Math.Abs(fitted.Derivative - exact.Derivative) / _diagonal.DerivativeSecondMoment);
        }

        return worst;
    }
}
