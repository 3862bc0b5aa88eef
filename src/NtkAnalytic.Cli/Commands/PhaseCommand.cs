using System.CommandLine;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.Cli.Commands;

/// <summary><c>ntk phase</c>: what depth does to a fully connected network with given variances.</summary>
internal sealed class PhaseCommand
{
    private readonly CommandHost _host;
    private readonly Setting<string> _activation = NetworkOptions.Activation();
    private readonly Setting<double> _weightVariance = VarianceOptions.Weight();
    private readonly Setting<double> _biasVariance = VarianceOptions.Bias();

    private readonly Setting<double?> _variance = new(
        "--variance", "Q", "q^1, the variance of the first layer; by default sigma_w^2 + sigma_b^2, that of inputs with |x|^2 = n_0.", text => Read.Variance(text));

    private readonly Setting<OutputFormat> _format = FormatOption.Create();

    private PhaseCommand(CommandHost host) => _host = host;

    public static Verb Create(CommandHost host)
    {
        PhaseCommand command = new(host);
        Verb verb = new(
            "phase",
            "Says which phase a fully connected network is in: fixed points of variance and correlation, chi, expansion of the correlation map, depth scales.",
            "ntk phase --activation tanh --weight-variance 1.5 --bias-variance 0.05",
            "ntk phase --activation relu --weight-variance 2 --bias-variance 0.1",
            "ntk phase --activation gelu --weight-variance 1.98 --variance 10 --format json");
        command._activation.AddTo(verb);
        command._weightVariance.AddTo(verb);
        command._biasVariance.AddTo(verb);
        command._variance.AddTo(verb);
        command._format.AddTo(verb);
        verb.SetAction(command.Execute);
        return verb;
    }

    private int Execute(ParseResult parse)
    {
        OutputFormat format = _format.Get(parse);
        double weightVariance = _weightVariance.Get(parse);
        double biasVariance = _biasVariance.Get(parse);
        double start = _variance.Get(parse) ?? weightVariance + biasVariance;
        Activation activation = Activation.Parse(_activation.Get(parse)!);
        PhaseAnalysis analysis = new(activation, weightVariance, biasVariance, start);
        VarianceFixedPoints fixedPoints = analysis.VarianceMap.FixedPoints();
        PhaseDocument document = PhaseDocument.Of(analysis, fixedPoints);
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(_host.Output, document);
                break;
            case OutputFormat.Csv:
                WriteCsv(document);
                break;
            default:
                PhaseText.Write(_host, analysis, fixedPoints);
                break;
        }

        return analysis.Status.IsSuccess && fixedPoints.Status.IsSuccess ? ExitCode.Done : ExitCode.NotConverged;
    }

    private void WriteCsv(PhaseDocument document)
    {
        (string Name, object? Value)[] fields =
        [
            ("activation", document.Activation),
            ("weight_variance", document.WeightVariance),
            ("bias_variance", document.BiasVariance),
            ("start_variance", document.StartVariance),
            ("phase", document.Phase),
            ("variance_behavior", document.VarianceLimit.Behavior),
            ("variance", document.VarianceLimit.Limit),
            ("variance_growth", document.VarianceLimit.Growth),
            ("variance_rate", document.VarianceLimit.Rate),
            ("chi_1", document.Chi1),
            ("chi_q", document.VarianceSlope),
            ("correlation", document.CorrelationLimit?.Correlation),
            ("one_minus_correlation", document.CorrelationLimit?.OneMinusCorrelation),
            ("correlation_slope", document.CorrelationLimit?.Slope),
            ("kappa", document.CriticalDecay?.Kappa),
            ("kappa_prime", document.CriticalDecay?.KappaPrime),
            ("kappa_double_prime", document.CriticalDecay?.KappaDoublePrime),
            ("xi_variance", document.DepthScales.Variance),
            ("xi_correlation", document.DepthScales.Correlation),
            ("xi_ntk_diagonal", document.DepthScales.NtkDiagonal),
            ("xi_ntk", document.DepthScales.Ntk),
            ("xi_mean_predictor", document.DepthScales.MeanPredictor),
            ("status", document.Status),
        ];
        CsvOutput.WriteRow(_host.Output, fields.Select(field => field.Name));
        CsvOutput.WriteRow(_host.Output, fields.Select(field => field.Value));
    }
}
