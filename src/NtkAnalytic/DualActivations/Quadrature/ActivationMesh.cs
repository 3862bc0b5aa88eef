using System.Runtime.CompilerServices;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>
/// Where an activation varies, and how fast: panels of the real axis on each of which phi and phi' are smooth enough for one
/// Gauss-Legendre rule, found by looking at the activation once; and how large phi and phi' grow.
/// </summary>
/// <remarks>
/// A panel is fine when the last Legendre coefficients of its 16-point interpolant are below 1e-8 of the largest value there.
/// For a function analytic in the ellipse of parameter rho these coefficients fall like rho^-k and a Gauss rule of n points
/// errs like rho^(-2n), so that 1e-8 at k = 15 means rho of about 3.4 and 1e-17 at n = 16 (Trefethen, Approximation Theory and
/// Practice, theorems 8.1 and 19.3).
/// </remarks>
internal sealed class ActivationMesh
{
    private const int ProbeOrder = 16;
    private const double ProbeTolerance = 1e-8;
    private const int FinestExponent = -16;
    private const int MostPanels = 4096;
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
    public double LogGrowth(double x) => _logGrowth[GrowthIndex(x)];

    /// <summary>log of the largest |phi'(y)| over |y| &lt;= x, rounded up.</summary>
    public double LogDerivativeGrowth(double x) => _logDerivativeGrowth[GrowthIndex(x)];

    private static int GrowthIndex(double x) =>
        x <= 0 ? 0 : Math.Clamp((int)Math.Ceiling(GrowthSteps * Math.Log2(x)) - GrowthStart, 0, GrowthCount - 1);

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

    private MeshSide Build(double reach)
    {
        double[] start = Start(reach);
        List<double> ends = Bisect(start);
        return new MeshSide(Merge(ends), Breakpoints);
    }

    // Panels that shrink towards 0 and towards each breakpoint, where the 16 points of a long panel might miss what happens.
    private double[] Start(double reach)
    {
        var ends = new SortedSet<double> { -reach, 0, reach };
        foreach (double center in Breakpoints.Append(0))
        {
            Add(center);
            for (double offset = Math.ScaleB(1, FinestExponent); offset < 2 * reach; offset *= 2)
            {
                Add(center - offset);
                Add(center + offset);
            }
        }

        return [.. ends];

        void Add(double point)
        {
            if (Math.Abs(point) < reach)
            {
                ends.Add(point);
            }
        }
    }

    private List<double> Bisect(double[] start)
    {
        var ends = new List<double>(start);
        bool refined = true;
        while (refined && ends.Count < MostPanels)
        {
            refined = false;
            var finer = new List<double>(2 * ends.Count) { ends[0] };
            for (int i = 1; i < ends.Count; i++)
            {
                double length = ends[i] - ends[i - 1];
                if (length > Math.ScaleB(1, FinestExponent) * Math.Max(1, Math.Abs(ends[i])) && !IsSmooth(ends[i - 1], ends[i]))
                {
                    finer.Add(ends[i - 1] + (length / 2));
                    refined = true;
                }

                finer.Add(ends[i]);
            }

            ends = finer;
        }

        return ends;
    }

    // Outwards from 0, so that a symmetric activation gets a symmetric mesh.
    private double[] Merge(List<double> ends)
    {
        int zero = ends.BinarySearch(0.0);
        var merged = new List<double>(ends.Count) { 0 };
        MergeSide(ends, zero, 1, merged);
        merged.Reverse();
        MergeSide(ends, zero, -1, merged);
        merged.Sort();
        return [.. merged];
    }

    private void MergeSide(List<double> ends, int zero, int step, List<double> merged)
    {
        double start = 0;
        int last = step > 0 ? ends.Count - 1 : 0;
        for (int i = zero + step; i != last; i += step)
        {
            bool isBreak = Array.BinarySearch(Breakpoints, ends[i]) >= 0;
            if (isBreak || !IsSmooth(Math.Min(start, ends[i + step]), Math.Max(start, ends[i + step])))
            {
                start = ends[i];
                merged.Add(start);
            }
        }

        merged.Add(ends[last]);
    }

    private bool IsSmooth(double low, double high)
    {
        GaussLegendre rule = GaussLegendre.OfOrder(ProbeOrder);
        Span<double> points = stackalloc double[ProbeOrder];
        Span<double> values = stackalloc double[ProbeOrder];
        for (int i = 0; i < ProbeOrder; i++)
        {
            points[i] = ((low + high) / 2) + ((high - low) / 2 * rule.Nodes[i]);
        }

        double reach = Math.Max(Math.Abs(low), Math.Abs(high));
        _activation.Evaluate(points, values);
        bool smooth = TailIsSmall(values, LogGrowth(reach));
        if (smooth)
        {
            _activation.EvaluateDerivative(points, values);
            smooth = TailIsSmall(values, LogDerivativeGrowth(reach));
        }

        return smooth;
    }

    private static bool TailIsSmall(ReadOnlySpan<double> values, double logGrowth)
    {
        double largest = 0;
        double even = 0;
        double odd = 0;
        for (int i = 0; i < ProbeOrder; i++)
        {
            largest = Math.Max(largest, Math.Abs(values[i]));
            even += TailLegendre[0][i] * values[i];
            odd += TailLegendre[1][i] * values[i];
        }

        // Where phi' has decayed to rounding level its shape no longer matters; where phi overflows nothing can be resolved.
        double floor = Math.Exp(Math.Min(logGrowth, 700)) * 1e-17;
        return !double.IsFinite(largest) || Math.Max(Math.Abs(even), Math.Abs(odd)) <= (ProbeTolerance * largest) + floor;
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
