using System.Text.Json;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public class ClaimsCommandTests
{
    [Fact]
    public void The_list_names_every_claim_without_measuring()
    {
        JsonElement[] claims = [.. Ntk.Line("claims --list --format json").Json().GetProperty("claims").EnumerateArray()];
        Assert.Contains(claims, claim => claim.GetProperty("id").GetString() == "A.lemma-1");
        Assert.Contains(claims, claim => claim.GetProperty("slow").GetBoolean());
        Assert.All(claims, claim => Assert.NotEmpty(claim.GetProperty("printed").GetString()!));
        Assert.All(claims, claim => Assert.False(claim.TryGetProperty("verdict", out _)));
    }

    [Fact]
    public void A_claim_shows_prediction_measurement_and_verdict()
    {
        CommandResult result = Ntk.Line("claims --filter A.theorem-2.diagonal");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("refuted as printed, holds as corrected", result.Output, StringComparison.Ordinal);
        Assert.Contains(result.OutputLines, line => line.Contains("384", StringComparison.Ordinal) && line.Contains("224", StringComparison.Ordinal));
    }

    [Fact]
    public void Json_holds_the_numbers()
    {
        JsonElement claim = Assert.Single(Ntk.Line("claims --filter K.critical.weight-variance --format json").Json().GetProperty("claims").EnumerateArray());
        Assert.Equal("refuted as printed, holds as corrected", claim.GetProperty("verdict").GetString());
        JsonElement printed = claim.GetProperty("printed")[0];
        Assert.Equal(1.76, printed.GetProperty("predicted").GetDouble());
        Assert.False(printed.GetProperty("agrees").GetBoolean());
        Assert.Equal(1.7476037497677032, claim.GetProperty("corrected")[0].GetProperty("measured").GetDouble(), 1e-12);
    }

    [Fact]
    public void Csv_has_a_row_for_each_comparison()
    {
        string[] lines = Ntk.Line("claims --filter A.theorem-2.diagonal --format csv").OutputLines;
        Assert.Equal("id,verdict,statement,quantity,predicted,measured,uncertainty,agrees", lines[0]);
        Assert.Equal(6, lines.Length - 1);
        Assert.All(lines[1..], line => Assert.StartsWith("A.theorem-2.diagonal,", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Slow_claims_are_left_out_unless_asked_for() =>
        Ntk.Line("claims --filter A.theorem-1.smooth.far").AssertRefused("A.theorem-1.smooth.far", "--slow");

    [Fact]
    public void A_filter_that_names_nothing_is_refused() => Ntk.Line("claims --filter nothing").AssertRefused("nothing", "--list");

    [Fact]
    public void A_list_has_no_page() => Ntk.Line("claims --list --format markdown").AssertRefused("--list", "markdown");

    [Fact]
    public void A_cancelled_run_leaves_no_answer()
    {
        CommandResult result = Ntk.Run(new CancellationToken(canceled: true), "claims", "--filter", "A");
        Assert.Equal(ExitCode.Cancelled, result.Code);
        Assert.Equal("", result.Output);
    }
}
