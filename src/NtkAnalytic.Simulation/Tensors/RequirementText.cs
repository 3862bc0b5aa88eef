using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace NtkAnalytic.Simulation.Tensors;

/// <summary>The text of a requirement, put together only when the requirement is not met.</summary>
[InterpolatedStringHandler]
internal readonly struct RequirementText
{
    private readonly StringBuilder? _text;

    public RequirementText(int literalLength, int formattedCount, bool condition, out bool isNeeded)
    {
        isNeeded = !condition;
        _text = isNeeded ? new StringBuilder(literalLength + (8 * formattedCount)) : null;
    }

    public static implicit operator RequirementText(string text)
    {
        var result = new RequirementText(text.Length, 0, false, out _);
        result.AppendLiteral(text);
        return result;
    }

    public void AppendLiteral(string text) => _text!.Append(text);

    public void AppendFormatted<T>(T value) => _text!.Append(CultureInfo.InvariantCulture, $"{value}");

    public override string ToString() => _text?.ToString() ?? "";
}
