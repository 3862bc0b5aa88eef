using MathNet.Numerics.Integration;
using NtkAnalytic.Activations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>
/// phi = x Phi(x) = x/2 + e(x), e(x) = x erf(x/sqrt 2)/2 even. By Stein's lemma, with g = sqrt(q1 q2), rho, x, y of
/// <see cref="ProbitAngles"/> and eps = 1/((1 + q1)(1 + q2)):
/// E[e e] = g/(2 pi) [c asin(c rho) + rho (y + c^2 eps/y)], E[phi phi] = c g/4 + E[e e], and
/// E[phi' phi'] = 1/4 + (1/2 pi) [asin(c rho) + (c rho/y) (1/(1 + q1) + 1/(1 + q2) + eps/y^2)].
/// </summary>
/// <remarks>
/// The gap of the even part, E[e e] at c = 1 minus at c >= 0, is g/(2 pi) times
/// (1 - c) asin(c rho) + (T - sin T) + rho w { x/(x + y) [x + (1 - c)/(y + c x)] + (eps/y) [1 + rho^2/(x (x + y))] },
/// T the difference of the two angles, w = 1 - c^2: a sum of positive terms. With it
/// s (1 - C) = s V + (1 - c) g/4 + gap and s (1 + C) = s V + (1 + c) g/4 + 2 E[e e](1) - gap, where V is the variance term.
/// </remarks>
internal sealed class GeluDual(Gelu activation) : ClosedFormDual(activation, rowsBySeries: true)
{
    private const double RoundingUnits = 16 * Epsilon;
    private const double DirectThreshold = 1e-2;
    private static readonly GaussLegendreRule Rule = new(0, 1, 12);

    public override DualMoments Diagonal(double variance)
    {
        double q = ScaledVariance(1, variance);
        double moment = variance * (0.25 + EvenMoment(q));
        double inverse = 1 / (1 + q);
        double rho = q * inverse;
        double cosineSquare = inverse + (rho * inverse);
        double slope = rho / Math.Sqrt(cosineSquare) * ((2 * inverse) + (inverse * inverse / cosineSquare));
        double derivative = 0.25 + ((ProbitAngles.OfOne(q) + slope) / (2 * Math.PI));
        return new DualMoments(moment, RoundingUnits * moment, derivative, RoundingUnits * derivative, StatusOf(moment));
    }

    protected override DualPair EvaluateOrdered(GaussianPair pair)
    {
        double q1 = ScaledVariance(1, pair.Variance1);
        double q2 = ScaledVariance(1, pair.Variance2);
        double d = Math.Min(pair.OneMinusCorrelation, pair.OnePlusCorrelation);
        var angles = new ProbitAngles(q1, q2, d, pair.OneMinusCorrelation * pair.OnePlusCorrelation);
        double epsilon = angles.Inverse1 * angles.Inverse2;
        double c = angles.Correlation;
        double slope = c * angles.Rho / angles.PairCosine
            * (angles.Inverse1 + angles.Inverse2 + (epsilon / (angles.PairCosine * angles.PairCosine)));
        double derivative = 0.25 + (Math.CopySign(angles.Pair + slope, pair.Correlation) / (2 * Math.PI));
        const double DerivativeError = RoundingUnits;
        double g = Math.Sqrt(pair.Variance1) * Math.Sqrt(pair.Variance2);
        if (g == 0)
        {
            return new DualPair(0, 0, derivative, DerivativeError, 1, 1, SolveStatus.Converged);
        }

        double moment1 = 0.25 + EvenMoment(q1);
        double moment2 = 0.25 + EvenMoment(q2);
        double root = Math.Sqrt(moment1 * moment2);
        double full = (angles.Full + (angles.Rho * (angles.FullCosine + (epsilon / angles.FullCosine)))) / (2 * Math.PI);
        double gap = EvenGap(angles, d, epsilon);
        double variance = VarianceTerm(q1, q2, moment1, moment2, full);
        double oneMinus = variance + (((pair.OneMinusCorrelation / 4) + gap) / root);
        double onePlus = variance + (((pair.OnePlusCorrelation / 4) + ((2 * full) - gap)) / root);
        double scale = g * root;
        return new DualPair(
            Scaled(scale, Correlation(oneMinus, onePlus)),
            RoundingUnits * scale,
            derivative,
            DerivativeError,
            oneMinus,
            onePlus,
            StatusOf(scale));
    }

