using NtkAnalytic.Activations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>
/// phi = A sin(w x + p), split into its odd part, of weight alpha = cos(p)^2, and its even part, beta = sin(p)^2. With
/// a = w^2 q1, b = w^2 q2 and kappa = w^2 k, E[phi phi] = A^2 exp(-(a + b)/2) F(kappa), F = alpha sinh + beta cosh, and
/// E[phi' phi'] is the same with alpha and beta exchanged, times w^2.
/// </summary>
/// <remarks>
/// C = F(kappa)/sqrt(F(a) F(b)). With g = sqrt(a b), Sigma = (sqrt a + sqrt b)^2/2, delta = (sqrt a - sqrt b)^2 and y = |a - b|/2:
/// F(g) - F(kappa) = 2 sinh((1-c)g/2) [alpha cosh + beta sinh]((1+c)g/2), F(g) + F(kappa) alike, and
/// F(a)F(b) - F(g)^2 = alpha^2 V + beta^2 (sinh Sigma sinh(delta/2) + sinh(y)^2) + 2 alpha beta cosh Sigma sinh(delta/2),
/// V = sinh a sinh b - sinh(g)^2: all terms are positive. Every product is written with the factor exp(-(a + b)) taken in, so
/// that nothing overflows. sin(2p) and cos(2p) enter as alpha and beta, which are exact for p = 0, pi/4 and pi/2.
/// </remarks>
internal sealed class SinusoidDual : ClosedFormDual
{
    private const double RoundingUnits = 16 * Epsilon;
    private readonly double _frequencySquare;
    private readonly double _amplitudeSquare;
    private readonly double _odd;
    private readonly double _even;

    public SinusoidDual(Sinusoid activation)
        : base(activation)
    {
        _frequencySquare = activation.Frequency * activation.Frequency;
        _amplitudeSquare = activation.Amplitude * activation.Amplitude;
        double sine = Math.Sin(activation.Phase);
        double cosine = Math.Cos(activation.Phase);
        (_odd, _even) = activation.Parity switch
        {
            Parity.Odd => (1, 0),
            Parity.Even => (0, 1),
            _ when Math.Abs(activation.Phase) == Math.PI / 4 => (0.5, 0.5),
            _ => (cosine * cosine, sine * sine),
        };
    }

    public override DualMoments Diagonal(double variance)
    {
        double a = ScaledVariance(_frequencySquare, variance);
        double moment = _amplitudeSquare * Moment(a, _odd, _even);
        double derivative = _amplitudeSquare * _frequencySquare * Moment(a, _even, _odd);
        return new DualMoments(moment, RoundingUnits * moment, derivative, RoundingUnits * derivative, SolveStatus.Converged);
    }

    protected override DualPair EvaluateOrdered(GaussianPair pair)
    {
        double a = ScaledVariance(_frequencySquare, pair.Variance1);
        double b = ScaledVariance(_frequencySquare, pair.Variance2);
        double g = Math.Sqrt(a) * Math.Sqrt(b);
        double sum = Math.Sqrt(a) + Math.Sqrt(b);
        double apart = ScaledDifference(_frequencySquare, pair);
        double rootApart = sum > 0 ? apart / sum : 0;
        double delta = rootApart * rootApart;
        double near = pair.OneMinusCorrelation * g;
        double far = pair.OnePlusCorrelation * g;

        double damping = Math.Exp(-delta / 2);
        double c = pair.Correlation;
        double peak = Math.Exp(-Math.Min(near, far)) * damping / 2;
        double drop = -NearZero.ExpM1(-2 * Math.Abs(c) * g);
        double hyperbolicSine = Math.CopySign(peak * drop, c);
        double hyperbolicCosine = peak * (2 - drop);
        double momentA = Moment(a, _odd, _even);
        double momentB = Moment(b, _odd, _even);
        double scale = Math.Sqrt(momentA) * Math.Sqrt(momentB);
        double derivativeScale = _amplitudeSquare * _frequencySquare * Math.Sqrt(Moment(a, _even, _odd)) * Math.Sqrt(Moment(b, _even, _odd));
        double derivative = _amplitudeSquare * _frequencySquare * ((_even * hyperbolicSine) + (_odd * hyperbolicCosine));
        if (scale == 0)
        {
            return new DualPair(0, 0, derivative, RoundingUnits * derivativeScale, 1, 1, SolveStatus.Converged);
        }

        double variance = VarianceTerm(a, b, apart, damping * Moment(g, _odd, _even) / scale, momentA, momentB);
        double nearDrop = -NearZero.ExpM1(-near);
        double farDrop = -NearZero.ExpM1(-far);
        double oneMinus = variance + (damping * nearDrop * ((_odd * (2 - farDrop)) + (_even * farDrop)) / (2 * scale));
        double onePlus = variance + (damping * (2 - nearDrop) * ((_odd * farDrop) + (_even * (2 - farDrop))) / (2 * scale));
        return new DualPair(
            _amplitudeSquare * ((_odd * hyperbolicSine) + (_even * hyperbolicCosine)),
            RoundingUnits * _amplitudeSquare * scale,
            derivative,
            RoundingUnits * derivativeScale,
            oneMinus,
            onePlus,
            SolveStatus.Converged);
    }

