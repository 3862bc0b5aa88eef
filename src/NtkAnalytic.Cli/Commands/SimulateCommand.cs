using System.CommandLine;
using NtkAnalytic.Cli.Files;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.Ensembles;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Cli.Commands;

/// <summary><c>ntk simulate</c>: many initialisations of a network of finite width, held against theory.</summary>
internal sealed class SimulateCommand
{
    private readonly CommandHost _host;
    private readonly NetworkOptions _network = new(finiteWidth: "64");
    private readonly SimulateInputs _inputs = new();
    private readonly Setting<int> _samples = new("--samples", "N", "The largest number of networks.", Read.WholeNumber, "1000");
    private readonly Setting<ulong> _seed = SeedOption.Create("Of all random numbers: a network is a function of the seed and its number.");

    private readonly Setting<double?> _standardError = new(
        "--standard-error", "E", "Stops when every mean has this standard error, as a share of the mean on the kernel's diagonal; not before 100 networks.", text => Read.Number(text));

    private readonly Setting<Precision> _precision = new(
        "--precision", "single|double", "The floating-point format of the networks.", Read.Choice(("single", Precision.Single), ("double", Precision.Double)), "double");

    private readonly Setting<string> _checkpoint = new("--checkpoint", "FILE", "Saves the state there, every ten seconds and at the end.", Read.Text);
    private readonly Setting<string> _resume = new("--resume", "FILE", "Goes on from a saved state: to the same result, to the last bit, as without a break.", Read.Text);
    private readonly Setting<string> _svg = SvgOption.Create("Draws the distribution of Theta / E[Theta] over networks, on a logarithmic axis.");
    private readonly Setting<OutputFormat> _format = FormatOption.Create();

    private SimulateCommand(CommandHost host) => _host = host;

    public static Verb Create(CommandHost host)
    {
        SimulateCommand command = new(host);
        Verb verb = new(
            "simulate",
            "Draws many networks of finite width and gives mean, standard error and distance to theory of their NNGP kernels and NTKs, and the dispersion of the NTK.",
            "ntk simulate --activation relu --width 64 --samples 500",
            "ntk simulate --activation tanh --weight-variance 1.5 --bias-variance 0.05 --width 32 --standard-error 0.02 --samples 2000",
            "ntk simulate --activation relu --hidden-layers 10 --width 20 --samples 500 --svg theta.svg");
        command._network.AddTo(verb);
        command._inputs.AddTo(verb);
        command._samples.AddTo(verb);
        command._seed.AddTo(verb);
        command._standardError.AddTo(verb);
        command._precision.AddTo(verb);
        command._checkpoint.AddTo(verb);
        command._resume.AddTo(verb);
        command._svg.AddTo(verb);
        command._format.AddTo(verb);
        verb.SetAction(command.Execute);
        return verb;
    }

    private int Execute(ParseResult parse)
    {
        OutputFormat format = _format.Get(parse);
        var options = new EnsembleOptions
        {
            Samples = _samples.Get(parse),
            RelativeStandardError = _standardError.Get(parse),
            Checkpoint = _checkpoint.Get(parse),
            Resume = _resume.Get(parse),
        };
        ulong seed = _seed.Get(parse);
        TensorBackend backend = SimulationBackend.Create(_precision.Get(parse));
        Network network = _network.Get(parse);
        int[] widths = _network.Widths(parse);
        (EnsembleInputs inputs, string text) = _inputs.Get(parse, _host.CancellationToken);
        var ensemble = new Ensemble(new FiniteNetwork(network, inputs.Dimension, widths), inputs, seed);
        using PictureFile? picture = PictureFile.Create(_svg.Get(parse));
        SimulateAnswer answer = ProgressDisplay.Run(_host, display =>
        {
            EnsembleTheory theory = display.Stage("theory", _ => EnsembleTheory.Of(ensemble, _host.CancellationToken)!);
            EnsembleResult result = display.Stage("networks", progress => ensemble.Run(backend, options, progress is null ? null : new Share(progress), _host.CancellationToken));
            return new SimulateAnswer(result, theory, text, options.Samples, backend.Precision);
        });
        picture?.Write(SimulatePicture.Draw(answer));
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(_host.Output, SimulateDocument.Of(answer, picture?.Path));
                break;
            case OutputFormat.Csv:
                SimulateText.WriteCsv(_host.Output, answer);
                break;
            default:
                SimulateText.Write(_host, answer);
                break;
        }

        return Code(answer);
    }

    private int Code(SimulateAnswer answer)
    {
        if (answer.Result.Stop == EnsembleStop.Cancelled)
        {
            _host.Note($"cancelled after {answer.Result.Count} of {answer.Samples} networks; these were counted");
            return ExitCode.Cancelled;
        }

        if (!answer.Theory.Status.IsSuccess)
        {
            _host.Note(answer.Theory.Status.Advice);
            return ExitCode.NotConverged;
        }

        return ExitCode.Done;
    }

    private sealed class Share(IProgress<double> share) : IProgress<EnsembleProgress>
    {
        public void Report(EnsembleProgress value) => share.Report((double)value.Finished / value.Samples);
    }
}
