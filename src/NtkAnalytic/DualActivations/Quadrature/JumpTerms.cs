using System.Numerics.Tensors;
using NtkAnalytic.Activations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>
/// What the jumps of phi add to the derivative dual of a pair u = r1 a, v = r2 b with correlation c &gt;= 0. With phi' = psi +
/// sum of J_k delta(x - x_k):
/// <code>sum_k J_k (p_u(x_k) E[psi(v) | u = x_k] + p_v(x_k) E[psi(u) | v = x_k]) + sum_kl J_k J_l p_uv(x_k, x_l).</code>
/// </summary>
internal static class JumpTerms
{
    private static readonly double InverseRootTwoPi = 1 / Math.Sqrt(2 * Math.PI);

    /// <summary>True when phi jumps somewhere.</summary>
    public static bool Exist(Activation activation)
    {
        foreach (Breakpoint breakpoint in activation.Breakpoints)
        {
            if (breakpoint.IsJump)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The terms; infinite where two jumps meet at c = 1.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="scale1">r1, not 0.</param>
    /// <param name="scale2">r2, not 0.</param>
    /// <param name="gap">1 - c in [0, 1].</param>
    /// <param name="radius">The support radius.</param>
    /// <param name="order">Gauss-Legendre points a panel.</param>
    /// <param name="longest">The longest panel in standard deviations.</param>
    /// <param name="share">The part of the length of the activation's own panels that a panel may have.</param>
    public static double Evaluate(
        Activation activation,
        double scale1,
        double scale2,
        double gap,
        double radius,
        int order,
        double longest,
        double share)
    {
        double infinite = 0;
        double sum = 0;
        foreach (Breakpoint first in activation.Breakpoints)
        {
            if (!first.IsJump)
            {
                continue;
            }

            double a = first.Location / scale1;
            double b = first.Location / scale2;
            sum += first.ValueJump * Density(a) / Math.Abs(scale1) * ConditionalSlope(activation, scale2, a, gap, radius, order, longest, share);
            sum += first.ValueJump * Density(b) / Math.Abs(scale2) * ConditionalSlope(activation, scale1, b, gap, radius, order, longest, share);
            foreach (Breakpoint second in activation.Breakpoints)
            {
                double product = first.ValueJump * second.ValueJump;
                double other = second.Location / scale2;
                if (gap == 0)
                {
                    infinite += a == other ? product * Density(a) : 0;
                }
                else
                {
                    sum += product * Density(a, other, gap) / (Math.Abs(scale1) * Math.Abs(scale2));
                }
            }
        }

        return infinite == 0 ? sum : infinite * double.PositiveInfinity;
    }

    /// <summary>E[phi'(r Z)] with the jumps: sum of J_k p(x_k) beside the mean of psi.</summary>
    public static double MeanSlope(Activation activation, double scale)
    {
        double sum = 0;
        foreach (Breakpoint breakpoint in activation.Breakpoints)
        {
            sum += breakpoint.ValueJump * Density(breakpoint.Location / scale) / Math.Abs(scale);
        }

        return sum;
    }

    private static double Density(double z) => InverseRootTwoPi * Math.Exp(-z * z / 2);

    // a^2 - 2 c a b + b^2 = (a - b)^2 + 2 (1 - c) a b, over 2 (1 - c^2) = 2 (1 - c) (1 + c).
    private static double Density(double a, double b, double gap)
    {
        double difference = a - b;
        double exponent = ((difference * difference / (2 * gap)) + (a * b)) / (2 - gap);
        return Math.Exp(-exponent) / (2 * Math.PI * Math.Sqrt(gap * (2 - gap)));
    }

    // E[psi(r (c z + sqrt(1 - c^2) Y))].
    private static double ConditionalSlope(
        Activation activation,
        double scale,
        double z,
        double gap,
        double radius,
        int order,
        double longest,
        double share)
    {
        double mean = scale * (1 - gap) * z;
        double deviation = Math.Abs(scale) * Math.Sqrt(gap * (2 - gap));
        if (deviation == 0)
        {
            return activation.EvaluateDerivative(mean);
        }

        QuadratureWorkspace work = QuadratureWorkspace.Current;
        MeshSide mesh = ActivationMesh.Of(activation).Within(Math.Abs(mean) + (deviation * radius), mirrored: false);
        PanelMarch.Fill(work.InnerEnds, -radius, radius, longest, share, [new MeshView(mesh, mean, deviation)]);
        work.FillInner(GaussLegendre.OfOrder(order));
        Span<double> points = work.Buffer(2);
        TensorPrimitives.Multiply(work.Nodes, deviation, points);
        TensorPrimitives.Add(points, mean, points);
        activation.EvaluateDerivative(points, points);
        return TensorPrimitives.Dot<double>(work.Weights, points);
    }
}
