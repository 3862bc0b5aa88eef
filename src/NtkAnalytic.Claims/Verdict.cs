namespace NtkAnalytic.Claims;

/// <summary>What became of a claim.</summary>
public enum Verdict
{
    /// <summary>Every prediction agrees with its measurement.</summary>
    Holds,

    /// <summary>The printed statement disagrees with the measurement, the corrected one agrees.</summary>
    HoldsAsCorrected,

    /// <summary>The measurement cannot tell.</summary>
    NotSettled,

    /// <summary>The measurement disagrees, and no correction that agrees is known.</summary>
    DoesNotHold,
}

/// <summary>Verdicts in words.</summary>
public static class VerdictText
{
    /// <summary>The verdict in words, for tables.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>A few words.</returns>
    public static string InWords(this Verdict verdict) => verdict switch
    {
        Verdict.Holds => "holds",
        Verdict.HoldsAsCorrected => "refuted as printed, holds as corrected",
        Verdict.NotSettled => "not settled",
        _ => "does not hold",
    };
}
