using System.CommandLine;
using NtkAnalytic.Cli.Data;

namespace NtkAnalytic.Cli.Options;

/// <summary>The options that say which data a verb works on.</summary>
internal sealed class DataOptions
{
    /// <summary>The option for the training rows.</summary>
    public const string TrainRows = "--train-rows";

    /// <summary>The option for the test rows.</summary>
    public const string TestRows = "--test-rows";

    private const string NoTarget = "none";

    private readonly Setting<string> _data = new("--data", "FILE.csv", "Numbers with a header row that names the columns.", Read.Text);

    private readonly Setting<string> _target = new(
        "--target", "COLUMN", "The column to predict, which is no feature: a name, or 'none'. By default the last column.", Read.Text);

    private readonly Setting<RowRange> _trainRows;
    private readonly bool _hasTestRows;

    private readonly Setting<RowRange> _testRows = new(
        TestRows, "FROM:TO", "Rows to test on, likewise.", RowRange.Parse);

    private readonly Setting<Scaling> _scale = new(
        "--scale",
        "none|unit|standardize|max",
        "Features as they are, rows of norm 1, columns of mean 0 and deviation 1, or all divided by the largest; learnt from the training rows.",
        Read.Choice(("none", Scaling.None), ("unit", Scaling.Unit), ("standardize", Scaling.Standardize), ("max", Scaling.Max)),
        "none");

    /// <summary>The options of a verb.</summary>
    /// <param name="isRequired">False when the verb has answers without data too.</param>
    /// <param name="rows">The option for the rows of a verb that does not train; null for those of training and test.</param>
    public DataOptions(bool isRequired = true, string? rows = null)
    {
        string purpose = rows is null ? "Rows to train on" : "Rows to take";
        _trainRows = new(rows ?? TrainRows, "FROM:TO", purpose + ": half-open, counted from 0, as in Python (0:1000, 1000:, :-10).", RowRange.Parse);
        _hasTestRows = rows is null;
        if (isRequired)
        {
            _data.AsRequired();
        }
    }

    /// <summary>Offers the options in a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _data.AddTo(command);
        _target.AddTo(command);
        _trainRows.AddTo(command);
        if (_hasTestRows)
        {
            _testRows.AddTo(command);
        }

        _scale.AddTo(command);
    }

    /// <summary>True when a file was named.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>Whether there are data.</returns>
    public bool IsGiven(ParseResult parse) => _data.IsGiven(parse);

    /// <summary>The options besides the file that were typed; they mean nothing without it.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>Their names.</returns>
    public IEnumerable<string> Details(ParseResult parse) =>
    [
        .. _target.NameIfGiven(parse),
        .. _trainRows.NameIfGiven(parse),
        .. _hasTestRows ? _testRows.NameIfGiven(parse) : [],
        .. _scale.NameIfGiven(parse),
    ];

    /// <summary>Reads the file and separates target and features.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The data.</returns>
    /// <exception cref="UsageException">The file, the target or a range is wrong.</exception>
    public DataSet Get(ParseResult parse, CancellationToken cancellationToken)
    {
        // What was typed is judged before a file is read.
        RowRange? train = _trainRows.Get(parse);
        RowRange? test = _hasTestRows ? _testRows.Get(parse) : null;
        Scaling scaling = _scale.Get(parse);
        string? target = _target.Get(parse);
        string path = _data.Get(parse)!;
        NumericTable table = NumericTableReader.Read(path, cancellationToken);
        int? targetColumn = target switch
        {
            NoTarget => null,
            null => table.Columns.Count - 1,
            _ => table.IndexOf(target),
        };
        int[] features = [.. Enumerable.Range(0, table.Columns.Count).Where(column => column != targetColumn)];
        return features.Length > 0
            ? new DataSet(path, table, features, targetColumn, scaling, train, test)
            : throw new UsageException($"{table.Name} has one column, '{table.Columns[0]}', and it is the target: no features are left (columns are separated by commas; --target none makes it a feature)");
    }
}
