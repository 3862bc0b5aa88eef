namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>
/// What unequal variances alone take away from correlation 1 of an output pair: (1/2) E[(phi(sqrt q1 Z)/sqrt m11 - phi(sqrt q2
/// Z)/sqrt m22)^2], the value of 1 - C at c = 1.
/// </summary>
/// <remarks>
/// With D = phi(sqrt q1 Z) - phi(sqrt q2 Z), k = E[D phi2]/m22 and G = E[phi1 phi2] = (1 + k) m22, the Gram determinant is
/// m11 m22 - G^2 = m22 E[(D - k phi2)^2]; divided by s (s + G), s = sqrt(m11 m22), it is 1 - G/s as a sum of squares. An error
/// of k enters in second order only.
/// </remarks>
internal static class VarianceTerm
{
    /// <summary>The term; exactly 0 for equal variances and for positively homogeneous activations.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="q1">The variance of u.</param>
    /// <param name="q2">The variance of v.</param>
    /// <param name="m11">E[phi(u)^2].</param>
    /// <param name="m22">E[phi(v)^2].</param>
    /// <returns>1 - C of the pair at c = 1; 1 where a second moment is 0.</returns>
    public static double Evaluate(Activation activation, double q1, double q2, double m11, double m22)
    {
        if (m11 == 0 || m22 == 0)
        {
            return 1;
        }

        return q1 == q2 || (activation.HomogeneityDegree is not null && q1 > 0 && q2 > 0)
            ? 0
            : TwoScaleTerm.Evaluate(activation, q1, q2, reflected: false, m11, m22, GaussianRule.DefaultOrder, 1).Gap;
    }
}
