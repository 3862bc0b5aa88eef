using Microsoft.Win32.SafeHandles;

namespace NtkAnalytic.Cli.Files;

/// <summary>
/// A file that has its final name only when it is complete: it is written beside it under a temporary name, and deleted
/// unless it is committed.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporaryPath;

    private AtomicFile(string path, string temporaryPath, SafeFileHandle handle)
    {
        _path = path;
        _temporaryPath = temporaryPath;
        Handle = handle;
    }

    /// <summary>What to write to.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its final name; an old file of that name stays until the new one is complete.</param>
    /// <param name="size">Its size in bytes, for which room is reserved; 0 when it is not known.</param>
    /// <returns>The file, open and empty.</returns>
    /// <exception cref="UsageException">The folder is not there or has no room, or the name is that of a folder.</exception>
    public static AtomicFile Create(string path, long size)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? full;
        if (Directory.Exists(full))
        {
            throw new UsageException($"{path} is a folder, not a file to write");
        }

        if (!Directory.Exists(folder))
        {
            throw new UsageException($"there is no folder {folder} to write {Path.GetFileName(path)} to");
        }

        long free = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;
        if (size > free)
        {
            throw new UsageException($"{path} takes {FileSize.Text(size)}, but only {FileSize.Text(free)} are free in {folder}");
        }

        string temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.partial");
        return new AtomicFile(full, temporary, Open(temporary, size));
    }

    /// <summary>Gives the complete file its final name.</summary>
    public void Commit()
    {
        Handle.Dispose();
        File.Move(_temporaryPath, _path, overwrite: true);
    }

    /// <summary>Deletes the file if it was not committed.</summary>
    public void Dispose()
    {
        Handle.Dispose();
        File.Delete(_temporaryPath);
    }

    private static SafeFileHandle Open(string path, long size)
    {
        try
        {
            return File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None, size);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }
}
