using System.Numerics.Tensors;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>
/// The plane integrals of a pair u = r1 a, v = r2 b of standard normals a, b with correlation c in [0, 1): a is the outer
/// variable, b = c a + sqrt(1 - c^2) y the inner one.
/// </summary>
/// <remarks>
/// What correlation c takes away from c = 1 is a covariance of increments, with f_i(x) = phi(r_i x), as (a, b) and (b, a) have
/// one law:
/// <code>E[f1(a) f2(a)] - E[f1(a) f2(b)] = (1/2) E[(f1(a) - f1(b)) (f2(a) - f2(b))].</code>
/// For a monotone phi nothing cancels in it, so that it is accurate in relative terms down to c = 1 when the increments are.
/// The inner panels end at the breakpoints of f_i(b). The outer integrand is made of f_i(a), with the same breakpoints, and of
/// means of f_i over b, which are smooth on the scale of sqrt(1 - c^2).
/// </remarks>
internal sealed class PairQuadrature
{
    private readonly Activation _activation;
    private readonly double _scale1;
    private readonly double _scale2;
    private readonly double _gap;
    private readonly double _correlation;
    private readonly double _spread;
    private readonly double _radius;
    private readonly MeshSide _mesh1;
    private readonly MeshSide _mesh2;
    private readonly MeshSide _plainMesh2;
    private readonly bool _single;
    private readonly MeshView[] _outerViews;

    /// <summary>Prepares the integrals.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="scale1">r1, positive.</param>
    /// <param name="scale2">r2, positive or negative.</param>
    /// <param name="gap">1 - c in (0, 1].</param>
    /// <param name="radius">The support radius.</param>
    public PairQuadrature(Activation activation, double scale1, double scale2, double gap, double radius)
    {
        _activation = activation;
        _scale1 = scale1;
        _scale2 = scale2;
        _gap = gap;
        _correlation = 1 - gap;
        _spread = Math.Sqrt(gap * (2 - gap));
        _radius = radius;
        _single = scale1 == scale2;
        var mesh = ActivationMesh.Of(activation);
        _mesh1 = mesh.Within(scale1 * radius, mirrored: false);
        _plainMesh2 = mesh.Within(Math.Abs(scale2) * radius, mirrored: false);
        _mesh2 = mesh.Within(Math.Abs(scale2) * radius, mirrored: scale2 < 0);
        MeshView[] first = OuterViews(_mesh1, scale1);
        _outerViews = _single ? first : [.. first, .. OuterViews(_mesh2, Math.Abs(scale2))];
    }

    /// <summary>(1/2) E[(f1(a) - f1(b)) (f2(a) - f2(b))] and E[phi'(u) phi'(v)] without the Dirac terms of jumps.</summary>
    /// <param name="order">Gauss-Legendre points a panel.</param>
    /// <param name="longest">The longest panel in standard deviations.</param>
    /// <param name="share">The part of the length of the activation's own panels that a panel may have.</param>
    /// <returns>The two integrals, and the number of nodes of the plane that it took.</returns>
    public (double Decrease, double Derivative, long Nodes) Integrate(int order, double longest, double share)
    {
        QuadratureWorkspace work = QuadratureWorkspace.Current;
        GaussLegendre rule = GaussLegendre.OfOrder(order);
        List<double> ends = work.OuterEnds;
        PanelMarch.Fill(ends, -_radius, _radius, longest, share, _outerViews);
        double decrease = 0;
        double derivative = 0;
        long nodes = 0;
        for (int panel = 1; panel < ends.Count; panel++)
        {
            double center = (ends[panel] + ends[panel - 1]) / 2;
            double half = (ends[panel] - ends[panel - 1]) / 2;
            for (int i = 0; i < order; i++)
            {
                double a = Math.FusedMultiplyAdd(half, rule.Nodes[i], center);
                double weight = half * rule.Weights[i] * Math.Exp(-a * a / 2);
                FillInner(work, a, rule, longest, share);
                nodes += work.Count;
                (double product, double mean) = Inner(work, a);
                decrease += weight * product;
                derivative += weight * _activation.EvaluateDerivative(_scale1 * a) * mean;
            }
        }

        double density = 1 / Math.Sqrt(2 * Math.PI);
        return (density * decrease / 2, density * derivative, nodes);
    }

    private MeshView[] OuterViews(MeshSide mesh, double scale) =>
    [
        new MeshView(mesh, 0, scale),
        new MeshView(mesh.Smooth(scale * _spread), 0, scale * _correlation),
    ];