    // exp(-a) (odd sinh a + even cosh a).
    private static double Moment(double a, double odd, double even)
    {
        double drop = -NearZero.ExpM1(-2 * a);
        return ((odd * drop) + (even * (2 - drop))) / 2;
    }

    // 1 - C at c = 1, plain where C is small, else from r = 1 - C^2, C = F(g)/sqrt(F(a) F(b)).
    private double VarianceTerm(double a, double b, double apart, double correlation, double momentA, double momentB)
    {
        if (apart == 0 || correlation < 0.5)
        {
            return apart == 0 ? 0 : 1 - correlation;
        }

        double sum = Math.Sqrt(a) + Math.Sqrt(b);
        double root = apart / sum;
        double deltaDrop = -NearZero.ExpM1(-root * root);
        double sigmaDrop = -NearZero.ExpM1(-sum * sum);
        double yDrop = -NearZero.ExpM1(-apart);
        double square = Math.Exp(-2 * b) * yDrop * yDrop / 4;
        double product = sigmaDrop * deltaDrop / 4;
        double even = product + square;
        double mixed = (2 - sigmaDrop) * deltaDrop / 4;
        double odd = _odd > 0 ? OddExcess(a, b, apart, product, square) : 0;
        double excess = (_odd * _odd * odd) + (_even * _even * even) + (2 * _odd * _even * mixed);
        double relative = Math.Min(1, excess / momentA / momentB);
        return relative / (1 + Math.Sqrt(1 - relative));
    }

    // exp(-a-b) (sinh a sinh b - sinh(g)^2). For a + b <= 4 the power series in X = (a-b)^2 and Y = 4 a b, whose terms
    // T_n = (X + Y)^n - X^n - Y^n >= 0 obey T_(n+1) = (X + Y) T_n + X Y^n + Y X^n; above, the difference of two terms whose
    // ratio is at least sinh(Sigma)/Sigma when a and b are within a factor 9, and the plain difference when they are not.
    private static double OddExcess(double a, double b, double apart, double product, double square)
    {
        if (a + b > 4)
        {
            if (a <= 9 * b)
            {
                return product - square;
            }

            double g = Math.Sqrt(a) * Math.Sqrt(b);
            double rootDrop = -NearZero.ExpM1(-2 * g);
            double root = apart / (Math.Sqrt(a) + Math.Sqrt(b));
            return (NearZero.ExpM1(-2 * a) * NearZero.ExpM1(-2 * b) / 4) - (Math.Exp(-root * root) * rootDrop * rootDrop / 4);
        }

        double x = apart * apart;
        double y = 4 * a * b;
        double powerX = x;
        double powerY = y;
        double term = 0;
        double factorial = 2;
        double total = 0;
        for (int n = 2; n <= 18; n++)
        {
            term = ((x + y) * term) + (x * powerY) + (y * powerX);
            powerX *= x;
            powerY *= y;
            factorial *= ((2 * n) - 1) * (2.0 * n);
            total += term / factorial;
        }

        return total / 2 * Math.Exp(-a - b);
    }
}
