using NtkAnalytic.Tests.Docs;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Docs;

/// <summary>The pictures of docs/concepts/correlation-maps.md are what the lines beside them draw.</summary>
public class DocumentedPicturesTests
{
    [Theory]
    [InlineData("phase-tanh.svg")]
    [InlineData("depth-tanh.svg")]
    public void A_picture_is_what_its_line_draws(string picture)
    {
        string line = DocumentedCommands.Lines().Single(line => line.EndsWith($"--svg {picture}", StringComparison.Ordinal));
        using TemporaryFolder folder = new();
        Assert.Equal(ExitCode.Done, Ntk.Run(DocumentedCommands.In(folder, DocumentedCommands.Words(line))).Code);
        GeneratedFile.Check(File.ReadAllText(folder.PathOf(picture)), "docs", picture);
    }
}
