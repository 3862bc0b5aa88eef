using System.Globalization;

namespace NtkAnalytic.Cli.Data;

/// <summary>Reads a CSV file of numbers with a header row, and refuses everything that is not one.</summary>
internal static class NumericTableReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading between two rows.</param>
    /// <returns>The table.</returns>
    /// <exception cref="UsageException">The file is not there, or something in it is wrong: the message says what, and where.</exception>
    public static NumericTable Read(string path, CancellationToken cancellationToken = default)
    {
        string name = Path.GetFileName(path);
        if (Directory.Exists(path))
        {
            throw new UsageException($"{path} is a folder, not a CSV file");
        }

        if (!File.Exists(path))
        {
            throw new UsageException($"there is no file {path}");
        }

        using StreamReader text = new(path);
        return Read(text, name, cancellationToken);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="cancellationToken">Ends the reading between two rows.</param>
    /// <returns>The table.</returns>
    /// <exception cref="UsageException">Something is wrong: the message says what, and where.</exception>
    public static NumericTable Read(TextReader text, string name, CancellationToken cancellationToken = default)
    {
        try
        {
            CsvRecordReader records = new(text);
            string[] columns = ReadHeader(records, name);
            double[] values = ReadRows(records, name, columns, cancellationToken);
            return values.Length > 0 ? new NumericTable(name, columns, values) : throw new UsageException($"{name} has a header but no rows");
        }
        catch (FormatException exception)
        {
            throw new UsageException($"{name}, {exception.Message}");
        }
    }

    private static string[] ReadHeader(CsvRecordReader records, string name)
    {
        if (!records.Next())
        {
            throw new UsageException($"{name} is empty");
        }

        string[] columns = new string[records.FieldCount];
        bool isNumbers = true;
        for (int column = 0; column < columns.Length; column++)
        {
            columns[column] = records.Field(column).Trim().ToString();
            isNumbers &= double.TryParse(columns[column], NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        }

        // Some programs name columns 0, 1, 2, ...; any other row of numbers is data, and must not be lost as a header.
        bool isCounted = columns.Distinct(StringComparer.Ordinal).Count() == columns.Length && columns.All(column => column.All(char.IsAsciiDigit));
        return isNumbers && !isCounted
            ? throw new UsageException($"{name} has no header: its first row, which should name the columns, holds numbers")
            : columns;
    }

    private static double[] ReadRows(CsvRecordReader records, string name, string[] columns, CancellationToken cancellationToken)
    {
        double[] values = new double[columns.Length * 64];
        int count = 0;
        for (int row = 0; records.Next(); row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (records.FieldCount != columns.Length)
            {
                throw new UsageException($"{name}, line {records.Line} (row {row}): {Count(records.FieldCount)}, but the header has {columns.Length}");
            }

            if (values.Length - count < columns.Length)
            {
                Array.Resize(ref values, checked(values.Length * 2));
            }

            for (int column = 0; column < columns.Length; column++)
            {
                values[count++] = Number(records.Field(column), name, records.Line, row, columns[column]);
            }
        }

        Array.Resize(ref values, count);
        return values;
    }

    private static double Number(ReadOnlySpan<char> field, string name, int line, int row, string column)
    {
        if (double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
        {
            return value;
        }

        string text = field.Trim().ToString();
        string what = text.Length == 0
            ? "the field is empty, where a number was expected"
            : IsNotFinite(text) ? $"{text} is not a finite number" : $"'{Shortened(text)}' is not a number";
        throw new UsageException($"{name}, line {line} (row {row}), column '{column}': {what}");
    }

    // What other programs write for NaN and infinity, and numbers beyond the range of double precision.
    private static bool IsNotFinite(string text) =>
        text.TrimStart('+', '-').ToUpperInvariant() is "NAN" or "INF" or "INFINITY"
        || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..37] + "...";

    private static string Count(int fields) => fields == 1 ? "1 field" : $"{fields} fields";
}
