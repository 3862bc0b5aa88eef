using NtkAnalytic.Tests.Docs;
using Xunit;

namespace NtkAnalytic.Claims.Tests;

public class ValidationPageTests
{
    [Fact]
    public void The_page_in_the_documentation_is_the_one_that_the_claims_give() =>
        GeneratedFile.Check(ValidationPage.Write(CheckedClaims.All), "docs", "validation.md");
}
