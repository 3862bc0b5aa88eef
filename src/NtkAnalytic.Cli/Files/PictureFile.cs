using System.Text;
using NtkAnalytic.Pictures;

namespace NtkAnalytic.Cli.Files;

/// <summary>An SVG file that is there only when it is complete; that it can be written is known before the work begins.</summary>
internal sealed class PictureFile : IDisposable
{
    private readonly AtomicFile _file;

    private PictureFile(string path, AtomicFile file)
    {
        Path = path;
        _file = file;
    }

    /// <summary>Its name.</summary>
    public string Path { get; }

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its name; null for no picture.</param>
    /// <returns>The file; null when there is none to write.</returns>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static PictureFile? Create(string? path) => path is null ? null : new PictureFile(path, AtomicFile.Create(path, size: 0));

    /// <summary>Writes the picture and gives the file its name.</summary>
    /// <param name="picture">The picture.</param>
    public void Write(Picture picture)
    {
        RandomAccess.Write(_file.Handle, Encoding.UTF8.GetBytes(picture.ToSvg()), fileOffset: 0);
        _file.Commit();
    }

    /// <summary>Deletes the file if no picture was written.</summary>
    public void Dispose() => _file.Dispose();
}
