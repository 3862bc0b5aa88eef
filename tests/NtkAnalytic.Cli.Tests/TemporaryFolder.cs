using System.Globalization;
using System.Text;

namespace NtkAnalytic.Cli.Tests;

/// <summary>A folder of a test's own, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("ntk-").FullName;

    /// <summary>The names of all that is in it, hidden files too.</summary>
    public string[] Names => [.. Directory.EnumerateFileSystemEntries(_path).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public string PathOf(string name) => Path.Combine(_path, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>A table of n rows: features a, b, c between -1 and 1 and a class of 0, 1 or 2, from fixed formulas.</summary>
    public string WriteTable(string name, int rows)
    {
        StringBuilder text = new("a,b,c,label\n");
        for (int i = 0; i < rows; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Math.Sin(i + 1):R},{Math.Cos(2 * i):R},{Math.Sin((3 * i) + 0.5):R},{i % 3}");
        }

        return Write(name, text.ToString());
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
