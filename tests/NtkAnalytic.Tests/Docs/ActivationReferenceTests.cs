using Xunit;

namespace NtkAnalytic.Tests.Docs;

public class ActivationReferenceTests
{
    [Fact]
    public void The_page_lists_the_catalog() => GeneratedFile.Check(ActivationReference.Write(), "docs", "reference", "activations.md");
}
