using System.CommandLine;
using NtkAnalytic.Cli.Files;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.Cli.Commands;

/// <summary><c>ntk phase-diagram</c>: the phases of an activation over the plane of the variances.</summary>
internal sealed class PhaseDiagramCommand
{
    private const long MostCells = 4_000_000;

    private readonly CommandHost _host;
    private readonly Setting<Activation> _activation = NetworkOptions.Activation();

    private readonly Setting<NumberRange> _weightVariance = new(
        "--weight-variance", "FROM:TO:COUNT", "sigma_w^2, both ends included.", NumberRange.Variances, "0.5:4:200");

    private readonly Setting<NumberRange> _biasVariance = new(
        "--bias-variance", "FROM:TO:COUNT", "sigma_b^2, likewise.", NumberRange.Variances, "0:1:200");

    private readonly Setting<string> _svg = SvgOption.Create("Draws the phases with the critical line, and the depth scale of correlations.");
    private readonly Setting<OutputFormat> _format = FormatOption.Create();

    private PhaseDiagramCommand(CommandHost host) => _host = host;

    public static Verb Create(CommandHost host)
    {
        PhaseDiagramCommand command = new(host);
        Verb verb = new(
            "phase-diagram",
            "Maps the phases (ordered, chaotic, edge of chaos) over ranges of sigma_w^2 and sigma_b^2, with the critical line and depth scales.",
            "ntk phase-diagram --activation tanh --weight-variance 0.5:4:60 --bias-variance 0:1:20",
            "ntk phase-diagram --activation erf --weight-variance 0.5:3:50 --bias-variance 0:0.5:50 --svg erf.svg",
            "ntk phase-diagram --activation relu --weight-variance 0:4:5 --bias-variance 0:1:3 --format csv");
        command._activation.AddTo(verb);
        command._weightVariance.AddTo(verb);
        command._biasVariance.AddTo(verb);
        command._svg.AddTo(verb);
        command._format.AddTo(verb);
        verb.SetAction(command.Execute);
        return verb;
    }

    private int Execute(ParseResult parse)
    {
        OutputFormat format = _format.Get(parse);
        NumberRange weightVariance = _weightVariance.Get(parse)!;
        NumberRange biasVariance = _biasVariance.Get(parse)!;
        if ((long)weightVariance.Count * biasVariance.Count > MostCells)
        {
            throw new UsageException($"{weightVariance.Count} x {biasVariance.Count} cells are more than the {MostCells} that fit; lower a COUNT");
        }

        Activation activation = _activation.Get(parse)!;
        using PictureFile? picture = PictureFile.Create(_svg.Get(parse));
        PhaseDiagram diagram = ProgressDisplay.Run(
            _host,
            display => display.Stage(
                "phase diagram",
                progress => PhaseDiagram.Compute(
                    activation,
                    weightVariance.Values,
                    biasVariance.Values,
                    new KernelOptions { CancellationToken = _host.CancellationToken, Progress = progress })));
        IReadOnlyList<CriticalPoint> edge = Edge(new CriticalLine(activation), biasVariance);
        picture?.Write(PhaseDiagramPicture.Draw(diagram, edge));
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(_host.Output, PhaseDiagramDocument.Of(diagram, edge, picture?.Path));
                break;
            case OutputFormat.Csv:
                WriteCsv(diagram);
                break;
            default:
                PhaseDiagramText.Write(_host, diagram, edge, picture?.Path);
                break;
        }

        return diagram.Cells.All(cell => cell.Status.IsSuccess) ? ExitCode.Done : ExitCode.NotConverged;
    }

    // One point for each row of cells; the lone point of an edge like relu's, where the diagram reaches it.
    private static IReadOnlyList<CriticalPoint> Edge(CriticalLine line, NumberRange biasVariance) => line.Shape switch
    {
        CriticalShape.Line => line.Trace(biasVariance.From, biasVariance.To, biasVariance.Count),
        CriticalShape.Point => line.At(biasVariance.From),
        _ => [],
    };

    private void WriteCsv(PhaseDiagram diagram)
    {
        CsvOutput.WriteRow(_host.Output, "weight_variance", "bias_variance", "phase", "variance", "chi_1", "one_minus_correlation", "correlation_slope", "xi_variance", "xi_correlation", "xi_ntk_diagonal", "xi_ntk", "xi_mean_predictor", "status");
        foreach (PhaseCell cell in diagram.Cells)
        {
            CsvOutput.WriteRow(
                _host.Output,
                cell.WeightVariance,
                cell.BiasVariance,
                Word.Kebab(cell.Phase),
                cell.Variance,
                cell.Chi1,
                cell.OneMinusCorrelation,
                cell.CorrelationSlope,
                cell.Scales.Variance,
                cell.Scales.Correlation,
                cell.Scales.NtkDiagonal,
                cell.Scales.Ntk,
                cell.Scales.MeanPredictor,
                cell.Status.Name);
        }
    }
}
