using NtkAnalytic.DualActivations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>
/// (1 - C)/(1 - c) of a dual close to c = 1 as a polynomial, for activations whose Hermite series does not serve there and whose
/// pairs are dear: in x = sqrt(1 - c) where phi has breakpoints, which the half-integer powers ask for, and in x = 1 - c elsewhere.
/// The interval is halved until the Chebyshev coefficients have fallen to rounding.
/// </summary>
/// <remarks>
/// Two kinks at the distance D add terms like exp(-D^2 / (4 q (1 - c))): infinitely smooth at c = 1 but not analytic, so no
/// interval is safe in advance. Where phi itself jumps, (1 - C)/(1 - c) is infinite at c = 1 and x times it is what is fitted.
/// </remarks>
internal sealed class NearFit
{
    /// <summary>How many points a fit has.</summary>
    public const int Points = 28;

    private const double FirstEnd = 0.8;
    private const double LastEnd = 1e-5;

    // The rounding of a quadrature, 2e-15, over the last coefficients.
    private const double Fallen = 2e-14;
    private readonly double[] _coefficients;
    private readonly double[] _slopeCoefficients;
    private readonly bool _isRoot;
    private readonly bool _jumps;

    private NearFit(double end, bool isRoot, bool jumps, double[] nodes, double[] values, double tail, SolveStatus status)
    {
        End = end;
        Nodes = nodes;
        Values = values;
        Tail = tail;
        Status = status;
        _isRoot = isRoot;
        _jumps = jumps;
        _coefficients = ChebyshevFit.Coefficients(values);
        _slopeCoefficients = Differentiate(_coefficients);
    }

    /// <summary>The largest x.</summary>
    public double End { get; }

    /// <summary>The largest 1 - c.</summary>
    public double OneMinusEnd => _isRoot ? End * End : End;

    /// <summary>The points x.</summary>
    public double[] Nodes { get; }

    /// <summary>(1 - C)/(1 - c) there (times x where phi jumps), as the dual gives it.</summary>
    public double[] Values { get; }

    /// <summary>The last coefficients in parts of the largest: the error of the fit.</summary>
    public double Tail { get; }

    /// <summary>The worst status of the values.</summary>
    public SolveStatus Status { get; }

    /// <summary>The fit of a dual at a variance.</summary>
    public static NearFit Of(DualActivation dual, double variance)
    {
        bool isRoot = dual.Activation.Breakpoints.Count > 0;
        bool jumps = dual.Activation.Breakpoints.Any(b => b.IsJump);
        double[] points = ChebyshevFit.Points(Points);
        for (double end = FirstEnd; ; end /= 2)
        {
            double[] nodes = [.. points.Select(p => end * (1 + p) / 2)];
            double[] values = new double[Points];
            SolveStatus status = SolveStatus.Converged;
            for (int i = 0; i < Points; i++)
            {
                double gamma = isRoot ? nodes[i] * nodes[i] : nodes[i];
                DualPair pair = dual.Evaluate(new GaussianPair(variance, variance, gamma, 2 - gamma));
                values[i] = pair.OneMinusCorrelation / (jumps ? nodes[i] : gamma);
                status = SolveStatus.Worse(status, pair.Status);
            }

            double[] coefficients = ChebyshevFit.Coefficients(values);
            double tail = coefficients[^4..].Max(Math.Abs) / coefficients.Max(Math.Abs);
            if (tail <= Fallen || end / 2 < LastEnd)
            {
                return new NearFit(end, isRoot, jumps, nodes, values, tail, status);
            }
        }
    }

    /// <summary>(1 - C)/(1 - c) at c = 1 less its value at c; only where phi does not jump.</summary>
    /// <param name="oneMinus">1 - c in [0, <see cref="OneMinusEnd"/>].</param>
    public double Drop(double oneMinus) => ChebyshevFit.Evaluate(_coefficients, -1) - ChebyshevFit.Evaluate(_coefficients, Position(oneMinus));

    /// <summary>1 - C and C'.</summary>
    /// <param name="oneMinus">1 - c in (0, <see cref="OneMinusEnd"/>].</param>
    /// <param name="whole">C'(1), to which the fit is shifted; ignored where phi jumps.</param>
    public (double OneMinus, double Slope) Evaluate(double oneMinus, double whole)
    {
        double position = Position(oneMinus);
        double x = _isRoot ? Math.Sqrt(oneMinus) : oneMinus;
        double slope = 2 / End * ChebyshevFit.Evaluate(_slopeCoefficients, position);
        if (_jumps)
        {
            // 1 - C = x g(x), x^2 = 1 - c.
            double value = ChebyshevFit.Evaluate(_coefficients, position);
            return (x * value, (value + (x * slope)) / (2 * x));
        }

        double ratio = whole - Drop(oneMinus);
        return (oneMinus * ratio, ratio + (x * slope / (_isRoot ? 2 : 1)));
    }

    private double Position(double oneMinus) => (2 * (_isRoot ? Math.Sqrt(oneMinus) : oneMinus) / End) - 1;

    // c'_(k-1) = c'_(k+1) + 2 k c_k (Trefethen, Approximation Theory and Practice, chapter 3).
    private static double[] Differentiate(double[] coefficients)
    {
        double[] slope = new double[coefficients.Length];
        for (int k = coefficients.Length - 1; k > 0; k--)
        {
            slope[k - 1] = (k + 1 < coefficients.Length ? slope[k + 1] : 0) + (2 * k * coefficients[k]);
        }

        slope[0] /= 2;
        return slope;
    }
}
