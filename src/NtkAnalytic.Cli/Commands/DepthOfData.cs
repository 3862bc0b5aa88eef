using System.CommandLine;
using NtkAnalytic.Cli.Data;
using NtkAnalytic.Cli.Files;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The side of <c>ntk depth</c> that follows the NTK matrix of the rows of a file.</summary>
internal sealed class DepthOfData(CommandHost host)
{
    private readonly DataOptions _data = new(isRequired: false);

    /// <summary>Offers the options that describe the data.</summary>
    public void AddTo(Command command) => _data.AddTo(command);

    /// <summary>True when this side is asked.</summary>
    public bool IsGiven(ParseResult parse) => _data.IsGiven(parse);

    /// <summary>The names of the options about data that were typed, the file apart.</summary>
    public IEnumerable<string> Details(ParseResult parse) => _data.Details(parse);

    /// <summary>Answers.</summary>
    public int Run(ParseResult parse, DepthRequest request)
    {
        DataSet data = _data.Get(parse, host.CancellationToken);
        if (request.Svg is { } svg && Path.GetFullPath(svg) == Path.GetFullPath(data.Path))
        {
            throw new UsageException($"{SvgOption.Name} would overwrite the data, {svg}");
        }

        (RowSet rows, RowSet? testRows) = Rows(data);
        using PictureFile? picture = PictureFile.Create(request.Svg);
        LinearAlgebra.Use();
        DepthDataAnswer answer = ProgressDisplay.Run(
            host,
            display => DepthDataAnswer.Compute(request, data, rows, testRows, display, host.CancellationToken));
        picture?.Write(DepthDataPicture.Draw(answer));
        DepthDataAnswer shown = answer.At(request.Depths);
        switch (request.Format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(host.Output, DepthDataDocument.Of(shown, picture?.Path));
                break;
            case OutputFormat.Csv:
                DepthDataText.WriteCsv(host.Output, shown);
                break;
            default:
                DepthDataText.Write(host, shown);
                break;
        }

        if (answer.Asymptotics.Phase.Status is { IsSuccess: false } status)
        {
            host.Note(status.Advice);
            return ExitCode.NotConverged;
        }

        return ExitCode.Done;
    }

    private static (RowSet Rows, RowSet? TestRows) Rows(DataSet data)
    {
        if (data.TestRange is not null)
        {
            TrainTestSplit split = TrainTestSplit.Of(data.Table, data.TrainRange, data.TestRange);
            return (split.Train, split.Test);
        }

        return (data.TrainRange is { } range
            ? RowSet.Of(range, DataOptions.TrainRows, data.Table)
            : RowSet.Between(0, data.Table.RowCount), null);
    }
}
