using System.CommandLine;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.DualActivations;

namespace NtkAnalytic.Cli.Commands;

/// <summary><c>ntk dual</c>: the dual activations of one Gaussian pair.</summary>
internal sealed class DualCommand
{
    private readonly CommandHost _host;

    private readonly Setting<Activation> _activation = NetworkOptions.Activation();

    private readonly Setting<double?> _variance = new(
        "--variance", "Q", "E[u^2] = E[v^2]; 1 unless --variance1 and --variance2 are given.", text => Read.Number(text));

    private readonly Setting<double?> _variance1 = new("--variance1", "Q1", "E[u^2].", text => Read.Number(text));

    private readonly Setting<double?> _variance2 = new("--variance2", "Q2", "E[v^2].", text => Read.Number(text));

    private readonly CorrelationOptions _correlation = new("u and v");

    private readonly Setting<OutputFormat> _format = FormatOption.Create();

    private DualCommand(CommandHost host) => _host = host;

    public static Verb Create(CommandHost host)
    {
        DualCommand command = new(host);
        Verb verb = new(
            "dual",
            "Computes E[phi(u) phi(v)] and E[phi'(u) phi'(v)] of a centred Gaussian pair (u, v), with error estimates.",
            "ntk dual --activation relu --variance 1 --correlation 0.5",
            "ntk dual --activation tanh --variance1 0.5 --variance2 2 --one-minus-correlation 1e-15");
        command._activation.AddTo(verb);
        command._variance.AddTo(verb);
        command._variance1.AddTo(verb);
        command._variance2.AddTo(verb);
        command._correlation.AddTo(verb);
        command._format.AddTo(verb);
        verb.SetAction(command.Execute);
        return verb;
    }

    private int Execute(ParseResult parse)
    {
        OutputFormat format = _format.Get(parse);
        GaussianPair pair = Pair(parse);
        DualActivation dual = DualActivation.Of(_activation.Get(parse)!);
        DualPair result = dual.Evaluate(pair);
        Document document = Document.Of(dual, pair, result);
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(_host.Output, document);
                break;
            case OutputFormat.Csv:
                WriteCsv(document);
                break;
            default:
                WriteText(dual, document, result);
                break;
        }

        return result.Status.IsSuccess ? ExitCode.Done : ExitCode.NotConverged;
    }

    private GaussianPair Pair(ParseResult parse)
    {
        double? variance = _variance.Get(parse);
        double? variance1 = _variance1.Get(parse);
        double? variance2 = _variance2.Get(parse);
        if (variance is not null && (variance1 ?? variance2) is not null)
        {
            throw new UsageException("--variance is for both; give either it, or --variance1 and --variance2");
        }

        if (variance1.HasValue != variance2.HasValue)
        {
            throw new UsageException("--variance1 and --variance2 go together");
        }

        return _correlation.Get(parse, variance ?? variance1 ?? 1, variance ?? variance2 ?? 1);
    }

    private void WriteText(DualActivation dual, Document document, DualPair result)
    {
        TextOutput.WriteFacts(
            _host.Output,
            ("activation", $"{document.Activation}, phi(x) = {document.Formula}"),
            ("E[u^2], E[v^2]", $"{NumberText.Exact(document.Variance1)}, {NumberText.Exact(document.Variance2)}"),
            ("correlation c", $"{NumberText.Exact(document.Correlation)}   (1 - c = {NumberText.Exact(document.OneMinusCorrelation)})"),
            ("E[phi(u) phi(v)]", WithError(document.Dual, document.DualError)),
            ("E[phi'(u) phi'(v)]", WithError(document.DerivativeDual, document.DerivativeDualError)),
            ("correlation of phi(u), phi(v)", $"{NumberText.Exact(document.OutputCorrelation)}   (1 - C = {NumberText.Exact(document.OneMinusOutputCorrelation)})"),
            ("method", dual.IsClosedForm ? "closed form" : "quadrature"),
            ("status", $"{result.Status.Name}: {result.Status.Advice}"));
    }

    private static string WithError(double value, double error) => double.IsFinite(value)
        ? $"{NumberText.Exact(value)}   (error about {NumberText.Error(error)})"
        : NumberText.Exact(value);

    private void WriteCsv(Document document)
    {
        CsvOutput.WriteRow(
            _host.Output,
            "activation",
            "variance1",
            "variance2",
            "correlation",
            "one_minus_correlation",
            "dual",
            "dual_error",
            "derivative_dual",
            "derivative_dual_error",
            "output_correlation",
            "one_minus_output_correlation",
            "closed_form",
            "status");
        CsvOutput.WriteRow(
            _host.Output,
            document.Activation,
            document.Variance1,
            document.Variance2,
            document.Correlation,
            document.OneMinusCorrelation,
            document.Dual,
            document.DualError,
            document.DerivativeDual,
            document.DerivativeDualError,
            document.OutputCorrelation,
            document.OneMinusOutputCorrelation,
            document.ClosedForm,
            document.Status);
    }

    private sealed record Document(
        string Activation,
        string Formula,
        double Variance1,
        double Variance2,
        double Correlation,
        double OneMinusCorrelation,
        double Dual,
        double DualError,
        double DerivativeDual,
        double DerivativeDualError,
        double OutputCorrelation,
        double OneMinusOutputCorrelation,
        double OnePlusOutputCorrelation,
        bool ClosedForm,
        string Status,
        string Advice)
    {
        public static Document Of(DualActivation dual, GaussianPair pair, DualPair result) => new(
            dual.Activation.Name,
            dual.Activation.Formula,
            pair.Variance1,
            pair.Variance2,
            pair.Correlation,
            pair.OneMinusCorrelation,
            result.Value,
            result.ValueError,
            result.Derivative,
            result.DerivativeError,
            new GaussianPair(1, 1, result.OneMinusCorrelation, result.OnePlusCorrelation).Correlation,
            result.OneMinusCorrelation,
            result.OnePlusCorrelation,
            dual.IsClosedForm,
            result.Status.Name,
            result.Status.Advice);
    }
}
