using Xunit;

namespace NtkAnalytic.Claims.Tests;

public class EvidenceTests
{
    private static readonly Comparison Agreeing = new("a", 1, 1.5, 0.5);
    private static readonly Comparison Disagreeing = new("b", 1, 1.6, 0.5);
    private static readonly Comparison NotANumber = new("c", 1, double.NaN, double.PositiveInfinity);

    [Fact]
    public void A_claim_without_correction_holds_when_every_comparison_agrees()
    {
        Assert.Equal(Verdict.Holds, new Evidence(Agreeing, Agreeing).Verdict);
        Assert.Equal(Verdict.DoesNotHold, new Evidence(Agreeing, Disagreeing).Verdict);
    }

    [Fact]
    public void A_corrected_claim_holds_as_corrected_only_when_the_printed_one_fails() =>
        Assert.Equal(
            [Verdict.HoldsAsCorrected, Verdict.NotSettled, Verdict.DoesNotHold],
            new[]
            {
                new Evidence([Agreeing, Disagreeing], [Agreeing]).Verdict,
                new Evidence([Agreeing], [Agreeing]).Verdict,
                new Evidence([Disagreeing], [Agreeing, Disagreeing]).Verdict,
            });

    [Fact]
    public void What_is_not_a_number_agrees_with_nothing() =>
        Assert.Equal(Verdict.DoesNotHold, new Evidence(NotANumber).Verdict);

    [Fact]
    public void Every_verdict_has_words_of_its_own()
    {
        string[] words = [.. Enum.GetValues<Verdict>().Select(verdict => verdict.InWords())];
        Assert.Equal(words.Length, words.Distinct(StringComparer.Ordinal).Count());
    }
}
