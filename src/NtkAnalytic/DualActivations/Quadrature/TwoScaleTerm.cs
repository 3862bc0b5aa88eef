namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>
/// The pair phi(r1 Z), phi(r2 Z) of one standard normal Z, where a scale may be negative: its correlation G/s with s =
/// sqrt(m11 m22), as the gap to 1 or to -1, whichever is nearer.
/// </summary>
/// <param name="Product">G = E[phi(r1 Z) phi(r2 Z)].</param>
/// <param name="Gap">1 - |G|/s, a sum of squares where it is small (see <see cref="VarianceTerm"/>).</param>
internal readonly record struct TwoScaleTerm(double Product, double Gap)
{
    public static TwoScaleTerm Evaluate(
        Activation activation,
        double scale1,
        double scale2,
        double m11,
        double m22,
        int order,
        double share)
    {
        ActivationMesh mesh = ActivationMesh.Of(activation);
        GaussianRule rule = GaussianRule.ForTwoScales(mesh, scale1, scale2, order, GaussianRule.DefaultLongestPanel, share);
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

        double scale = Math.Sqrt(m11) * Math.Sqrt(m22);
        if (Math.Abs(product) < 0.5 * scale)
        {
            return new TwoScaleTerm(product, 1 - (Math.Abs(product) / scale));
        }

        Span<double> difference = Differences(activation, mesh, rule, scale1, scale2, first, second, product < 0);
        double projection = 0;
        for (int i = 0; i < count; i++)
        {
            projection += rule.Weights[i] * difference[i] * second[i];
        }

        double part = projection / m22;
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            double residual = Math.FusedMultiplyAdd(-part, second[i], difference[i]);
            sum += rule.Weights[i] * residual * residual;
        }

        return new TwoScaleTerm(product, sum * (m22 / scale) / (scale + Math.Abs(product)));
    }

    // phi(r1 z) - phi(r2 z), or the sum of the two where they are nearly opposite; over first.
    private static double[] Differences(
        Activation activation,
        ActivationMesh mesh,
        GaussianRule rule,
        double scale1,
        double scale2,
        double[] first,
        double[] second,
        bool opposite)
    {
        double gap = scale1 - scale2;
        bool nearlyEqual = !opposite && Math.Abs(gap) < ActivationDifference.ShortPart * Math.Abs(scale2);
        MeshSide? side = null;
        for (int i = 0; i < first.Length; i++)
        {
            if (nearlyEqual)
            {
                side ??= mesh.Within(Math.Max(Math.Abs(scale1), Math.Abs(scale2)) * SupportRadius.Largest, mirrored: false);
                first[i] = ActivationDifference.Evaluate(activation, side, scale2 * rule.Nodes[i], gap * rule.Nodes[i]);
            }
            else
            {
                first[i] = opposite ? first[i] + second[i] : first[i] - second[i];
            }
        }

        return first;
    }
}
