using System.CommandLine;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.Cli.Commands;

/// <summary><c>ntk phase</c>: what depth does to a fully connected network with given variances.</summary>
internal sealed class PhaseCommand
{
    private readonly CommandHost _host;
    private readonly NetworkOptions _network = new(manyDepths: true);

    private readonly Setting<int?> _hiddenLayers = new(
        "--hidden-layers", "L", "A depth to hold against the depth scale of correlations.", text => Read.WholeNumber(text));

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
        command._network.AddTo(verb);
        command._hiddenLayers.AddTo(verb);
        command._variance.AddTo(verb);
        command._format.AddTo(verb);
        verb.SetAction(command.Execute);
        return verb;
    }

    private int Execute(ParseResult parse)
    {
        OutputFormat format = _format.Get(parse);
        int? hiddenLayers = Depth(parse);
        Network network = FullyConnected(parse);
        double weightVariance = network.WeightVariance(1);
        double biasVariance = network.BiasVariance(1);
        double start = _variance.Get(parse) ?? weightVariance + biasVariance;
        PhaseAnalysis analysis = new(network.Activation, weightVariance, biasVariance, start);
        VarianceFixedPoints fixedPoints = analysis.VarianceMap.FixedPoints();
        PhaseDocument document = PhaseDocument.Of(analysis, fixedPoints, hiddenLayers);
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(_host.Output, document);
                break;
            case OutputFormat.Csv:
                WriteCsv(document);
                break;
            default:
                PhaseText.Write(_host, analysis, fixedPoints, hiddenLayers);
                break;
        }

        return analysis.Status.IsSuccess && fixedPoints.Status.IsSuccess ? ExitCode.Done : ExitCode.NotConverged;
    }

    private int? Depth(ParseResult parse) => _hiddenLayers.Get(parse) is not { } layers || layers >= 0
        ? _hiddenLayers.Get(parse)
        : throw new UsageException($"{_hiddenLayers.Name}: '{layers}' is negative, but the smallest depth is 0, the linear model");

    // Parameterization, width and bias gradients are of the NTK: phases do not depend on them.
    private Network FullyConnected(ParseResult parse)
    {
        Network network = _network.Get(parse);
        return network.Architecture == Networks.Architecture.FullyConnected
            ? network
            : throw new UsageException("phases are those of fully connected networks; 'ntk depth' has the laws of residual ones");
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
            ("hidden_layers", document.HiddenLayers),
            ("depth_in_scales", document.DepthInScales),
            ("status", document.Status),
        ];
        CsvOutput.WriteRow(_host.Output, fields.Select(field => field.Name));
        CsvOutput.WriteRow(_host.Output, fields.Select(field => field.Value));
    }
}
