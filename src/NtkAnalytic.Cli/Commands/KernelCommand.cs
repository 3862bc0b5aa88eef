using System.CommandLine;
using System.Diagnostics;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Data;
using NtkAnalytic.Cli.Files;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.Cli.Commands;

/// <summary><c>ntk kernel</c>: a Gram matrix, or the cross matrix of test rows and training rows.</summary>
internal sealed class KernelCommand
{
    private readonly CommandHost _host;
    private readonly DataOptions _data = new();
    private readonly NetworkOptions _network = new();
    private readonly Setting<KernelKinds> _kind = KindOption.Create();

    private readonly Setting<string> _out = new(
        "--out", "FILE.csv|FILE.npy", "Where to write the matrix; without it, the matrix is printed. Both kernels make an .npy of shape (2, n, m).", MatrixFile);

    private readonly Setting<OutputFormat> _format = FormatOption.Create();

    private KernelCommand(CommandHost host) => _host = host;

    public static Verb Create(CommandHost host)
    {
        KernelCommand command = new(host);
        Verb verb = new(
            "kernel",
            "Computes the kernel matrix of the rows of a CSV file: of all rows, of --train-rows, or of --test-rows (down) with --train-rows (across).",
            "ntk kernel --data docs/samples/digits.csv --scale max --train-rows 0:5",
            "ntk kernel --data docs/samples/digits.csv --scale max --kind both --out digits.npy",
            "ntk kernel --data docs/samples/wine.csv --scale standardize --train-rows 0:100 --test-rows 100: --out cross.csv");
        command._data.AddTo(verb);
        command._kind.AddTo(verb);
        command._out.AddTo(verb);
        command._network.AddTo(verb);
        command._format.AddTo(verb);
        verb.SetAction(command.Execute);
        return verb;
    }

    private static string MatrixFile(string path) => Path.GetExtension(path).ToLowerInvariant() is ".csv" or ".npy"
        ? path
        : throw new FormatException($"the name of the file must end in .csv or .npy, but it is '{path}'");

    private int Execute(ParseResult parse)
    {
        OutputFormat format = _format.Get(parse);
        KernelKinds kinds = _kind.Get(parse);
        string? path = _out.Get(parse);
        Network network = _network.Get(parse);
        DataSet data = _data.Get(parse, _host.CancellationToken);
        if (path is not null && Path.GetFullPath(path) == Path.GetFullPath(data.Path))
        {
            throw new UsageException($"--out would overwrite the data, {path}");
        }

        (string rows, KernelRequest request) = Request(data, new Kernel(network), kinds);
        Answer answer = new(network, data, rows, request, path);
        Stopwatch watch = Stopwatch.StartNew();
        KernelReport report = path is null ? Print(answer, format) : Write(answer, path, format, watch);
        if (path is null || format != OutputFormat.Text)
        {
            _host.Note(network.ToString());
            _host.Note($"{data.Describe()}; {rows}");
            _host.Note($"{report.Route}, error about {NumberText.Error(report.ErrorEstimate)} of the scale");
        }

        if (_network.Ignored(parse) is { } ignored)
        {
            _host.Note(ignored);
        }

        if (report.Status != Numerics.SolveStatus.Converged)
        {
            _host.Note($"{report.Status.Name}: {report.Status.Advice}");
        }

        return report.Status.IsSuccess ? ExitCode.Done : ExitCode.NotConverged;
    }

    private static (string Rows, KernelRequest Request) Request(DataSet data, Kernel kernel, KernelKinds kinds)
    {
        if (data.TestRange is null)
        {
            RowSet all = data.TrainRange is { } range
                ? RowSet.Of(range, DataOptions.TrainRows, data.Table)
                : RowSet.Between(0, data.Table.RowCount);
            return ($"Gram matrix of rows {all}", new KernelRequest(kernel, data.Features(all, all)[0], null, kinds));
        }

        if (data.TrainRange is null)
        {
            throw new UsageException($"{DataOptions.TestRows} needs {DataOptions.TrainRows}: the cross matrix has the test rows down and the training rows across");
        }

        TrainTestSplit split = TrainTestSplit.Of(data.Table, data.TrainRange, data.TestRange);
        Matrix<double>[] features = data.Features(split.Train, split.Test, split.Train);
        return ($"cross matrix of rows {split.Test} with rows {split.Train}", new KernelRequest(kernel, features[0], features[1], kinds));
    }

