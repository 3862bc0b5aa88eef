using System.CommandLine;
using NtkAnalytic.Cli.Files;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.Cli.Commands;

/// <summary><c>ntk critical</c>: the edge of chaos of an activation.</summary>
internal sealed class CriticalCommand
{
    private readonly CommandHost _host;
    private readonly Setting<Activation> _activation = NetworkOptions.Activation();

    private readonly Setting<NumberRange> _biasVariance = new(
        "--bias-variance", "V|FROM:TO:COUNT", "sigma_b^2; a range follows the line.", NumberRange.VarianceOrVariances, "0");

    private readonly Setting<string> _svg = SvgOption.Create("Draws the line and its fixed point q*.");
    private readonly Setting<OutputFormat> _format = FormatOption.Create();

    private CriticalCommand(CommandHost host) => _host = host;

    public static Verb Create(CommandHost host)
    {
        CriticalCommand command = new(host);
        Verb verb = new(
            "critical",
            "Finds the edge of chaos: every sigma_w^2 and q* with chi_1 = 1 for a given sigma_b^2, or along a range of them.",
            "ntk critical --activation tanh --bias-variance 0.05",
            "ntk critical --activation erf --bias-variance 0:1:11 --svg erf-edge.svg",
            "ntk critical --activation gelu");
        command._activation.AddTo(verb);
        command._biasVariance.AddTo(verb);
        command._svg.AddTo(verb);
        command._format.AddTo(verb);
        verb.SetAction(command.Execute);
        return verb;
    }

    private int Execute(ParseResult parse)
    {
        OutputFormat format = _format.Get(parse);
        NumberRange biasVariance = _biasVariance.Get(parse)!;
        CriticalLine line = new(_activation.Get(parse)!);
        using PictureFile? picture = PictureFile.Create(_svg.Get(parse));
        IReadOnlyList<CriticalPoint> points = biasVariance.IsSingle
            ? line.At(biasVariance.From)
            : line.Trace(biasVariance.From, biasVariance.To, biasVariance.Count);
        picture?.Write(CriticalPicture.Draw(line, biasVariance, points));
        CriticalDocument document = CriticalDocument.Of(line, biasVariance, points, picture?.Path);
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(_host.Output, document);
                break;
            case OutputFormat.Csv:
                CsvOutput.WriteRecords(
                    _host.Output,
                    ["bias_variance", "weight_variance", "variance", "every_variance", "chi_1", "chi_q", "stability", "relative_error", "status"],
                    document.Points);
                break;
            default:
                WriteText(line, document);
                break;
        }

        return points.All(point => point.Status.IsSuccess) ? ExitCode.Done : ExitCode.NotConverged;
    }

    private void WriteText(CriticalLine line, CriticalDocument document)
    {
        TextOutput.WriteFacts(
            _host.Output,
            [
                ("activation", $"{line.Activation.Name}, phi(x) = {line.Activation.Formula}"),
                ("edge of chaos", CriticalText.Shape(line.Shape)),
                ("chi_q = chi_1 = 1", CriticalText.Class(line.UniversalityClass)),
                .. CriticalText.HalfStable(line).Select(sentence => ("half stable", (string?)sentence)),
                ("picture", document.Picture),
            ]);
        _host.Output.WriteLine();
        if (document.Points.Count == 0)
        {
            _host.Output.WriteLine(CriticalText.NoPoint(document.BiasVariance));
            return;
        }

        TextOutput.WriteTable(
            _host,
            ["sigma_b^2", "sigma_w^2", "q*", "chi_1 - 1", "chi_q", "stability of q*", "relative error"],
            document.Points.Select(point => new[]
            {
                NumberText.Rounded(point.BiasVariance, 10),
                NumberText.Exact(point.WeightVariance),
                point.EveryVariance ? "any" : NumberText.Exact(point.Variance),
                NumberText.Error(point.Chi1 - 1),
                NumberText.Rounded(point.VarianceSlope, 10),
                point.Stability,
                NumberText.Error(point.RelativeError),
            }));
    }
}
