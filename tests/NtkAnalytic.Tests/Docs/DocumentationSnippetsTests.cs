using NtkAnalytic.Tests.Conventions;
using Xunit;

namespace NtkAnalytic.Tests.Docs;

/// <summary>Every C# block of the documentation is the text of a region that is compiled and run in this folder.</summary>
public class DocumentationSnippetsTests
{
    public static TheoryData<string> Pages =>
        [.. SourceFiles.All().Where(file => file.EndsWith(".md", StringComparison.Ordinal)).Select(SourceFiles.Relative)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_code_block_is_compiled_and_run(string page)
    {
        string[] regions = [.. Regions().Select(region => region.Text)];
        foreach (string block in Blocks(page, "csharp"))
        {
            string code = string.Join('\n', block.Split('\n').SkipWhile(line => line.StartsWith("using ", StringComparison.Ordinal) || line.Length == 0));
            Assert.True(regions.Contains(code, StringComparer.Ordinal), $"{page} shows code that is no region of tests/NtkAnalytic.Tests/Docs:\n{block}");
        }
    }

    // A block may begin with its using directives; they must be those of the file of its region.
    [Theory]
    [MemberData(nameof(Pages))]
    public void The_using_directives_of_a_block_are_those_of_the_compiled_file(string page)
    {
        foreach (string block in Blocks(page, "csharp"))
        {
            string[] usings = [.. block.Split('\n').Where(line => line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('=', StringComparison.Ordinal))];
            Assert.All(usings, line => Assert.True(
                line == "using NtkAnalytic;" || Regions().Any(region => region.File.Contains(line, StringComparison.Ordinal)),
                $"{page} shows '{line}', which no compiled file has."));
        }
    }

    [Fact]
    public void Every_region_is_shown_somewhere()
    {
        string[] blocks = [.. Pages.SelectMany(row => Blocks(row.Data, "csharp"))];
        foreach ((string name, string text, _) in Regions())
        {
            Assert.True(blocks.Any(block => block.EndsWith(text, StringComparison.Ordinal)), $"No page shows the region {name}.");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_files_that_are_there(string page)
    {
        string folder = Path.GetDirectoryName(Repository.PathOf(page))!;
        string text = File.ReadAllText(Repository.PathOf(page));
        foreach (string target in text.Split("](").Skip(1).Select(part => part.Split(')')[0].Split('#')[0]))
        {
            if (target.Length > 0 && !target.StartsWith("http", StringComparison.Ordinal))
            {
                Assert.True(Path.Exists(Path.Combine(folder, target)), $"{page} links to {target}, which is not there.");
            }
        }
    }

    private static IEnumerable<string> Blocks(string page, string language)
    {
        string[] parts = File.ReadAllText(Repository.PathOf(page)).ReplaceLineEndings("\n").Split("```" + language + "\n");
        return parts.Skip(1).Select(part => part.Split("\n```")[0]);
    }

    private static IEnumerable<(string Name, string Text, string File)> Regions()
    {
        foreach (string path in Directory.EnumerateFiles(Repository.PathOf("tests", "NtkAnalytic.Tests", "Docs"), "*Snippets.cs"))
        {
            string file = File.ReadAllText(path).ReplaceLineEndings("\n");
            foreach (string part in file.Split("#region ").Skip(1))
            {
                string[] lines = part.Split("#endregion")[0].Split('\n');
                string[] body = lines[1..^1];
                int indent = body.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
                yield return (lines[0], string.Join('\n', body.Select(line => line.Length > indent ? line[indent..] : "")), file);
            }
        }
    }
}
