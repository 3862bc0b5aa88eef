using System.Globalization;

namespace NtkAnalytic.Activations;

/// <summary>An activation, or a family of them with parameters, that the catalog knows by name. Immutable.</summary>
public sealed class ActivationEntry
{
    private readonly Func<string, double[], Activation> _create;

    internal ActivationEntry(
        string name,
        IReadOnlyList<ActivationParameter> parameters,
        IReadOnlyList<string> aliases,
        string formula,
        string description,
        Func<string, double[], Activation> create,
        IReadOnlyList<double>? example = null,
        bool repeats = false)
    {
        Name = name;
        Parameters = parameters;
        Aliases = aliases;
        Formula = formula;
        Description = description;
        Repeats = repeats;
        _create = create;
        Example = Create(example ?? []);
    }

    /// <summary>The name without parameters.</summary>
    public string Name { get; }

    /// <summary>The parameters in their order; those with a default may be left out from the end.</summary>
    public IReadOnlyList<ActivationParameter> Parameters { get; }

    /// <summary>True when the last parameter may be given any number of times, as the coefficients of a polynomial.</summary>
    public bool Repeats { get; }

    /// <summary>Other names for the same.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>phi(x) in terms of x and the parameters.</summary>
    public string Formula { get; }

    /// <summary>What it is, in one line.</summary>
    public string Description { get; }

    /// <summary>The activation with its defaults, or with usual parameters where some have no default.</summary>
    public Activation Example { get; }

    /// <summary>The name with its parameters and defaults: <c>leaky-relu(alpha=0.01)</c>.</summary>
    public string Signature =>
        Parameters.Count == 0 ? Name : $"{Name}({string.Join(",", Parameters)}{(Repeats ? ",..." : "")})";

    /// <summary>The name with its parameters.</summary>
    /// <returns><see cref="Signature"/>.</returns>
    public override string ToString() => Signature;

    /// <summary>The activation with these parameters, after checking their number and their values.</summary>
    internal Activation Create(IReadOnlyList<double> given)
    {
        CheckCount(given.Count);
        double[] values = new double[Math.Max(given.Count, Parameters.Count)];
        for (int i = 0; i < values.Length; i++)
        {
            ActivationParameter parameter = Parameters[Math.Min(i, Parameters.Count - 1)];
            values[i] = i < given.Count ? given[i] : parameter.Default!.Value;
            parameter.Check(Name, values[i]);
        }

        return _create(NameOf(values), values);
    }

    private void CheckCount(int given)
    {
        int needed = Parameters.Count(parameter => parameter.Default is null);
        if (given >= needed && (Repeats || given <= Parameters.Count))
        {
            return;
        }

        string expected = Parameters.Count == 0
            ? "no parameters"
            : Repeats ? $"at least {Count(needed)}"
            : needed == Parameters.Count ? Count(needed)
            : needed == 0 ? $"at most {Count(Parameters.Count)}" : $"{needed} to {Count(Parameters.Count)}";
        throw new ArgumentException($"Activation '{Name}' takes {expected}, but {(given == 0 ? "none was" : given == 1 ? "1 was" : $"{given} were")} given: {Signature}.");
    }

    private static string Count(int parameters) => parameters == 1 ? "1 parameter" : $"{parameters} parameters";

    // Defaults at the end are left out, so that each activation has one name.
    private string NameOf(double[] values)
    {
        int shown = values.Length;
        while (!Repeats && shown > 0 && Parameters[shown - 1].Default == values[shown - 1])
        {
            shown--;
        }

        return shown == 0
            ? Name
            : $"{Name}({string.Join(",", values.Take(shown).Select(value => value.ToString("R", CultureInfo.InvariantCulture)))})";
    }
}
