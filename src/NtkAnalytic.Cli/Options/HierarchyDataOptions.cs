using System.CommandLine;
using NtkAnalytic.Cli.Data;

namespace NtkAnalytic.Cli.Options;

/// <summary>The options that say what one output learns, and on which rows.</summary>
internal sealed class HierarchyDataOptions
{
    private readonly DataOptions _data = new();

    private readonly Setting<LearningTask> _task = TaskOption.Create();

    private readonly Setting<double[]?> _positive = new(
        "--positive", "CLASS,CLASS,...", "The classes that are learnt as +1; all others are -1. Of two classes the larger one unless given.", text => Read.List(Read.Number)(text));

    private readonly Setting<bool> _areRelative = new(
        "--targets",
        "absolute|relative",
        "Relative: added to what each network puts out at its start, so that labels make residuals of size 1.",
        Read.Choice(("absolute", false), ("relative", true)),
        "absolute");

    /// <summary>Offers the options in a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _data.AddTo(command);
        _task.AddTo(command);
        _positive.AddTo(command);
        _areRelative.AddTo(command);
    }

    /// <summary>Judges what was typed, before a file is read.</summary>
    /// <param name="parse">The command line.</param>
    /// <exception cref="UsageException">A value is none of its option.</exception>
    public void Check(ParseResult parse)
    {
        LearningTask task = _task.Get(parse);
        _ = _areRelative.Get(parse);
        if (_positive.Get(parse) is not null && task == LearningTask.Regression)
        {
            throw new UsageException("--positive names classes, but --task regression has none");
        }
    }

    /// <summary>Reads the file.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="needsClasses">Whether the loss takes labels only.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Inputs and targets.</returns>
    /// <exception cref="UsageException">The file, a range or a class is wrong.</exception>
    public HierarchyData Get(ParseResult parse, bool needsClasses, CancellationToken cancellationToken) => HierarchyData.Of(
        _data.Get(parse, cancellationToken), _task.Get(parse), _positive.Get(parse), _areRelative.Get(parse), needsClasses);
}
