using Xunit;

namespace NtkAnalytic.Claims.Tests;

public class ClaimRegistryTests
{
    public static TheoryData<string> QuickClaims => [.. ClaimRegistry.Select(null, withSlow: false).Select(claim => claim.Id)];

    [Theory]
    [MemberData(nameof(QuickClaims))]
    public void A_claim_holds_as_printed_or_as_corrected(string id)
    {
        ClaimResult result = CheckedClaims.All.Single(result => result.Claim.Id == id);
        string disagreeing = string.Join('\n', (result.Claim.Corrected is null ? result.Evidence.Printed : result.Evidence.Corrected).Where(comparison => !comparison.Agrees));
        Assert.True(
            result.Verdict == (result.Claim.Corrected is null ? Verdict.Holds : Verdict.HoldsAsCorrected),
            $"{id}: {result.Verdict.InWords()}\n{disagreeing}");
    }

    [Fact]
    public void Every_claim_has_an_id_of_its_own_that_begins_with_its_paper()
    {
        Assert.Equal(ClaimRegistry.All.Count, ClaimRegistry.All.Select(claim => claim.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(ClaimRegistry.All, claim => Assert.StartsWith(claim.Paper.Letter + ".", claim.Id, StringComparison.Ordinal));
    }

    [Fact]
    public void A_correction_comes_with_evidence_of_its_own() =>
        Assert.All(CheckedClaims.All, result => Assert.Equal(result.Claim.Corrected is not null, result.Evidence.Corrected.Count > 0));

    // A comparison with a wide uncertainty agrees with everything: a quarter of the number, or of 1 where 0 is predicted, is the most.
    [Fact]
    public void Every_measurement_is_sharp_enough_to_judge() =>
        Assert.All(
            CheckedClaims.All.SelectMany(result => result.Evidence.Printed.Concat(result.Evidence.Corrected)),
            comparison => Assert.InRange(
                comparison.Uncertainty,
                0,
                0.25 * Math.Max(comparison.Predicted == 0 ? 1 : Math.Abs(comparison.Predicted), Math.Abs(comparison.Measured))));

    [Fact]
    public void A_filter_is_the_beginning_of_an_id_or_else_any_part()
    {
        Assert.All(ClaimRegistry.Select("a", withSlow: true), claim => Assert.Equal("A", claim.Paper.Letter));
        Assert.NotEmpty(ClaimRegistry.Select("a", withSlow: true));
        Assert.All(ClaimRegistry.Select("lemma", withSlow: true), claim => Assert.Contains("lemma", claim.Id, StringComparison.Ordinal));
        Assert.Equal(5, ClaimRegistry.Select("lemma-", withSlow: true).Count);
        Assert.Empty(ClaimRegistry.Select("nothing of the kind", withSlow: true));
        Assert.Equal(ClaimRegistry.All, ClaimRegistry.Select("", withSlow: true));
    }

    [Fact]
    public void A_cancelled_run_ends() =>
        Assert.Throws<OperationCanceledException>(() => ClaimRegistry.All[0].Check(new CancellationToken(canceled: true)));
}
