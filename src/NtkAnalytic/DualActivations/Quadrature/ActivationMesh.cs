using System.Runtime.CompilerServices;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>
/// Where an activation varies, and how fast: panels of the real axis on each of which phi and phi' are smooth enough for one
/// Gauss-Legendre rule, found by looking at the activation once; and how large phi and phi' grow.
/// </summary>
/// <remarks>
/// A panel is fine when the last Legendre coefficients of its 28-point interpolant are below 1e-13 of the largest value up to
/// there. For a function analytic in the ellipse of parameter rho these coefficients fall like rho^-k and a Gauss rule of n
/// points errs like rho^(-2n), so that 1e-13 at k = 27 means rho of about 3, 5e-16 at n = 16 and less at n = 20 (Trefethen,
/// Approximation Theory and Practice, theorems 8.1 and 19.3).
/// </remarks>
internal sealed class ActivationMesh
{
    private const int ProbeOrder = 28;
    private const double Smooth = 1e-13;
    private const double NearlySmooth = 1e-9;
    private const double Shrinkage = 0.85;
    private const int FinestExponent = -16;
    private const int MostPanels = 1024;
    private const int LargestLevel = 60;
    private const int GrowthSteps = 4;
    private const int GrowthStart = -120;
    private const int GrowthCount = 4 * (30 + 22);
    private static readonly ConditionalWeakTable<Activation, ActivationMesh> Known = [];
    private static readonly double[][] TailLegendre = [LegendreFunctional(ProbeOrder - 2), LegendreFunctional(ProbeOrder - 1)];
    private readonly Activation _activation;
    private readonly double[] _logGrowth = new double[GrowthCount];
    private readonly double[] _logDerivativeGrowth = new double[GrowthCount];
    private readonly MeshSide?[] _levels = new MeshSide?[LargestLevel + 1];
    private readonly MeshSide?[] _mirroredLevels = new MeshSide?[LargestLevel + 1];

    private ActivationMesh(Activation activation)
    {
        _activation = activation;
        Breakpoints = [.. activation.Breakpoints.Select(b => b.Location)];
        MeasureGrowth();
    }

    /// <summary>The locations of the breakpoints, ascending.</summary>
    public double[] Breakpoints { get; }

    /// <summary>The mesh of an activation, which lives as long as the activation does.</summary>
    public static ActivationMesh Of(Activation activation) => Known.GetValue(activation, static a => new ActivationMesh(a));

    /// <summary>The panels of x -> phi(x), or of x -> phi(-x), on an interval that holds [-reach, reach].</summary>
    public MeshSide Within(double reach, bool mirrored)
    {
        int level = reach <= 1 ? 0 : Math.Min(LargestLevel, (int)Math.Ceiling(Math.Log2(reach)));

        // Two threads may build the same level; both get the same numbers.
        MeshSide mesh = _levels[level] ??= Build(Math.ScaleB(1, level));
        return mirrored ? _mirroredLevels[level] ??= mesh.Mirror() : mesh;
    }

    /// <summary>log of the largest |phi(y)| over |y| &lt;= x, rounded up.</summary>
    public double LogGrowth(double x) => _logGrowth[GrowthIndex(GrowthPosition(x))];

    /// <summary>log of the largest |phi'(y)| over |y| &lt;= x, rounded up.</summary>
    public double LogDerivativeGrowth(double x) => _logDerivativeGrowth[GrowthIndex(GrowthPosition(x))];

    /// <summary><see cref="LogGrowth"/> at the points of <see cref="GrowthIndex"/>.</summary>
    public ReadOnlySpan<double> LogGrowths => _logGrowth;

    /// <summary><see cref="LogDerivativeGrowth"/> at the points of <see cref="GrowthIndex"/>.</summary>
    public ReadOnlySpan<double> LogDerivativeGrowths => _logDerivativeGrowth;

    /// <summary>The logarithm of x in which the growth is tabulated: that of a product is the sum.</summary>
    public static double GrowthPosition(double x) => x <= 0 ? double.NegativeInfinity : GrowthSteps * Math.Log2(x);

    /// <summary>The place of a position in the tables of growth, rounded up.</summary>
    public static int GrowthIndex(double position) => (int)Math.Clamp(Math.Ceiling(position) - GrowthStart, 0, GrowthCount - 1);

    private void MeasureGrowth()
    {
        double value = Math.Abs(_activation.Evaluate(0));
        double derivative = Math.Abs(_activation.EvaluateDerivative(0));
        for (int i = 0; i < GrowthCount; i++)
        {
            double x = Math.Pow(2, (double)(GrowthStart + i) / GrowthSteps);
            value = Math.Max(value, Larger(_activation.Evaluate(x), _activation.Evaluate(-x)));
            derivative = Math.Max(derivative, Larger(_activation.EvaluateDerivative(x), _activation.EvaluateDerivative(-x)));
            _logGrowth[i] = Math.Log(value);
            _logDerivativeGrowth[i] = Math.Log(derivative);
        }
    }

    // Infinity where either is infinite or not a number: an activation that overflows in double precision.
    private static double Larger(double first, double second)
    {
        double larger = Math.Max(Math.Abs(first), Math.Abs(second));
        return double.IsNaN(larger) ? double.PositiveInfinity : larger;
    }

