namespace NtkAnalytic.DepthLimits;

/// <summary>
/// How a quantity approaches its limit with the depth L: quantity = Limit + Coefficient * L^Power * (log L)^LogPower * Base^L + ...;
/// where the limit is infinite, the quantity grows like the second term alone.
/// </summary>
/// <param name="Limit">The limit.</param>
/// <param name="Coefficient">The leading coefficient; null where it depends on the inputs and is not known in advance.</param>
/// <param name="Power">The power of L.</param>
/// <param name="LogPower">The power of log L.</param>
/// <param name="Base">The factor for each layer; 1 where the approach is slower than exponential.</param>
public sealed record DepthLaw(double Limit, double? Coefficient, double Power, double LogPower, double Base)
{
    /// <summary>A law that is reached at once: the quantity is its limit.</summary>
    /// <param name="limit">The limit.</param>
    /// <returns>The law.</returns>
    public static DepthLaw Exactly(double limit) => new(limit, 0, 0, 0, 1);

    /// <summary>The law at one depth, to leading order; null where the coefficient is not known.</summary>
    /// <param name="hiddenLayers">L, at least 2.</param>
    /// <returns>Limit + Coefficient L^Power (log L)^LogPower Base^L, without the limit where that is infinite.</returns>
    public double? Evaluate(double hiddenLayers)
    {
        if (Coefficient is not { } coefficient)
        {
            return null;
        }

        // By logarithms: the powers may overflow where their product does not.
        double log = Math.Log(hiddenLayers);
        double size = (Power * log) + (LogPower * Math.Log(log)) + (Base == 1 ? 0 : hiddenLayers * Math.Log(Base));
        double term = coefficient == 0 ? 0 : coefficient * Math.Exp(size);
        return double.IsInfinity(Limit) && coefficient != 0 ? term : Limit + term;
    }

    /// <summary>A law of exponential approach, or growth, with a coefficient that may be unknown.</summary>
    internal static DepthLaw Exponential(double limit, double? coefficient, double factor, double power = 0) =>
        new(limit, coefficient, power, 0, factor);

    /// <summary>A law of approach, or growth, as a power.</summary>
    internal static DepthLaw OfPower(double limit, double? coefficient, double power, double logPower = 0) =>
        new(limit, coefficient, power, logPower, 1);
}
