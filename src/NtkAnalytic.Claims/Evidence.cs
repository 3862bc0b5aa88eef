namespace NtkAnalytic.Claims;

/// <summary>What was compared: the statement as it is printed, and, where that is wrong, the corrected one.</summary>
/// <param name="Printed">Predictions of the statement as printed.</param>
/// <param name="Corrected">Predictions of the corrected statement; empty when there is no correction.</param>
public sealed record Evidence(IReadOnlyList<Comparison> Printed, IReadOnlyList<Comparison> Corrected)
{
    internal Evidence(params IReadOnlyList<Comparison> printed)
        : this(printed, [])
    {
    }

    /// <summary>The judgement: the printed statement stands or falls first, then the corrected one.</summary>
    public Verdict Verdict
    {
        get
        {
            bool printed = Printed.All(comparison => comparison.Agrees);
            if (Corrected.Count == 0)
            {
                return printed ? Verdict.Holds : Verdict.DoesNotHold;
            }

            // A correction that the measurement cannot tell from the printed statement settles nothing.
            return !Corrected.All(comparison => comparison.Agrees) ? Verdict.DoesNotHold
                : printed ? Verdict.NotSettled
                : Verdict.HoldsAsCorrected;
        }
    }
}