    // Panels as long as they may be, outwards from 0 and from each breakpoint: there an activation may have its sharpest features.
    private MeshSide Build(double reach)
    {
        double[] centers = [.. Breakpoints.Append(0).Where(b => Math.Abs(b) < reach).Distinct().Order()];
        var ends = new SortedSet<double> { -reach, reach };
        ends.UnionWith(centers);
        March(centers[^1], reach, ends);
        March(centers[0], -reach, ends);
        for (int i = 1; i < centers.Length; i++)
        {
            double low = centers[i - 1];
            double high = centers[i];
            if (RoughnessDownTo(low, high - low) > Smooth || RoughnessDownTo(high, low - high) > Smooth)
            {
                double middle = (low + high) / 2;
                ends.Add(middle);
                March(low, middle, ends);
                March(high, middle, ends);
            }
        }

        return new MeshSide([.. ends], Breakpoints);
    }

    // Adds the ends of the panels from a centre to a limit on either side of it. A panel is at most twice as long as the one
    // before, so that its points cannot miss what lies ahead.
    private void March(double center, double limit, SortedSet<double> ends)
    {
        double point = center;
        double previous = double.PositiveInfinity;
        for (int panels = 0; panels < MostPanels && point != limit; panels++)
        {
            double remainder = limit - point;
            double length = Math.CopySign(Math.Min(2 * previous, Math.Abs(remainder)), remainder);
            length = LongestSmooth(point, length, nested: point == center);
            previous = Math.Abs(length);
            point = previous >= Math.Abs(remainder) ? limit : point + length;
            ends.Add(point);
        }
    }

    // Shrinks a panel until it is smooth. One that is nearly smooth, and no smoother at a sixteenth of its length, shows the
    // rounding errors of phi: it is taken as it was.
    private double LongestSmooth(double start, double length, bool nested)
    {
        double shortest = Math.ScaleB(1, FinestExponent) * Math.Max(1, Math.Abs(start));
        double best = double.PositiveInfinity;
        double bestLength = length;
        while (Math.Abs(length) > shortest)
        {
            double roughness = nested ? RoughnessDownTo(start, length) : Roughness(start, start + length);
            if (roughness <= Smooth)
            {
                return length;
            }

            if (roughness < best / 4)
            {
                best = roughness;
                bestLength = length;
            }
            else if (best < NearlySmooth && Math.Abs(length) < Math.Abs(bestLength) / 16)
            {
                return bestLength;
            }

            length *= Shrinkage;
        }

        return length;
    }

    // The largest over [start, start + length] and its parts [start, start + length/2^k], whose points lie ever closer to start.
    private double RoughnessDownTo(double start, double length)
    {
        double roughness = 0;
        for (; Math.Abs(length) >= Math.ScaleB(1, FinestExponent) && roughness < NearlySmooth; length /= 2)
        {
            roughness = Math.Max(roughness, Roughness(start, start + length));
        }

        return roughness;
    }

    // The last Legendre coefficients of phi and phi', in parts of the largest values.
    private double Roughness(double end1, double end2)
    {
        GaussLegendre rule = GaussLegendre.OfOrder(ProbeOrder);
        Span<double> points = stackalloc double[ProbeOrder];
        Span<double> values = stackalloc double[ProbeOrder];
        double center = (end1 + end2) / 2;
        double half = Math.Abs(end2 - end1) / 2;
        for (int i = 0; i < ProbeOrder; i++)
        {
            points[i] = center + (half * rule.Nodes[i]);
        }

        double reach = Math.Max(Math.Abs(end1), Math.Abs(end2));
        _activation.Evaluate(points, values);
        double roughness = Tail(values, LogGrowth(reach));
        _activation.EvaluateDerivative(points, values);
        return Math.Max(roughness, Tail(values, LogDerivativeGrowth(reach)));
    }

    // The Gaussian prefers small |x|: an error at x matters in relation to the largest value up to |x|, not to that at x. Where
    // phi overflows nothing can be resolved.
    private static double Tail(ReadOnlySpan<double> values, double logGrowth)
    {
        double largest = Math.Exp(logGrowth);
        double even = 0;
        double odd = 0;
        for (int i = 0; i < ProbeOrder; i++)
        {
            // The growth was measured at few points: it may have missed a peak that lies here.
            largest = Math.Max(largest, Math.Abs(values[i]));
            even += TailLegendre[0][i] * values[i];
            odd += TailLegendre[1][i] * values[i];
        }

        double tail = Math.Max(Math.Abs(even), Math.Abs(odd)) / largest;
        return double.IsNaN(tail) ? 0 : tail;
    }

    // The weights that give the Legendre coefficient (2k + 1)/2 * integral of f P_k from the values at the Gauss nodes.
    private static double[] LegendreFunctional(int degree)
    {
        GaussLegendre rule = GaussLegendre.OfOrder(ProbeOrder);
        double[] weights = new double[ProbeOrder];
        for (int i = 0; i < ProbeOrder; i++)
        {
            double x = rule.Nodes[i];
            double previous = 1;
            double current = x;
            for (int k = 2; k <= degree; k++)
            {
                (previous, current) = (current, ((((2 * k) - 1) * x * current) - ((k - 1) * previous)) / k);
            }

            weights[i] = ((2 * degree) + 1) / 2.0 * rule.Weights[i] * current;
        }

        return weights;
    }
}
