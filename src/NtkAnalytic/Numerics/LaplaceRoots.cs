namespace NtkAnalytic.Numerics;

/// <summary>
/// Every zero of a Laplace transform in a range of q = 1/(2 s), none missed: simple zeros in brackets, and double zeros where the
/// transform touches 0 within its accuracy.
/// </summary>
/// <remarks>
/// With v_1 one of the N changes of sign of the density h, the derivative of exp(v_1 s) f is exp(v_1 s) f_1 with
/// f_1 = v_1 f + f', and f_1 has the density (v_1 - v) h(v) with one change less. So between neighbouring zeros of f_1 there is at
/// most one zero of f, the sign of f at these points tells whether there is, and a double zero of f is a zero of f_1. The zeros
/// of f_1 are found likewise from f_2 = v_2 f_1 + f_1', and so on down to one change, where there is one zero at most. Where
/// f, f_1, ..., f_(N-1) all have the sign that they have in the limit s -> 0 (or s -> infinity), this argument leaves no zero
/// beyond: it bounds the search, whatever the range.
/// </remarks>
internal sealed class LaplaceRoots
{
    /// <summary>With two derivatives the chain f, f_1, f_2 serves three changes of sign.</summary>
    public const int MostChanges = 3;

    private const double Step = 16;
    private const int MostSteps = 48;
    private readonly Func<double, LaplaceJet> _transform;
    private readonly double[] _changes;
    private readonly DensitySigns _signs;
    private int _evaluations;
    private double _lastVariance = double.NaN;
    private LaplaceJet _last;

    private LaplaceRoots(Func<double, LaplaceJet> transform, DensitySigns signs)
    {
        _transform = transform;
        _signs = signs;
        _changes = signs.Changes;
    }

    /// <summary>The zeros, ascending in q.</summary>
    /// <param name="transform">f at a given q, before any smoothing of its density.</param>
    /// <param name="signs">The signs of its density, not identically zero.</param>
    /// <param name="from">The smallest q, 0 or more.</param>
    /// <param name="to">The largest q.</param>
    public static LaplaceRootSet Find(Func<double, LaplaceJet> transform, DensitySigns signs, double from, double to)
    {
        if (signs.Changes.Length == 0 || signs.First == 0)
        {
            return new LaplaceRootSet([], 0, true);
        }

        if (signs.Changes.Length > MostChanges)
        {
            return new LaplaceRootSet([], 0, false);
        }

        return new LaplaceRoots(transform, signs).Find(from, to);
    }

    private LaplaceRootSet Find(double from, double to)
    {
        double low = Reach(Math.Clamp(_changes[0] / 4, from, to), 1 / Step, from, k => _signs.First);
        double high = Reach(Math.Clamp(_changes[^1] * 4, from, to), Step, to, k => k % 2 == 0 ? _signs.Last : -_signs.Last);
        List<LaplaceRoot> roots = [];
        if (high <= low)
        {
            return new LaplaceRootSet(roots, _evaluations, true);
        }

        for (int order = _changes.Length - 1; order >= 0; order--)
        {
            roots = Between([low, .. roots.Select(root => root.Variance), high], order);
        }

        return new LaplaceRootSet(roots, _evaluations, true);
    }

    // Outwards until every function of the chain has its sign of the limit, or to the end of the range, or to where the
    // transform overflows (it does at large q only).
    private double Reach(double start, double factor, double end, Func<int, int> limitSign)
    {
        double q = start;
        for (int i = 0; i < MostSteps; i++)
        {
            bool finite = Evaluate(q).IsFinite;
            if (!finite && factor > 1)
            {
                return LastFinite(q);
            }

            if (q == end || (finite && Enumerable.Range(0, _changes.Length).All(order => Sign(q, order) == limitSign(order))))
            {
                return q;
            }

            q = factor > 1 ? Math.Min(end, q * factor) : Math.Max(end, q * factor);
        }

        return q;
    }

