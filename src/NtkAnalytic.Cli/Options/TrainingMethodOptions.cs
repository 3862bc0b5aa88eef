using System.CommandLine;
using System.Globalization;
using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Cli.Options;

/// <summary>The options that say how a network is trained, and when records are made.</summary>
internal sealed class TrainingMethodOptions
{
    private const string Descent = "gradient-descent";
    private const string Momentum = "momentum";
    private const string Adam = "adam";
    private const string Flow = "gradient-flow";
    private const double AdamRate = 0.001;
    private const double StableShare = 0.5;

    // A minibatch has a kernel of its own, and momentum adds up what it does: the limit of the full batch is far off.
    private const double CautiousShare = 0.1;
    private const int DefaultSteps = 200;
    private const int DefaultFlowSteps = 100_000;

    private readonly Setting<string> _optimizer = new(
        "--optimizer",
        $"{Descent}|{Momentum}|{Adam}|{Flow}",
        "How parameters follow the gradient: momentum is heavy ball; gradient-flow is d theta/dt = -grad L.",
        Read.Choice((Descent, Descent), (Momentum, Momentum), (Adam, Adam), (Flow, Flow)),
        Descent);

    private readonly Setting<LearningRate?> _rate = new(
        "--learning-rate",
        "R|P%",
        "A number, or a percentage of the largest stable rate 2 n / (lambda_max(Theta_0) h); unless given 50%, 10% with minibatches, 0.001 for adam.",
        text => Rate(text));

    private readonly Setting<double?> _momentum = new(
        "--momentum", "MU", "The share of the velocity that stays, with --optimizer momentum; 0.9 unless given.", text => Read.Number(text));

    private readonly Setting<int?> _steps = new(
        "--steps", "N", $"Steps to take, {DefaultSteps} unless given; under gradient-flow the most that the integrator may take, {DefaultFlowSteps} unless given.", text => Read.WholeNumber(text));

    private readonly Setting<double[]> _times = new(
        "--times", "FROM:TO:COUNT", "Steps, or times under gradient-flow, to record at; also a list with commas. By default 0, 1, 2, 5, 10, ... up to --steps.", Marks.Parse);

    private readonly Setting<int?> _batch = new(
        "--batch-size", "N", "Points of a minibatch; all unless given.", text => Read.WholeNumber(text));

    private readonly Setting<double?> _tolerance = new(
        "--tolerance", "T", "Of gradient-flow: a step's error is below T (1 + |theta - theta_0|); 1e-6 unless given.", text => Read.Number(text));

    /// <summary>Offers the options in a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _optimizer.AddTo(command);
        _rate.AddTo(command);
        _momentum.AddTo(command);
        _steps.AddTo(command);
        _times.AddTo(command);
        _batch.AddTo(command);
        _tolerance.AddTo(command);
    }

    /// <summary>The method that was described.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>The method.</returns>
    /// <exception cref="UsageException">An option does not belong to this optimizer.</exception>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public TrainingMethod Method(ParseResult parse)
    {
        string optimizer = _optimizer.Get(parse)!;
        RefuseForeign(parse, optimizer);
        int? batch = _batch.Get(parse);
        LearningRate rate = _rate.Get(parse) ?? (optimizer == Adam ? LearningRate.Absolute(AdamRate) : LearningRate.OfLargestStable(batch is null ? StableShare : CautiousShare));
        if (optimizer == Adam && rate.IsRelative)
        {
            throw new UsageException("--learning-rate: a percentage of the largest stable rate means nothing to adam; give a number");
        }

        double tolerance = _tolerance.Get(parse) ?? 1e-6;
        return optimizer switch
        {
            Flow => new GradientFlow(tolerance, tolerance, _steps.Get(parse) ?? DefaultFlowSteps),
            Adam => new Adam(rate.Value, batchSize: batch),
            Momentum => new GradientDescent(rate, _momentum.Get(parse) ?? 0.9, batchSize: batch),
            _ => new GradientDescent(rate, batchSize: batch),
        };
    }

    /// <summary>When records are made.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>Steps or times, ascending.</returns>
    /// <exception cref="UsageException">There are none, or too many ways to say it.</exception>
    public IReadOnlyList<double> RecordAt(ParseResult parse)
    {
        double[]? times = _times.Get(parse);
        int? steps = _steps.Get(parse);
        if (_optimizer.Get(parse) == Flow)
        {
            return times ?? throw new UsageException("gradient-flow needs --times FROM:TO:COUNT; a natural unit is the largest stable rate of gradient-descent, which its output names");
        }

        if (times is null)
        {
            int last = steps ?? DefaultSteps;
            return last >= 1 ? Series(last) : throw new UsageException($"--steps must be at least 1, but it is {last}");
        }

        return steps is null
            ? [.. times.Select(time => Math.Round(time)).Distinct()]
            : throw new UsageException("give either --steps or --times: the last of the --times is the last step");
    }

    // 0, 1, 2, 5, 10, 20, 50, ..., last.
    private static double[] Series(int last)
    {
        List<double> marks = [0];
        for (double decade = 1; decade <= last; decade *= 10)
        {
            marks.AddRange(new[] { decade, 2 * decade, 5 * decade }.Where(mark => mark < last));
        }

        return [.. marks, last];
    }

    private static LearningRate Rate(string text) => text.EndsWith('%')
        ? Positive(text, value => LearningRate.OfLargestStable(value / 100), text[..^1])
        : Positive(text, LearningRate.Absolute, text);

    private static LearningRate Positive(string text, Func<double, LearningRate> make, string number) =>
        Read.Number(number) is > 0 and var value
            ? make(value)
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{text}' is not positive, but a learning rate is"));

    private void RefuseForeign(ParseResult parse, string optimizer)
    {
        IEnumerable<string> foreign = optimizer switch
        {
            Flow => [.. _rate.NameIfGiven(parse), .. _batch.NameIfGiven(parse), .. _momentum.NameIfGiven(parse)],
            Momentum => _tolerance.NameIfGiven(parse),
            _ => [.. _tolerance.NameIfGiven(parse), .. _momentum.NameIfGiven(parse)],
        };
        if (foreign.FirstOrDefault() is { } name)
        {
            throw new UsageException($"{name} means nothing to --optimizer {optimizer}");
        }
    }
}
