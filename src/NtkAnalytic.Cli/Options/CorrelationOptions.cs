using System.CommandLine;
using NtkAnalytic.DualActivations;

namespace NtkAnalytic.Cli.Options;

/// <summary>The correlation of a pair, as it is or as its distance to 1.</summary>
internal sealed class CorrelationOptions
{
    private readonly Setting<double?> _correlation;
    private readonly Setting<double?> _oneMinusCorrelation = new(
        "--one-minus-correlation", "D", "1 - C in [0, 2], instead of --correlation: for pairs that nearly coincide.", text => Read.Number(text));

    private readonly bool _isRequired;

    /// <summary>The options of a verb.</summary>
    /// <param name="of">Whose correlation.</param>
    /// <param name="defaultText">The correlation when neither is typed; null when one of them must be.</param>
    public CorrelationOptions(string of, string? defaultText = null)
    {
        _isRequired = defaultText is null;
        _correlation = new("--correlation", "C", $"The correlation of {of}, in [-1, 1].", text => Read.Number(text), defaultText);
    }

    /// <summary>Offers the options in a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _correlation.AddTo(command);
        _oneMinusCorrelation.AddTo(command);
    }

    /// <summary>The options that were typed.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>Their names.</returns>
    public IEnumerable<string> Given(ParseResult parse) =>
        [.. _correlation.NameIfGiven(parse), .. _oneMinusCorrelation.NameIfGiven(parse)];

    /// <summary>The pair that was described.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="variance1">Its first variance.</param>
    /// <param name="variance2">Its second variance.</param>
    /// <returns>The pair.</returns>
    /// <exception cref="UsageException">Both were typed, or neither where one must be.</exception>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public GaussianPair Get(ParseResult parse, double variance1, double variance2)
    {
        bool isGiven = _correlation.IsGiven(parse);
        double? oneMinusCorrelation = _oneMinusCorrelation.Get(parse);
        if (isGiven && oneMinusCorrelation is not null || (_isRequired && !isGiven && oneMinusCorrelation is null))
        {
            throw new UsageException("give either --correlation or --one-minus-correlation");
        }

        return oneMinusCorrelation is { } distance
            ? GaussianPair.FromOneMinusCorrelation(variance1, variance2, distance)
            : GaussianPair.FromCorrelation(variance1, variance2, _correlation.Get(parse)!.Value);
    }
}
