using Xunit;

namespace NtkAnalytic.Tests.Docs;

public class DepthPictureTests
{
    [Fact]
    public void The_picture_shows_what_the_library_computes() => GeneratedFile.Check(DepthPicture.Draw(), "docs", "relu-depth.svg");
}
