using System.CommandLine;
using NtkAnalytic.Cli.Files;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.Cli.Commands;

/// <summary><c>ntk dispersion</c>: how much the tangent kernel of a network of finite width varies at initialisation.</summary>
internal sealed class DispersionCommand
{
    private readonly CommandHost _host;
    private readonly DispersionOptions _options = new();
    private readonly Setting<string> _svg = SvgOption.Create("Draws the dispersion against depth, with its limit.");
    private readonly Setting<OutputFormat> _format = FormatOption.Create();

    private DispersionCommand(CommandHost host) => _host = host;

    public static Verb Create(CommandHost host)
    {
        DispersionCommand command = new(host);
        Verb verb = new(
            "dispersion",
            "Moments of the tangent kernel Theta(x, x) of a network of finite width over its random weights: E[Theta], E[Theta^2] and E[Theta^2]/E[Theta]^2, exactly for relu, leaky relu, abs and identity, to first order in 1/width for others; their limit in depth over width; and whether the network is in the kernel regime.",
            "ntk dispersion --widths 3,4,4,4,1",
            "ntk dispersion --inputs 100 --width 100 --hidden-layers 49 --parameterization standard --bias-gradients --svg dispersion.svg",
            "ntk dispersion --activation tanh --weight-variance 1.5 --bias-variance 0.05 --width 256 --hidden-layers 5",
            "ntk dispersion --activation 'leaky-relu(0.1)' --widths 10,50,50,1 --weight-variance 3/2 --format json");
        command._options.AddTo(verb);
        command._svg.AddTo(verb);
        command._format.AddTo(verb);
        verb.SetAction(command.Execute);
        return verb;
    }

    private int Execute(ParseResult parse)
    {
        OutputFormat format = _format.Get(parse);
        DispersionRequest request = _options.Get(parse);
        using PictureFile? picture = PictureFile.Create(_svg.Get(parse));
        DispersionAnswer answer = ProgressDisplay.Run(
            _host,
            display => display.Stage(
                "layers",
                progress => DispersionAnswer.Of(request, new KernelOptions { CancellationToken = _host.CancellationToken, Progress = progress })));
        picture?.Write(DispersionPicture.Draw(answer));
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(_host.Output, DispersionDocument.Of(answer, picture?.Path));
                break;
            case OutputFormat.Csv:
                DispersionText.WriteCsv(_host.Output, answer);
                break;
            default:
                DispersionText.Write(_host, answer, picture?.Path);
                break;
        }

        return answer.Status.IsSuccess ? ExitCode.Done : ExitCode.NotConverged;
    }
}
