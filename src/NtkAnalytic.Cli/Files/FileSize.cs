using NtkAnalytic.Cli.Output;

namespace NtkAnalytic.Cli.Files;

/// <summary>Numbers of bytes for people.</summary>
internal static class FileSize
{
    private static readonly string[] s_units = ["bytes", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>A size with its unit, in powers of 1000.</summary>
    /// <param name="bytes">The number of bytes.</param>
    /// <returns>For example "3.2 GB".</returns>
    public static string Text(long bytes)
    {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < s_units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        return $"{NumberText.Rounded(value, 3)} {s_units[unit]}";
    }
}
