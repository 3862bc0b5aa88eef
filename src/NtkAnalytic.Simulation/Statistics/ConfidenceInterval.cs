namespace NtkAnalytic.Simulation.Statistics;

/// <summary>An interval that holds the true value with at least a given probability, over repetitions of the whole sampling.</summary>
/// <param name="Lower">The lower end; negative infinity when the sample is too small for one.</param>
/// <param name="Upper">The upper end; positive infinity when the sample is too small for one.</param>
/// <param name="Confidence">The probability, in (0, 1).</param>
public readonly record struct ConfidenceInterval(double Lower, double Upper, double Confidence)
{
    /// <summary>Checks a probability.</summary>
    internal static void Require(double confidence)
    {
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1, both excluded: 0.95, say.");
        }
    }
}
