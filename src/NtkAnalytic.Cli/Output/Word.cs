using System.Text;

namespace NtkAnalytic.Cli.Output;

/// <summary>The names of enumerations as words.</summary>
internal static class Word
{
    /// <summary>In JSON and CSV: half-stable.</summary>
    public static string Kebab<T>(T value)
        where T : struct, Enum => Joined(value, '-');

    /// <summary>For people: half stable.</summary>
    public static string Plain<T>(T value)
        where T : struct, Enum => Joined(value, ' ');

    private static string Joined<T>(T value, char separator)
        where T : struct, Enum
    {
        var word = new StringBuilder();
        foreach (char letter in value.ToString())
        {
            if (char.IsUpper(letter) && word.Length > 0)
            {
                word.Append(separator);
            }

            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }
}
