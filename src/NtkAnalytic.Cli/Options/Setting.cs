using System.CommandLine;

namespace NtkAnalytic.Cli.Options;

/// <summary>
/// An option with the text of its default and its own strict reading of what was typed, so that every wrong value is
/// answered by one line that names the option.
/// </summary>
/// <typeparam name="T">What the text means.</typeparam>
internal sealed class Setting<T>
{
    private readonly Option<string?> _option;
    private readonly Func<string, T> _read;

    /// <summary>Describes an option.</summary>
    /// <param name="name">Its name, with dashes.</param>
    /// <param name="valueName">What its value is called in the help.</param>
    /// <param name="description">What it does.</param>
    /// <param name="read">Reads the value; a <see cref="FormatException"/> says what was expected.</param>
    /// <param name="defaultText">The default, as it would be typed; null for none.</param>
    public Setting(string name, string valueName, string description, Func<string, T> read, string? defaultText = null)
    {
        _read = read;
        _option = new Option<string?>(name) { Description = description, HelpName = valueName };
        if (defaultText is not null)
        {
            _option.DefaultValueFactory = _ => defaultText;
        }
    }

    /// <summary>The name, with dashes.</summary>
    public string Name => _option.Name;

    /// <summary>Offers the option in a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command) => command.Options.Add(_option);

    /// <summary>Makes the option one that must be given.</summary>
    /// <returns>This option.</returns>
    public Setting<T> AsRequired()
    {
        _option.Required = true;
        return this;
    }

    /// <summary>True when the option was typed, false when its default stands or it has none.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>Whether it was typed.</returns>
    public bool IsGiven(ParseResult parse) => parse.GetResult(_option) is { Implicit: false };

    /// <summary>The name when the option was typed, nothing otherwise: for lists of the options that were typed.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>At most one name.</returns>
    public IEnumerable<string> NameIfGiven(ParseResult parse) => IsGiven(parse) ? [Name] : [];

    /// <summary>The value, or its default.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>The value; the default of <typeparamref name="T"/> when the option was not typed and has no default.</returns>
    /// <exception cref="UsageException">The text is not a value of this option.</exception>
    public T? Get(ParseResult parse)
    {
        if (parse.GetValue(_option) is not { } text)
        {
            return default;
        }

        try
        {
            return _read(text);
        }
        catch (FormatException exception)
        {
            throw new UsageException($"{Name}: {exception.Message}");
        }
    }
}
