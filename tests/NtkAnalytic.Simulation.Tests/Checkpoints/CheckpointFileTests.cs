using System.Security.Cryptography;
using NtkAnalytic.Simulation.Checkpoints;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Checkpoints;

public sealed class CheckpointFileTests : IDisposable
{
    private static readonly CheckpointFile s_file = new("TESTMARK", "a test");
    private readonly string _folder = Directory.CreateTempSubdirectory("ntk-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "state");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_is_read()
    {
        double[] numbers = [1, double.NaN, -0.0, double.Epsilon];
        s_file.Write(Path, [("colour", "blue")], writer => Numbers.Write(writer, numbers));
        double[] read = [];
        s_file.Read(Path, [("colour", "blue")], reader => read = Numbers.Read(reader));
        Assert.Equal(numbers.Select(BitConverter.DoubleToInt64Bits), read.Select(BitConverter.DoubleToInt64Bits));
    }

    // A later format with a checksum that fits.
    [Fact]
    public void Another_version_is_refused_by_its_number()
    {
        s_file.Write(Path, [], writer => writer.Write(1));
        byte[] bytes = File.ReadAllBytes(Path)[..^SHA256.HashSizeInBytes];
        bytes[8]++;
        File.WriteAllBytes(Path, [.. bytes, .. SHA256.HashData(bytes)]);
        Assert.Contains("version 2 of the format, but version 1", Message(s_file, []), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_kind_or_description_is_refused()
    {
        s_file.Write(Path, [("colour", "blue")], writer => writer.Write(1));
        Assert.Contains("no checkpoint of a stone", Message(new CheckpointFile("TESTSTON", "a stone"), []), StringComparison.Ordinal);
        Assert.Contains("another colour: blue, and not red", Message(s_file, [("colour", "red")]), StringComparison.Ordinal);
        Assert.Contains("another size: none, and not 3", Message(s_file, [("size", "3")]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_cannot_be_written_leaves_the_one_before_and_nothing_else()
    {
        s_file.Write(Path, [], writer => writer.Write(7));
        Assert.Throws<InvalidOperationException>(() => s_file.Write(Path, [], _ => throw new InvalidOperationException()));
        Assert.Equal([Path], Directory.GetFiles(_folder));
        s_file.Read(Path, [], reader => Assert.Equal(7, reader.ReadInt32()));
    }

    [Fact]
    public void A_folder_is_no_file_to_write()
    {
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => CheckpointFile.RequireWritable(_folder)).Message, StringComparison.Ordinal);
        Assert.Contains("no folder", Assert.Throws<IOException>(() => CheckpointFile.RequireWritable(System.IO.Path.Combine(_folder, "a", "b"))).Message, StringComparison.Ordinal);
        CheckpointFile.RequireWritable(Path);
    }

    private string Message(CheckpointFile file, IReadOnlyList<(string Part, string Text)> description) =>
        Assert.Throws<CheckpointException>(() => file.Read(Path, description, _ => { })).Message;
}
