using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace NtkAnalytic.OpenBlas;

/// <summary>The OpenBLAS library of this machine, found by name at run time.</summary>
internal sealed unsafe class OpenBlasLibrary
{
    /// <summary>The environment variable that names the library's file, or says "off".</summary>
    public const string Variable = "NTK_OPENBLAS";

    // As Debian and Ubuntu, Fedora, macOS and the archives for Windows name it.
    private static readonly string[] UsualNames =
    [
        "libopenblas.so.0",
        "libopenblas.so",
        "libopenblasp.so.0",
        "libopenblas.dylib",
        "libopenblas.dll",
        "openblas.dll",
    ];

    private readonly nint _handle;

    private OpenBlasLibrary(nint handle, string configuration, int threads)
    {
        _handle = handle;
        Configuration = configuration;
        Threads = threads;
    }

    /// <summary>The library's own line on its version and build, for example "OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH Haswell".</summary>
    public string Configuration { get; }

    /// <summary>The number of threads it uses.</summary>
    public int Threads { get; }

    /// <summary>The library and its number of threads, for people.</summary>
    public string Description => $"{Configuration}, {Threads} thread{(Threads == 1 ? "" : "s")}";

    /// <summary>Opens the library that <paramref name="setting"/> names, or one of the usual names when it is null or empty.</summary>
    /// <param name="setting">The value of <see cref="Variable"/>.</param>
    /// <param name="library">The library.</param>
    /// <param name="reason">Why there is none.</param>
    public static bool TryOpen(string? setting, [NotNullWhen(true)] out OpenBlasLibrary? library, [NotNullWhen(false)] out string? reason)
    {
        library = null;
        if (string.Equals(setting, "off", StringComparison.OrdinalIgnoreCase))
        {
            reason = $"{Variable} is off";
            return false;
        }

        if (!string.IsNullOrEmpty(setting))
        {
            return TryOpen(setting, out library, out reason, $"{Variable} names {setting}, which cannot be loaded");
        }

        foreach (string name in UsualNames)
        {
            if (TryOpen(name, out library, out reason, ""))
            {
                return true;
            }

            if (reason.Length > 0)
            {
                return false;
            }
        }

        reason = "no OpenBLAS library was found (Debian: libopenblas0-pthread)";
        return false;
    }

    /// <summary>The address of a routine.</summary>
    /// <exception cref="EntryPointNotFoundException">The library lacks it.</exception>
    public nint Routine(string name) => NativeLibrary.GetExport(_handle, name);

    private static bool TryOpen(string name, [NotNullWhen(true)] out OpenBlasLibrary? library, [NotNullWhen(false)] out string? reason, string reasonWhenAbsent)
    {
        library = null;
        if (!NativeLibrary.TryLoad(name, out nint handle))
        {
            reason = reasonWhenAbsent;
            return false;
        }

        if (!NativeLibrary.TryGetExport(handle, "openblas_get_config", out nint getConfig)
            || !NativeLibrary.TryGetExport(handle, "openblas_get_num_threads", out nint getThreads))
        {
            reason = $"{name} is not OpenBLAS";
            return false;
        }

        string configuration = Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint>)getConfig)())?.Trim() ?? "OpenBLAS";
        if (configuration.Contains("USE64BITINT", StringComparison.Ordinal) || !NativeLibrary.TryGetExport(handle, "dgemm_", out _))
        {
            reason = $"{name} ({configuration}) has 64-bit integers in its interface, which is not supported";
            return false;
        }

        library = new OpenBlasLibrary(handle, configuration, ((delegate* unmanaged[Cdecl]<int>)getThreads)());
        reason = null;
        return true;
    }
}
