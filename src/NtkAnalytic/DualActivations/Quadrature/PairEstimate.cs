namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>One quadrature's answer for a pair.</summary>
/// <param name="Aligned">The pair at correlation 1: G and the gap of G/s to 1 or -1.</param>
/// <param name="Decrease">T, with E[phi(u) phi(v)] = G - T.</param>
/// <param name="Derivative">The derivative dual, Dirac terms included.</param>
/// <param name="Nodes">How many nodes of the plane it took.</param>
internal readonly record struct PairEstimate(TwoScaleTerm Aligned, double Decrease, double Derivative, long Nodes)
{
    /// <summary>E[phi(u) phi(v)], 1 - C and 1 + C, each from the terms that do not cancel.</summary>
    /// <param name="scale">s.</param>
    public (double Value, double OneMinus, double OnePlus) Correlation(double scale)
    {
        if (scale == 0)
        {
            return (0, 1, 1);
        }

        bool positive = Aligned.Product >= 0;
        double near = Math.Clamp(Aligned.Gap + ((positive ? Decrease : -Decrease) / scale), 0, 2);
        double value = near <= 1 ? scale * (positive ? 1 - near : near - 1) : Aligned.Product - Decrease;
        return positive ? (value, near, 2 - near) : (value, 2 - near, near);
    }

    /// <summary>True when this estimate and a coarser one differ by no more than the tolerance allows.</summary>
    /// <param name="coarser">The other estimate.</param>
    /// <param name="tolerance">Of the value and the derivative dual, relative to their scales.</param>
    /// <param name="decreaseTolerance">Of the decrease, relative to itself: 1 - C is made of it near c = 1.</param>
    /// <param name="scale">s.</param>
    /// <param name="derivativeScale">sqrt(E[phi'(u)^2] E[phi'(v)^2]).</param>
    public bool Agrees(PairEstimate coarser, double tolerance, double decreaseTolerance, double scale, double derivativeScale)
    {
        double decrease = Math.Abs(Decrease - coarser.Decrease);
        double derivative = Math.Abs(Derivative - coarser.Derivative);
        return Math.Abs(Correlation(scale).Value - coarser.Correlation(scale).Value) <= tolerance * scale
            && decrease <= decreaseTolerance * Math.Abs(Decrease)
            && (double.IsInfinity(Derivative) || derivative <= tolerance * Math.Max(derivativeScale, Math.Abs(Derivative)));
    }
}
