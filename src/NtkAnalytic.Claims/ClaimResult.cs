namespace NtkAnalytic.Claims;

/// <summary>A claim that was measured.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Evidence">What was compared.</param>
public sealed record ClaimResult(Claim Claim, Evidence Evidence)
{
    /// <summary>The judgement.</summary>
    public Verdict Verdict => Evidence.Verdict;
}
