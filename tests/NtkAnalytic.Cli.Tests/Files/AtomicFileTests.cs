using NtkAnalytic.Cli.Files;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_name_appears_with_the_complete_file()
    {
        using AtomicFile file = AtomicFile.Create(_folder.PathOf("x.npy"), 3);
        RandomAccess.Write(file.Handle, "abc"u8, 0);
        Assert.False(File.Exists(_folder.PathOf("x.npy")));
        file.Commit();
        Assert.Equal(["x.npy"], _folder.Names);
        Assert.Equal("abc", File.ReadAllText(_folder.PathOf("x.npy")));
    }

    [Fact]
    public void Without_a_commit_nothing_is_left_and_an_old_file_stays()
    {
        string path = _folder.Write("x.npy", "old");
        using (AtomicFile file = AtomicFile.Create(path, 3))
        {
            RandomAccess.Write(file.Handle, "abc"u8, 0);
            Assert.Equal(2, _folder.Names.Length);
        }

        Assert.Equal(["x.npy"], _folder.Names);
        Assert.Equal("old", File.ReadAllText(path));
    }

    [Fact]
    public void A_file_larger_than_the_disk_is_refused_before_it_is_begun()
    {
        UsageException refusal = Assert.Throws<UsageException>(() => AtomicFile.Create(_folder.PathOf("x.npy"), 1L << 60));
        Assert.Contains("takes 1.15E+03 PB", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("are free in", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }
}
