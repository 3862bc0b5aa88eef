namespace NtkAnalytic.Claims;

/// <summary>One predicted number beside the measured one.</summary>
/// <param name="Quantity">What was measured, and where.</param>
/// <param name="Predicted">What the claim says.</param>
/// <param name="Measured">What was found.</param>
/// <param name="Uncertainty">
/// How far the measured number may be from the true one: rounding, the error estimate of a solver, or what a fit still changes
/// by when it moves to the next depths; for a mean over drawn networks five standard errors.
/// </param>
public sealed record Comparison(string Quantity, double Predicted, double Measured, double Uncertainty)
{
    /// <summary>True when the two agree within the uncertainty.</summary>
    public bool Agrees => double.IsFinite(Uncertainty) && Math.Abs(Measured - Predicted) <= Uncertainty;

    internal static Comparison Of(string quantity, double predicted, Measurement measured) =>
        new(quantity, predicted, measured.Value, measured.Uncertainty);
}