    // E[e(u)^2]/q.
    private static double EvenMoment(double q)
    {
        double inverse = 1 / (1 + q);
        double cosine = Math.Sqrt(inverse + (q * inverse * inverse));
        return (ProbitAngles.OfOne(q) + (q * inverse * (cosine + (inverse * inverse / cosine)))) / (2 * Math.PI);
    }

    private static double EvenGap(in ProbitAngles angles, double d, double epsilon)
    {
        double x = angles.FullCosine;
        double y = angles.PairCosine;
        double rho = angles.Rho;
        double smooth = x / (x + y) * (x + (d / (y + (angles.Correlation * x))));
        double rest = epsilon / y * (1 + (rho * rho / (x * (x + y))));
        return ((d * angles.Pair) + ProbitAngles.AngleMinusSine(angles.Gap) + (rho * angles.SineSquared * (smooth + rest))) / (2 * Math.PI);
    }

    // With psi = phi/sqrt q, the variance term is [W - (sqrt m1 - sqrt m2)^2]/(2 sqrt(m1 m2)), m_i = E[psi_i^2], W = E[(psi_1 - psi_2)^2];
    // below the threshold both W and m1 - m2 are integrals, so that nothing cancels.
    private static double VarianceTerm(double q1, double q2, double moment1, double moment2, double full)
    {
        if (q1 == q2)
        {
            return 0;
        }

        double square = (moment1 - 0.25) + (moment2 - 0.25) - (2 * full);
        double rise = moment1 - moment2;
        if (square < DirectThreshold)
        {
            (square, rise) = Integrals(q1, q2);
        }

        double difference = rise / (Math.Sqrt(moment1) + Math.Sqrt(moment2));
        return Math.Max(0, square - (difference * difference)) / (2 * Math.Sqrt(moment1 * moment2));
    }

    // W and m1 - m2. W = (3/2 pi) times the integral of (1 + x^2 + y^2)^(-5/2) over the square [sqrt q2, sqrt q1]^2, because the mixed
    // derivative of E[psi_1 psi_2] in sqrt q1, sqrt q2 is E[Z^4 exp(-(q1 + q2) Z^2/2)]/(2 pi). The inner integral is
    // A^-2 (sin - sin^3/3) of the angle atan(y/sqrt A), A = 1 + x^2; the outer one runs in t = asinh x, where the nearest
    // singularities are at a distance pi/2 from the real axis: on panels of length at most 1, 12 points converge like 6^-24. The same double integral
    // up to the diagonal gives dm/dx = (x/pi) (3 + 5 x^2) / (A^2 (1 + 2 x^2)^(3/2)).
    private static (double Square, double Rise) Integrals(double q1, double q2)
    {
        double low = Math.Sqrt(q2);

        // asinh(high) - asinh(low) = asinh(high sqrt(1 + low^2) - low sqrt(1 + high^2)), rationalised.
        double length = Math.Asinh((q1 - q2) / ((Math.Sqrt(q1) * Math.Sqrt(1 + q2)) + (low * Math.Sqrt(1 + q1))));
        double start = Math.Asinh(low);
        int panels = (int)Math.Ceiling(length);
        double width = length / panels;
        double square = 0;
        double rise = 0;
        for (int panel = 0; panel < panels; panel++)
        {
            for (int i = 0; i < Rule.Order; i++)
            {
                double t = start + (width * (panel + Rule.GetAbscissa(i)));
                double x = Math.Sinh(t);
                double cosh = Math.Cosh(t);
                double a = cosh * cosh;
                double b = 1 + (2 * x * x);
                double weight = width * Rule.GetWeight(i) * cosh;
                square += weight * Inner(a, q1, q2);
                rise += weight * (x / a * (3 + (5 * x * x)) / a / (b * Math.Sqrt(b)));
            }
        }

        return (3 / (2 * Math.PI) * square, rise / Math.PI);
    }

    private static double Inner(double a, double q1, double q2)
    {
        double cosine1 = a / (a + q1);
        double cosine2 = a / (a + q2);
        double sine1 = Math.Sqrt(q1 / (a + q1));
        double sine2 = Math.Sqrt(q2 / (a + q2));
        double sines = cosine1 * ((q1 - q2) / (a + q2)) / (sine1 + sine2);
        double product = (cosine1 + (sine1 * sine1 * cosine2)) / (1 + (sine1 * sine2));
        return sines * (cosine1 + cosine2 + product) / (3 * a) / a;
    }
}
