using NtkAnalytic.Cli.Options;

namespace NtkAnalytic.Cli.Data;

/// <summary>Some rows of a table, in order.</summary>
/// <param name="Indices">Counted from 0.</param>
/// <param name="Text">As ranges, for people.</param>
internal sealed record RowSet(int[] Indices, string Text)
{
    /// <summary>The number of rows.</summary>
    public int Count => Indices.Length;

    /// <summary>A run of rows.</summary>
    /// <param name="start">The first.</param>
    /// <param name="end">The one after the last.</param>
    /// <returns>The rows.</returns>
    public static RowSet Between(int start, int end) => new([.. Enumerable.Range(start, end - start)], $"{start}:{end}");

    /// <summary>The rows of a range.</summary>
    /// <param name="range">The range.</param>
    /// <param name="option">The option that gave it.</param>
    /// <param name="table">The table.</param>
    /// <returns>At least one row.</returns>
    /// <exception cref="UsageException">No row of the table is in the range.</exception>
    public static RowSet Of(RowRange range, string option, NumericTable table)
    {
        (int start, int end) = range.Resolve(table.RowCount);
        return start < end
            ? Between(start, end)
            : throw new UsageException($"{option} {range.Text} holds no rows: {table.Name} has {Rows(table.RowCount)}");
    }

    /// <summary>All rows of a table but those of a run.</summary>
    /// <param name="table">The table.</param>
    /// <returns>The rows before and after, none when the run is the whole table.</returns>
    public RowSet Rest(NumericTable table)
    {
        int start = Indices[0];
        int end = Indices[^1] + 1;
        RowSet before = Between(0, start);
        RowSet after = Between(end, table.RowCount);
        return (before.Count, after.Count) switch
        {
            (_, 0) => before,
            (0, _) => after,
            _ => new RowSet([.. before.Indices, .. after.Indices], $"{before.Text} and {after.Text}"),
        };
    }

    /// <summary>"1 row" or "n rows".</summary>
    /// <param name="count">n.</param>
    /// <returns>The words.</returns>
    public static string Rows(int count) => count == 1 ? "1 row" : $"{count} rows";

    /// <summary>The rows for people.</summary>
    /// <returns>Ranges and count.</returns>
    public override string ToString() => $"{Text} ({Rows(Count)})";
}
