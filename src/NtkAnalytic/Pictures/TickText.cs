using System.Globalization;

namespace NtkAnalytic.Pictures;

/// <summary>Round numbers as text.</summary>
internal static class TickText
{
    private const string Superscripts = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

    /// <summary>multiple 10^exponent on a linear axis whose numbers reach a size.</summary>
    public static string Linear(decimal multiple, int exponent, double size)
    {
        if (multiple == 0)
        {
            return "0";
        }

        if (exponent is >= -5 and <= 5 && size < 1e6)
        {
            decimal power = 1;
            for (int i = 0; i < Math.Abs(exponent); i++)
            {
                power *= 10;
            }

            decimal value = exponent >= 0 ? multiple * power : multiple / power;
            return Signed(value.ToString("0.######", CultureInfo.InvariantCulture));
        }

        while (Math.Abs(multiple) >= 10)
        {
            multiple /= 10;
            exponent++;
        }

        return Signed(multiple.ToString("0.####", CultureInfo.InvariantCulture)) + "\u00b710" + Superscript(exponent);
    }

    /// <summary>digit 10^exponent on a logarithmic axis, written out where all its numbers are of moderate size.</summary>
    public static string Scientific(int digit, int exponent, bool isPlain) => isPlain
        ? Linear(digit, exponent, 1)
        : (digit == 1 ? "10" : digit.ToString(CultureInfo.InvariantCulture) + "\u00b710") + Superscript(exponent);

    private static string Superscript(int exponent) =>
        (exponent < 0 ? "\u207b" : "") + string.Concat(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']));

    // The minus sign of mathematics, as wide as a plus.
    private static string Signed(string text) => text.Replace('-', '\u2212');
}