    private void FillInner(QuadratureWorkspace work, double a, GaussLegendre rule, double longest, double share)
    {
        double reach = Math.Sqrt(Math.Max(1, (_radius * _radius) - (a * a)));
        double scale2 = Math.Abs(_scale2);
        Span<MeshView> views =
        [
            new MeshView(_mesh1, _scale1 * _correlation * a, _scale1 * _spread),
            new MeshView(_mesh2, scale2 * _correlation * a, scale2 * _spread),
        ];
        PanelMarch.Fill(work.InnerEnds, -reach, reach, longest, share, _single ? views[..1] : views);
        work.FillInner(rule);
    }

    // E over y of (f1(b) - f1(a)) (f2(b) - f2(a)) and of phi'(r2 b).
    private (double Product, double Mean) Inner(QuadratureWorkspace work, double a)
    {
        // b - a = sqrt(1 - c^2) y - (1 - c) a.
        Span<double> steps = work.Buffer(2);
        TensorPrimitives.MultiplyAdd(work.Nodes, _spread, Fill(work.Buffer(7), -_gap * a), steps);
        double longestStep = (_spread * Math.Sqrt(Math.Max(1, (_radius * _radius) - (a * a)))) + (_gap * Math.Abs(a));

        Span<double> second = work.Buffer(4);
        Increments(work, _plainMesh2, _scale2, a, steps, longestStep, second);
        Span<double> first = second;
        if (!_single)
        {
            first = work.Buffer(3);
            Increments(work, _mesh1, _scale1, a, steps, longestStep, first);
        }

        Span<double> slopes = work.Buffer(5);
        Points(_scale2, a, steps, slopes);
        _activation.EvaluateDerivative(slopes, slopes);
        double mean = TensorPrimitives.Dot<double>(work.Weights, slopes);
        TensorPrimitives.Multiply(work.Weights, first, slopes);
        return (TensorPrimitives.Dot<double>(slopes, second), mean);
    }

    // phi(r (a + step)) - phi(r a).
    private void Increments(
        QuadratureWorkspace work,
        MeshSide mesh,
        double scale,
        double a,
        Span<double> steps,
        double longestStep,
        Span<double> increments)
    {
        double x = scale * a;
        double reach = Math.Abs(scale) * longestStep;
        double part = reach / mesh.ShortestPanel(x - reach, x + reach);
        if (part > ActivationDifference.ShortPart)
        {
            Points(scale, a, steps, increments);
            _activation.Evaluate(increments, increments);
            TensorPrimitives.Subtract(increments, _activation.Evaluate(x), increments);
            return;
        }

        GaussLegendre rule = ActivationDifference.RuleFor(part);
        Span<double> points = work.Buffer(5);
        Span<double> sum = work.Buffer(6);
        sum.Clear();
        for (int i = 0; i < rule.Nodes.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(steps, scale * (1 + rule.Nodes[i]) / 2, Fill(work.Buffer(7), x), points);
            _activation.EvaluateDerivative(points, points);
            TensorPrimitives.MultiplyAdd(points, rule.Weights[i] / 2, sum, sum);
        }

        TensorPrimitives.Multiply(sum, steps, increments);
        TensorPrimitives.Multiply(increments, scale, increments);
        if (HasBreak(mesh, x - reach, x + reach))
        {
            CrossBreaks(mesh, scale, x, steps, increments);
        }
    }

    // Once more with care where a breakpoint lies between x and x + r step.
    private void CrossBreaks(MeshSide mesh, double scale, double x, Span<double> steps, Span<double> increments)
    {
        for (int k = 0; k < steps.Length; k++)
        {
            double end = x + (scale * steps[k]);
            if (HasBreak(mesh, Math.Min(x, end), Math.Max(x, end)))
            {
                increments[k] = ActivationDifference.Short(_activation, x, scale * steps[k]);
            }
        }
    }

    private static void Points(double scale, double a, Span<double> steps, Span<double> points)
    {
        TensorPrimitives.Add(steps, a, points);
        TensorPrimitives.Multiply(points, scale, points);
    }

    private static bool HasBreak(MeshSide mesh, double low, double high)
    {
        foreach (double location in mesh.Breaks)
        {
            if (location >= low && location <= high)
            {
                return true;
            }
        }

        return false;
    }

    private static Span<double> Fill(Span<double> buffer, double value)
    {
        buffer.Fill(value);
        return buffer;
    }
}
