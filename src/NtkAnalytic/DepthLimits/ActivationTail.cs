using NtkAnalytic.Activations;

namespace NtkAnalytic.DepthLimits;

/// <summary>
/// What an activation looks like to a vanishing or a huge variance: two straight lines through the origin, where it has such
/// tangents at 0 or asymptotes at infinity. They are homogeneous, so that the recursion can go on at any scale.
/// </summary>
internal static class ActivationTail
{
    /// <summary>Variances below 2^-Exponent are vanishing, above 2^Exponent huge: the next terms are below rounding then.</summary>
    public const int Exponent = 140;

    /// <summary>The tangents at 0.</summary>
    /// <param name="activation">phi.</param>
    /// <returns>The two lines; null when phi does not vanish at 0 or has no slope there.</returns>
    public static Activation? AtZero(Activation activation) => Lines(activation, Math.ScaleB(1, -70), 1e-12);

    /// <summary>The asymptotes through the origin, up to constants.</summary>
    /// <param name="activation">phi.</param>
    /// <returns>The two lines; null when phi grows otherwise, or not at all.</returns>
    public static Activation? AtInfinity(Activation activation) => Lines(activation, Math.ScaleB(1, 70), 1e-12);

    private static TwoSlope? Lines(Activation activation, double x, double tolerance)
    {
        double positive = activation.EvaluateDerivative(x);
        double negative = activation.EvaluateDerivative(-x);
        double largest = Math.Max(Math.Abs(positive), Math.Abs(negative));
        bool straight = largest > 1e-6
            && double.IsFinite(largest)
            && Math.Abs(activation.Evaluate(x) - (positive * x)) <= tolerance * largest * x
            && Math.Abs(activation.Evaluate(-x) + (negative * x)) <= tolerance * largest * x;
        return straight ? new TwoSlope($"tail of {activation.Name}", negative, positive) : null;
    }
}