    private double LastFinite(double infinite)
    {
        double finite = infinite / Step;
        while (finite > 0 && !Evaluate(finite).IsFinite)
        {
            (finite, infinite) = (finite / Step, finite);
        }

        for (int i = 0; i < 8; i++)
        {
            double middle = Math.Sqrt(finite * infinite);
            (finite, infinite) = Evaluate(middle).IsFinite ? (middle, infinite) : (finite, middle);
        }

        return finite;
    }

    // Between neighbouring points f_order times an exponential is monotone. Points at which f_order vanishes within its accuracy
    // are double zeros when the sign is the same on both sides of them.
    private List<LaplaceRoot> Between(double[] points, int order)
    {
        var roots = new List<LaplaceRoot>();
        int left = 0;
        (double atLeft, _) = Chain(points[0], order);
        for (int i = 1; i < points.Length; i++)
        {
            (double value, double error) = Chain(points[i], order);
            if (Math.Abs(value) <= error && i < points.Length - 1)
            {
                continue;
            }

            if (value > 0 != atLeft > 0)
            {
                roots.Add(new LaplaceRoot(Polish(points[left], atLeft, points[i], value, order), 1, Math.Sign(atLeft)));
            }
            else if (i > left + 1)
            {
                roots.Add(new LaplaceRoot(points[left + ((i - left) / 2)], 2, Math.Sign(atLeft)));
            }

            left = i;
            atLeft = value;
        }

        return roots;
    }

    private double Polish(double low, double atLow, double high, double atHigh, int order)
    {
        // Towards s -> infinity the values fall by many decades: one factor for all keeps the interpolation of use.
        double scale = Math.Max(low, high);
        double x = BracketedRoot.Find(
            logarithm => Chain(Math.Exp(logarithm), order).Value / Weight(Math.Exp(logarithm) / scale),
            Math.Log(Math.Max(low, double.Epsilon)),
            atLow / Weight(low / scale),
            Math.Log(high),
            atHigh / Weight(high / scale),
            order == 0 ? 1e-9 : 1e-13);
        double q = Math.Clamp(Math.Exp(x), low, high);
        for (int i = 0; order == 0 && i < 4; i++)
        {
            // df/dq = f' ds/dq = -f' / (2 q^2).
            LaplaceJet jet = Evaluate(q);
            double step = 2 * q * q * jet.Value / jet.First;
            if (!(Math.Abs(step) < 1e-6 * q))
            {
                break;
            }

            q = Math.Clamp(q + step, low, high);
            if (Math.Abs(step) < 1e-16 * q)
            {
                break;
            }
        }

        return q;
    }

    private static double Weight(double ratio) => Math.Max(1e-300, ratio * Math.Sqrt(ratio));

    private int Sign(double variance, int order)
    {
        (double value, double error) = Chain(variance, order);
        return Math.Abs(value) <= error ? 0 : Math.Sign(value);
    }

    private (double Value, double Error) Chain(double variance, int order)
    {
        LaplaceJet f = Evaluate(variance);
        switch (order)
        {
            case 0:
                return (f.Value, f.ValueError);
            case 1:
                double v = _changes[0];
                return ((v * f.Value) + f.First, (v * f.ValueError) + f.FirstError);
            default:
                double sum = _changes[0] + _changes[1];
                double product = _changes[0] * _changes[1];
                return (
                    (product * f.Value) + (sum * f.First) + f.Second,
                    (product * f.ValueError) + (sum * f.FirstError) + f.SecondError);
        }
    }

    private LaplaceJet Evaluate(double variance)
    {
        if (variance != _lastVariance)
        {
            _evaluations++;
            LaplaceJet jet = _transform(variance);
            _last = _signs.Smoothing == 0 ? jet : jet.TimesPower(_signs.Smoothing, variance);
            _lastVariance = variance;
        }

        return _last;
    }
}
