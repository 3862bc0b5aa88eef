namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>A pair u = r1 a, v = r2 b of standard normals a, b with correlation c &gt;= 0, ready to be integrated.</summary>
/// <param name="Activation">phi.</param>
/// <param name="Variance1">q1 = r1^2; r1 is not negative.</param>
/// <param name="Variance2">q2 = r2^2, at most q1.</param>
/// <param name="Reflected">True when r2 is negative.</param>
/// <param name="Gap">1 - c in [0, 1].</param>
/// <param name="Radius">The support radius.</param>
/// <param name="Moment1">m11.</param>
/// <param name="Moment2">m22.</param>
internal sealed record PairProblem(
    Activation Activation,
    double Variance1,
    double Variance2,
    bool Reflected,
    double Gap,
    double Radius,
    double Moment1,
    double Moment2)
{
    /// <summary>s = sqrt(m11 m22).</summary>
    public double Scale { get; } = Math.Sqrt(Moment1) * Math.Sqrt(Moment2);

    /// <summary>
    /// How well the decrease can be known, relative to itself: where phi jumps, much of it comes from a layer of width sqrt(1 -
    /// c^2) around the jump, and the nodes there are rounded.
    /// </summary>
    public double DecreaseRounding => JumpTerms.Exist(Activation) && Gap > 0 ? 4.4e-16 / Math.Sqrt(Gap * (2 - Gap)) : 0;

    private double Scale1 { get; } = Math.Sqrt(Variance1);

    private double Scale2 { get; } = Reflected ? -Math.Sqrt(Variance2) : Math.Sqrt(Variance2);

    private bool IsLine => Gap == 0 || Scale2 == 0;

    /// <summary>The answer of one quadrature.</summary>
    /// <param name="order">Gauss-Legendre points a panel.</param>
    /// <param name="longest">The longest panel in standard deviations.</param>
    /// <param name="share">The part of the length of the activation's own panels that a panel may have.</param>
    public PairEstimate Estimate(int order, double longest, double share)
    {
        TwoScaleTerm aligned = Scale == 0
            ? default
            : TwoScaleTerm.Evaluate(Activation, Variance1, Variance2, Reflected, Moment1, Moment2, order, longest, share);
        (double decrease, double derivative, long nodes) = IsLine
            ? (0, LineSlopes(order, longest, share), 0)
            : new PairQuadrature(Activation, Scale1, Scale2, Gap, Radius).Integrate(order, longest, share);
        if (JumpTerms.Exist(Activation))
        {
            derivative += Scale2 != 0
                ? JumpTerms.Evaluate(Activation, Scale1, Scale2, Gap, Radius, order, longest, share)
                : ConstantJumpTerms(derivative);
        }

        return new PairEstimate(aligned, decrease, derivative, nodes);
    }

    // E[phi'(r1 Z) phi'(r2 Z)].
    private double LineSlopes(int order, double longest, double share)
    {
        var rule = GaussianRule.ForTwoScales(ActivationMesh.Of(Activation), Scale1, Scale2, order, longest, share);
        double sum = 0;
        for (int i = 0; i < rule.Nodes.Length; i++)
        {
            sum += rule.Weights[i]
                * Activation.EvaluateDerivative(Scale1 * rule.Nodes[i])
                * Activation.EvaluateDerivative(Scale2 * rule.Nodes[i]);
        }

        return sum;
    }

    // v is the constant 0: phi'(v) is infinite where phi jumps at 0, and multiplies E[phi'(u)].
    private double ConstantJumpTerms(double smooth)
    {
        double jumpAtZero = Activation.Breakpoints.FirstOrDefault(b => b.Location == 0).ValueJump;
        if (jumpAtZero == 0)
        {
            return Scale1 == 0 ? 0 : Activation.EvaluateDerivative(0) * JumpTerms.MeanSlope(Activation, Scale1);
        }

        if (Scale1 == 0)
        {
            return double.PositiveInfinity;
        }

        var rule = GaussianRule.For(Activation, Variance1);
        double mean = JumpTerms.MeanSlope(Activation, Scale1);
        for (int i = 0; i < rule.Nodes.Length; i++)
        {
            mean += rule.Weights[i] * Activation.EvaluateDerivative(Scale1 * rule.Nodes[i]);
        }

        return mean == 0 ? -smooth : mean * jumpAtZero * double.PositiveInfinity;
    }
}
