namespace NtkAnalytic.Cli.Data;

/// <summary>A table of finite numbers with named columns.</summary>
/// <param name="Name">The file, for messages.</param>
/// <param name="Columns">The names in the header.</param>
/// <param name="Values">Row after row.</param>
internal sealed record NumericTable(string Name, IReadOnlyList<string> Columns, double[] Values)
{
    /// <summary>The number of rows, the header not counted.</summary>
    public int RowCount => Values.Length / Columns.Count;

    /// <summary>A number of the table.</summary>
    /// <param name="row">Counted from 0.</param>
    /// <param name="column">Counted from 0.</param>
    public double this[int row, int column] => Values[((long)row * Columns.Count) + column];

    /// <summary>The place of a column.</summary>
    /// <param name="name">Its name in the header.</param>
    /// <returns>Counted from 0.</returns>
    /// <exception cref="UsageException">There is no such column, or more than one.</exception>
    public int IndexOf(string name)
    {
        int[] places = [.. Enumerable.Range(0, Columns.Count).Where(column => Columns[column] == name)];
        return places.Length switch
        {
            1 => places[0],
            0 => throw new UsageException($"{Name} has no column '{name}'{NearestNames.Suggest(name, Columns)}; its columns are {List()}"),
            _ => throw new UsageException($"{Name} has {places.Length} columns named '{name}'"),
        };
    }

    private string List()
    {
        const int Shown = 12;
        IEnumerable<string> names = Columns.Count <= Shown
            ? Columns
            : [.. Columns.Take(Shown / 2), "...", .. Columns.TakeLast(Shown / 2)];
        return string.Join(", ", names);
    }
}
