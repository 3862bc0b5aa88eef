namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>
/// The pair phi(r1 Z), phi(r2 Z) of one standard normal Z, with r1 = sqrt(q1) and r2 = sqrt(q2) or, reflected, -sqrt(q2): its
/// correlation G/s with s = sqrt(m11 m22), as the gap to 1 or to -1, whichever is nearer. Not reflected, the gap is what unequal
/// variances alone take away from an output correlation of 1: (1/2) E[(phi(r1 Z)/sqrt m11 - phi(r2 Z)/sqrt m22)^2].
/// </summary>
/// <remarks>
/// With D = phi(r1 Z) - phi(r2 Z), k = E[D phi(r2 Z)]/m22 and G = (1 + k) m22, the Gram determinant is m11 m22 - G^2 =
/// m22 E[(D - k phi(r2 Z))^2]; divided by s (s + G) it is 1 - G/s as a sum of squares. An error of k enters in second order only.
/// For G &lt; 0 the sum of the two takes the place of D.
/// </remarks>
/// <param name="Product">G = E[phi(r1 Z) phi(r2 Z)].</param>
/// <param name="Gap">1 - |G|/s; exactly 0 for equal variances and for positively homogeneous activations.</param>
internal readonly record struct TwoScaleTerm(double Product, double Gap)
{
    /// <summary>Computes the term.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="variance1">q1.</param>
    /// <param name="variance2">q2.</param>
    /// <param name="reflected">True when r2 is negative.</param>
    /// <param name="m11">E[phi(r1 Z)^2], positive.</param>
    /// <param name="m22">E[phi(r2 Z)^2], positive.</param>
    /// <param name="order">Gauss-Legendre points a panel.</param>
    /// <param name="longest">The longest panel in standard deviations.</param>
    /// <param name="share">The part of the length of the activation's own panels that a panel may have.</param>
    public static TwoScaleTerm Evaluate(
        Activation activation,
        double variance1,
        double variance2,
        bool reflected,
        double m11,
        double m22,
        int order,
        double longest,
        double share)
    {
        double scale = Math.Sqrt(m11) * Math.Sqrt(m22);
        bool homogeneous = activation.HomogeneityDegree is not null && variance1 > 0 && variance2 > 0;
        if (!reflected && (variance1 == variance2 || homogeneous))
        {
            return new TwoScaleTerm(scale, 0);
        }

        var mesh = ActivationMesh.Of(activation);
        double scale1 = Math.Sqrt(variance1);
        double scale2 = reflected ? -Math.Sqrt(variance2) : Math.Sqrt(variance2);
        var rule = GaussianRule.ForTwoScales(mesh, scale1, scale2, order, longest, share);
        int count = rule.Nodes.Length;
        double[] first = new double[count];
        double[] second = new double[count];
        for (int i = 0; i < count; i++)
        {
            first[i] = scale1 * rule.Nodes[i];
            second[i] = scale2 * rule.Nodes[i];
        }

        activation.Evaluate(first, first);
        activation.Evaluate(second, second);
        double product = 0;
        for (int i = 0; i < count; i++)
        {
            product += rule.Weights[i] * first[i] * second[i];
        }

        if (Math.Abs(product) < 0.5 * scale)
        {
            return new TwoScaleTerm(product, 1 - (Math.Abs(product) / scale));
        }

        // sqrt(q1) - sqrt(q2) without cancellation.
        double gap = reflected ? scale1 - scale2 : (variance1 - variance2) / (scale1 + scale2);
        Differences(activation, mesh, rule, scale2, gap, second, product < 0, first);
        double projection = 0;
        for (int i = 0; i < count; i++)
        {
            projection += rule.Weights[i] * first[i] * second[i];
        }

        double part = projection / m22;
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            double residual = Math.FusedMultiplyAdd(-part, second[i], first[i]);
            sum += rule.Weights[i] * residual * residual;
        }

        return new TwoScaleTerm(product, sum * (m22 / scale) / (scale + Math.Abs(product)));
    }

    // Turns phi(r1 z) into phi(r1 z) - phi(r2 z), or into the sum of the two where they are nearly opposite.
    private static void Differences(
        Activation activation,
        ActivationMesh mesh,
        GaussianRule rule,
        double scale2,
        double gap,
        double[] second,
        bool opposite,
        double[] first)
    {
        bool nearlyEqual = !opposite && Math.Abs(gap) < ActivationDifference.ShortPart * Math.Abs(scale2);
        if (nearlyEqual)
        {
            double reach = (Math.Abs(scale2) + Math.Abs(gap)) * SupportRadius.Largest;
            MeshSide side = mesh.Within(reach, mirrored: false);
            for (int i = 0; i < first.Length; i++)
            {
                first[i] = ActivationDifference.Evaluate(activation, side, scale2 * rule.Nodes[i], gap * rule.Nodes[i]);
            }
        }
        else
        {
            for (int i = 0; i < first.Length; i++)
            {
                first[i] = opposite ? first[i] + second[i] : first[i] - second[i];
            }
        }
    }
}
