namespace NtkAnalytic.DualActivations.Moments;

/// <summary>Two rays r(x) = a x for x &lt; 0 and b x for x &gt; 0 that an activation follows near 0 or near infinity, beside its value at 0.</summary>
/// <param name="NegativeSlope">a.</param>
/// <param name="PositiveSlope">b.</param>
/// <param name="ValueBelow">phi(0-); 0 for rays at infinity.</param>
/// <param name="ValueAbove">phi(0+); 0 for rays at infinity.</param>
internal readonly record struct ActivationRays(double NegativeSlope, double PositiveSlope, double ValueBelow, double ValueAbove)
{
    private const double NextToZero = 1e-300;
    private const double Far = 1e50;
    private const double NotSoFar = 1e25;

    /// <summary>E[r(sqrt(q) Z)^2] / q.</summary>
    public double MeanSquareSlope => ((NegativeSlope * NegativeSlope) + (PositiveSlope * PositiveSlope)) / 2;

    /// <summary>The limit of E[phi^2] for q -> 0.</summary>
    public double MeanSquareValue => ((ValueBelow * ValueBelow) + (ValueAbove * ValueAbove)) / 2;

    /// <summary>phi next to 0, from either side.</summary>
    public static ActivationRays AtOrigin(Activation activation) => new(
        activation.EvaluateDerivative(-NextToZero),
        activation.EvaluateDerivative(NextToZero),
        activation.Evaluate(-NextToZero) is var below && Math.Abs(below) > 1e-150 ? below : 0,
        activation.Evaluate(NextToZero) is var above && Math.Abs(above) > 1e-150 ? above : 0);

    /// <summary>phi far from 0: slopes of 0 where phi grows slower than x; +infinity where it grows faster.</summary>
    public static ActivationRays AtInfinity(Activation activation) => new(FarSlope(activation, -1), FarSlope(activation, 1), 0, 0);

    private static double FarSlope(Activation activation, int side)
    {
        double far = activation.Evaluate(side * Far) / (side * Far);
        double near = activation.Evaluate(side * NotSoFar) / (side * NotSoFar);
        return Math.Abs(far) < 1e-12 && Math.Abs(far) <= Math.Abs(near) ? 0
            : Math.Abs(far - near) <= 1e-9 * Math.Abs(far) ? far
            : Math.Abs(far) < Math.Abs(near) ? 0
            : double.PositiveInfinity;
    }
}
