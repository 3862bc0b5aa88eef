using System.CommandLine;
using NtkAnalytic.Claims;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;

namespace NtkAnalytic.Cli.Commands;

/// <summary><c>ntk claims</c>: statements of the literature, predicted, measured and judged.</summary>
internal sealed class ClaimsCommand
{
    private enum Format
    {
        Text,
        Json,
        Csv,
        Markdown,
    }

    private readonly CommandHost _host;

    private readonly Setting<string> _filter = new(
        "--filter", "TEXT", "The beginning of an id, or any part of one: 'A' for all of paper A, 'lemma' for every lemma.", Read.Text);

    private readonly Option<bool> _list = new("--list") { Description = "List the claims without measuring them." };

    private readonly Option<bool> _slow = new("--slow") { Description = "Also the claims that take long." };

    private readonly Setting<Format> _format = new(
        "--format",
        "text|json|csv|markdown",
        "A table for people, one JSON document, comma-separated values, or the page of the documentation.",
        Read.Choice(("text", Format.Text), ("json", Format.Json), ("csv", Format.Csv), ("markdown", Format.Markdown)),
        "text");

    private ClaimsCommand(CommandHost host) => _host = host;

    public static Verb Create(CommandHost host)
    {
        ClaimsCommand command = new(host);
        Verb verb = new(
            "claims",
            "Checks statements of the literature: what each predicts, what is measured, and the verdict.",
            "ntk claims --list",
            "ntk claims --filter A.lemma",
            "ntk claims --filter K --format json");
        command._filter.AddTo(verb);
        verb.Options.Add(command._list);
        verb.Options.Add(command._slow);
        command._format.AddTo(verb);
        verb.SetAction(command.Execute);
        return verb;
    }

    private int Execute(ParseResult parse)
    {
        Format format = _format.Get(parse);
        string? filter = _filter.Get(parse);
        bool list = parse.GetValue(_list);
        IReadOnlyList<Claim> claims = ClaimRegistry.Select(filter, list || parse.GetValue(_slow));
        if (claims.Count == 0)
        {
            throw new UsageException(ClaimRegistry.Select(filter, withSlow: true).Count > 0
                ? $"every claim that matches '{filter}' takes long; add --slow to check it, or --list to read it"
                : $"no claim matches '{filter}'; 'ntk claims --list' shows them all");
        }

        if (list)
        {
            List(claims, format);
            return ExitCode.Done;
        }

        IReadOnlyList<ClaimResult> results = ProgressDisplay.Run(_host, display => display.Stage("claims", progress => Check(claims, progress)));
        Write(results, format);
        return results.Any(result => result.Verdict == Verdict.DoesNotHold) ? ExitCode.NotConverged : ExitCode.Done;
    }

    private List<ClaimResult> Check(IReadOnlyList<Claim> claims, IProgress<double>? progress)
    {
        List<ClaimResult> results = [];
        foreach (Claim claim in claims)
        {
            _host.CancellationToken.ThrowIfCancellationRequested();
            results.Add(claim.Check(_host.CancellationToken));
            progress?.Report((double)results.Count / claims.Count);
        }

        return results;
    }

    private void List(IReadOnlyList<Claim> claims, Format format)
    {
        switch (format)
        {
            case Format.Json:
                JsonOutput.Write(_host.Output, new { Claims = claims.Select(ClaimDocument.Of) });
                break;
            case Format.Csv:
                CsvOutput.WriteRow(_host.Output, "id", "paper", "place", "printed", "corrected", "slow");
                foreach (Claim claim in claims)
                {
                    CsvOutput.WriteRow(_host.Output, claim.Id, claim.Paper.Reference, claim.Place, claim.Printed, claim.Corrected, claim.IsSlow);
                }

                break;
            case Format.Markdown:
                throw new UsageException("--list has no format markdown; leave --list out for the page with the measurements");
            default:
                TextOutput.WriteTable(
                    _host,
                    ["claim", "where", "as printed", "slow"],
                    claims.Select(claim => new[] { claim.Id, $"{claim.Paper.Reference}, {claim.Place}", claim.Printed, claim.IsSlow ? "yes" : "" }));
                break;
        }
    }

    private void Write(IReadOnlyList<ClaimResult> results, Format format)
    {
        switch (format)
        {
            case Format.Json:
                JsonOutput.Write(_host.Output, new { Claims = results.Select(ResultDocument.Of) });
                break;
            case Format.Csv:
                CsvOutput.WriteRow(_host.Output, "id", "verdict", "statement", "quantity", "predicted", "measured", "uncertainty", "agrees");
                foreach (ClaimResult result in results)
                {
                    foreach ((string statement, Comparison comparison) in Rows(result))
                    {
                        CsvOutput.WriteRow(_host.Output, result.Claim.Id, result.Verdict.InWords(), statement, comparison.Quantity, comparison.Predicted, comparison.Measured, comparison.Uncertainty, comparison.Agrees);
                    }
                }

                break;
            case Format.Markdown:
                _host.Output.Write(ValidationPage.Write(results));
                break;
            default:
                WriteText(results);
                break;
        }
    }

    private void WriteText(IReadOnlyList<ClaimResult> results)
    {
        TextOutput.WriteTable(
            _host,
            ["claim", "statement", "quantity", "predicted", "measured", "uncertainty", "verdict"],
            results.SelectMany(result => Rows(result).Select((row, index) => new[]
            {
                index == 0 ? result.Claim.Id : "",
                row.Statement,
                row.Comparison.Quantity,
                NumberText.Rounded(row.Comparison.Predicted),
                NumberText.Rounded(row.Comparison.Measured),
                NumberText.Error(row.Comparison.Uncertainty),
                index == 0 ? result.Verdict.InWords() : row.Comparison.Agrees ? "" : "disagrees",
            })));
        foreach (IGrouping<Verdict, ClaimResult> verdict in results.GroupBy(result => result.Verdict).OrderBy(group => group.Key))
        {
            _host.Output.WriteLine($"{verdict.Key.InWords()}: {verdict.Count()}");
        }
    }

    private static IEnumerable<(string Statement, Comparison Comparison)> Rows(ClaimResult result) =>
        result.Evidence.Printed.Select(comparison => ("printed", comparison))
            .Concat(result.Evidence.Corrected.Select(comparison => ("corrected", comparison)));

    private sealed record ClaimDocument(string Id, string Paper, string Reference, string? Remark, string Place, string Printed, string? Corrected, string Method, bool Slow)
    {
        public static ClaimDocument Of(Claim claim) =>
            new(claim.Id, claim.Paper.ToString(), claim.Paper.Reference, claim.Paper.Remark, claim.Place, claim.Printed, claim.Corrected, claim.Method, claim.IsSlow);
    }

    private sealed record ResultDocument(ClaimDocument Claim, string Verdict, IReadOnlyList<Comparison> Printed, IReadOnlyList<Comparison> Corrected)
    {
        public static ResultDocument Of(ClaimResult result) =>
            new(ClaimDocument.Of(result.Claim), result.Verdict.InWords(), result.Evidence.Printed, result.Evidence.Corrected);
    }
}