    private KernelOptions Options(IProgress<double>? progress) => new() { CancellationToken = _host.CancellationToken, Progress = progress };

    private KernelReport Print(Answer answer, OutputFormat format)
    {
        KernelMatrices matrices = ProgressDisplay.Run(
            _host,
            display => display.Stage("kernel", progress => answer.Request.Compute(Options(progress))));
        Matrix<double>? nngp = answer.Request.Kinds.HasFlag(KernelKinds.Nngp) ? matrices.Nngp : null;
        Matrix<double>? ntk = answer.Request.Kinds.HasFlag(KernelKinds.Ntk) ? matrices.Ntk : null;
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(_host.Output, answer.Document(matrices.Report, null, null) with { Nngp = nngp, Ntk = ntk });
                break;
            case OutputFormat.Csv:
                CsvKernelWriter.Write(_host.Output, matrices, answer.Request.Kinds, _host.CancellationToken);
                break;
            default:
                MatrixText.Write(_host.Output, nngp, answer.Request.Kinds == KernelKinds.Both ? "NNGP" : null, _host.CancellationToken);
                MatrixText.Write(_host.Output, ntk, answer.Request.Kinds == KernelKinds.Both ? "NTK" : null, _host.CancellationToken);
                break;
        }

        return matrices.Report;
    }

    private KernelReport Write(Answer answer, string path, OutputFormat format, Stopwatch watch)
    {
        bool isNpy = Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase);
        KernelReport report = ProgressDisplay.Run(
            _host,
            display => display.Stage(Path.GetFileName(path), progress => isNpy
                ? NpyKernelWriter.Write(path, answer.Request, Options(progress))
                : CsvKernelWriter.Write(path, answer.Request, Options(progress))));
        KernelDocument document = answer.Document(report, new FileInfo(path).Length, watch.Elapsed.TotalSeconds);
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(_host.Output, document);
                break;
            case OutputFormat.Csv:
                CsvOutput.WriteRow(_host.Output, "file", "kind", "rows", "columns", "route", "error_estimate", "status", "seconds");
                CsvOutput.WriteRow(_host.Output, path, document.Kind, document.Rows, document.Columns, document.Route, document.ErrorEstimate, document.Status, document.Seconds);
                break;
            default:
                string shape = answer.Request.KindCount == 2 ? "2 x " : "";
                TextOutput.WriteFacts(
                    _host.Output,
                    ("network", document.Network.Description),
                    ("data", answer.Data.Describe()),
                    ("kernel", $"{document.Kind}, {answer.Rows}"),
                    ("route", report.Route),
                    ("error estimate", $"{NumberText.Error(report.ErrorEstimate)} of the scale"),
                    ("status", report.Status.Name),
                    ("file", $"{path}, {shape}{document.Rows} x {document.Columns}, {FileSize.Text(document.FileSize!.Value)}"),
                    ("time", $"{NumberText.Rounded(watch.Elapsed.TotalSeconds, 3)} s"));
                break;
        }

        return report;
    }

    /// <summary>What goes into each form of the answer.</summary>
    private sealed record Answer(Network Network, DataSet Data, string Rows, KernelRequest Request, string? Path)
    {
        public KernelDocument Document(KernelReport report, long? fileSize, double? seconds) => new(
            NetworkDocument.Of(Network),
            DataDocument.Of(Data),
            Rows,
            KindOption.Word(Request.Kinds),
            Request.RowCount,
            Request.ColumnCount,
            report.Route,
            report.ErrorEstimate,
            report.Status.Name,
            report.Status.Advice,
            Path,
            fileSize,
            seconds);
    }

    private sealed record KernelDocument(
        NetworkDocument Network,
        DataDocument Data,
        string Description,
        string Kind,
        int Rows,
        int Columns,
        string Route,
        double ErrorEstimate,
        string Status,
        string Advice,
        string? File,
        long? FileSize,
        double? Seconds)
    {
        public Matrix<double>? Nngp { get; init; }

        public Matrix<double>? Ntk { get; init; }
    }
}
