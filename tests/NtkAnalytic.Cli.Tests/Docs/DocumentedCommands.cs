using System.Text;

namespace NtkAnalytic.Cli.Tests.Docs;

/// <summary>The command lines that the documentation shows in its sh blocks.</summary>
internal static class DocumentedCommands
{
    private const string FromSources = "dotnet run --project src/NtkAnalytic.Cli -c Release -- ";

    private static readonly string Root = Path.GetFullPath(Path.Combine(Samples.Folder, "..", ".."));

    /// <summary>Every line that runs the command, as the words after <c>ntk</c>.</summary>
    public static IEnumerable<string> Lines() => Pages()
        .SelectMany(page => Blocks(File.ReadAllText(page)))
        .SelectMany(block => block.Split('\n'))
        .Select(line => line.StartsWith(FromSources, StringComparison.Ordinal) ? "ntk " + line[FromSources.Length..] : line)
        .Where(line => line.StartsWith("ntk ", StringComparison.Ordinal))
        .Select(line => line[4..])
        .Distinct(StringComparer.Ordinal);

    /// <summary>The words of a line as a shell would split it: blanks separate, quotes of either kind hold together.</summary>
    public static IReadOnlyList<string> Words(string line)
    {
        List<string> words = [];
        StringBuilder? word = null;
        char quote = '\0';
        foreach (char character in line)
        {
            if (character == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && character is ('\'' or '"'))
            {
                quote = character;
                word ??= new StringBuilder();
            }
            else if (quote == '\0' && character == ' ')
            {
                words.AddRange(word is null ? [] : [word.ToString()]);
                word = null;
            }
            else
            {
                word = (word ?? new StringBuilder()).Append(character);
            }
        }

        return word is null ? words : [.. words, word.ToString()];
    }

    /// <summary>The words with the samples where they are and with files written to a folder of the test's own.</summary>
    public static IReadOnlyList<string> In(TemporaryFolder folder, IReadOnlyList<string> words) =>
    [
        .. words.Select((word, i) => word.StartsWith("docs/samples/", StringComparison.Ordinal)
            ? Path.Combine(Root, word)
            : i > 0 && words[i - 1] is ("--out" or "--svg" or "--checkpoint") ? folder.PathOf(word) : word),
    ];

    public static string Page(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path])).ReplaceLineEndings("\n");

    private static IEnumerable<string> Pages() => Directory
        .EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFiles(Root, "*.md"));

    private static IEnumerable<string> Blocks(string page) =>
        page.ReplaceLineEndings("\n").Split("```sh\n").Skip(1).Select(part => part.Split("\n```")[0]);
}
