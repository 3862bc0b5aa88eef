using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NtkAnalytic.Simulation.Checkpoints;

/// <summary>
/// The file of a checkpoint: eight letters, the version, named parts that say what run it is of, the state, and the SHA-256 of all that. It is written
/// beside its place and moved there when it is complete. Numbers are little-endian; texts are length-prefixed UTF-8.
/// </summary>
/// <param name="mark">The eight letters.</param>
/// <param name="kind">What is saved, for messages: "a training".</param>
internal sealed class CheckpointFile(string mark, string kind)
{
    private const int Version = 1;
    private readonly byte[] _mark = Encoding.ASCII.GetBytes(mark);

    /// <summary>Checks that a file can be written, before hours of work.</summary>
    /// <param name="path">Its name.</param>
    /// <exception cref="IOException">It cannot.</exception>
    public static void RequireWritable(string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            throw new IOException($"{path} is a folder, not a file to write.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(full)))
        {
            throw new IOException($"There is no folder {Path.GetDirectoryName(full)} to write {Path.GetFileName(path)} to.");
        }
    }

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="path">Its name; an old one of this name stays until the new one is complete.</param>
    /// <param name="description">What run it is of.</param>
    /// <param name="state">Writes the state.</param>
    public void Write(string path, IReadOnlyList<(string Part, string Text)> description, Action<BinaryWriter> state)
    {
        string full = Path.GetFullPath(path);
        string temporary = Path.Combine(Path.GetDirectoryName(full) ?? full, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.partial");
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                using var hash = SHA256.Create();
                using (CryptoStream hashed = new(file, hash, CryptoStreamMode.Write, leaveOpen: true))
                using (BinaryWriter writer = new(hashed, Encoding.UTF8, leaveOpen: true))
                {
                    writer.Write(_mark);
                    writer.Write(Version);
                    writer.Write(description.Count);
                    foreach ((string part, string text) in description)
                    {
                        writer.Write(part);
                        writer.Write(text);
                    }

                    state(writer);
                }

                file.Write(hash.Hash);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="description">What run it must be of.</param>
    /// <param name="state">Reads the state.</param>
    /// <exception cref="CheckpointException">It is missing, damaged, of another version, or its description differs.</exception>
    public void Read(string path, IReadOnlyList<(string Part, string Text)> description, Action<BinaryReader> state)
    {
        if (!File.Exists(path))
        {
            throw new CheckpointException($"There is no checkpoint {path}.");
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        CheckWhole(file, path);
        file.Position = _mark.Length;
        using BinaryReader reader = new(file, Encoding.UTF8);
        int version = reader.ReadInt32();
        if (version != Version)
        {
            throw new CheckpointException(string.Create(CultureInfo.InvariantCulture, $"The checkpoint {path} has version {version} of the format, but version {Version} is expected."));
        }

        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = reader.ReadInt32(); i > 0; i--)
        {
            string part = reader.ReadString();
            found[part] = reader.ReadString();
        }

        foreach ((string part, string text) in description)
        {
            if (!found.TryGetValue(part, out string? other) || other != text)
            {
                throw new CheckpointException($"The checkpoint {path} is of {kind} with another {part}: {Short(other)}, and not {Short(text)}.");
            }
        }

        state(reader);
    }

    private void CheckWhole(FileStream file, string path)
    {
        byte[] start = new byte[_mark.Length];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan().SequenceEqual(_mark))
        {
            throw new CheckpointException($"{path} is no checkpoint of {kind}.");
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(start);
        byte[] buffer = new byte[1 << 16];
        long left = file.Length - start.Length - SHA256.HashSizeInBytes;
        while (left > 0)
        {
            int read = file.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        byte[] expected = new byte[SHA256.HashSizeInBytes];
        if (file.ReadAtLeast(expected, expected.Length, throwOnEndOfStream: false) < expected.Length || !hash.GetHashAndReset().AsSpan().SequenceEqual(expected))
        {
            throw new CheckpointException($"The checkpoint {path} is damaged: its checksum does not fit, or its end is missing.");
        }
    }

    private static string Short(string? text) => text is null ? "none" : text.Length <= 200 ? text : text[..200] + " ...";
}
