using System.Globalization;

namespace NtkAnalytic.Activations;

/// <summary>A parameter of an activation of the catalog. Immutable.</summary>
public sealed class ActivationParameter
{
    private readonly Func<double, bool> _accepts;

    private ActivationParameter(string name, double? defaultValue, string domain, Func<double, bool> accepts)
    {
        Name = name;
        Default = defaultValue;
        Domain = domain;
        _accepts = accepts;
    }

    /// <summary>The name, as formulas and messages use it.</summary>
    public string Name { get; }

    /// <summary>The value where none is given; null when one must be given.</summary>
    public double? Default { get; }

    /// <summary>The allowed values in words: "a number above 0".</summary>
    public string Domain { get; }

    /// <summary>The parameter with its default: <c>alpha=0.01</c>.</summary>
    /// <returns>The name, and the default where there is one.</returns>
    public override string ToString() =>
        Default is { } value ? $"{Name}={value.ToString("R", CultureInfo.InvariantCulture)}" : Name;

    internal static ActivationParameter Finite(string name, double? defaultValue = null) =>
        new(name, defaultValue, "a finite number", double.IsFinite);

    internal static ActivationParameter Positive(string name, double? defaultValue = null) =>
        new(name, defaultValue, "a finite number above 0", value => value > 0 && double.IsFinite(value));

    internal static ActivationParameter Degree(string name, int highest) =>
        new(name, null, $"a whole number from 0 to {highest}", value => value >= 0 && value <= highest && value == Math.Floor(value));

    internal void Check(string activation, double value)
    {
        if (!_accepts(value))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Parameter {Name} of activation '{activation}' must be {Domain}, but it is {value:R}."));
        }
    }
}
