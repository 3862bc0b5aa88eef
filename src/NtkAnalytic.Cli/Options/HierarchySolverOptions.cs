using System.CommandLine;
using System.Globalization;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Integrators;

namespace NtkAnalytic.Cli.Options;

/// <summary>The options that say how a hierarchy is integrated.</summary>
internal sealed class HierarchySolverOptions
{
    private const double DefaultTolerance = 1e-9;

    private readonly Setting<IntegrationMethod> _method = new(
        "--method",
        string.Join('|', IntegrationMethods.All.Select(method => method.Name)),
        "The integrator; an implicit one for ill-conditioned kernels and long times.",
        Read.Choice([.. IntegrationMethods.All.Select(method => (method.Name, method))]),
        IntegrationMethods.DormandPrince5.Name);

    private readonly Setting<double?> _tolerance = new(
        "--tolerance",
        "R",
        $"Of a step: its error is below R (1 + |y|), in training R (1 + |theta - theta_0|); {NumberText.Rounded(DefaultTolerance)} unless given.",
        text => Positive(text));

    private readonly Setting<double?> _step = new(
        "--step", "H", "Steps of one length, instead of steps by --tolerance.", text => Positive(text));

    private readonly Setting<long> _maxSteps = new("--max-steps", "N", "The most steps of each integration.", AtLeastOne, "1000000");

    private readonly Setting<HierarchyForm> _form = new(
        "--form",
        "reduced|plain",
        "The state: iterated integrals of the residual, or the kernels themselves; the solutions are the same.",
        Read.Choice(("reduced", HierarchyForm.Reduced), ("plain", HierarchyForm.Plain)),
        "reduced");

    private readonly Setting<TensorsWanted> _tensors = new(
        "--tensors",
        "auto|stored|none",
        "Stored, or 'none': through the network at every step. 'auto' stores them, but not of order 3 where they do not fit.",
        Read.Choice(("auto", TensorsWanted.Automatic), ("stored", TensorsWanted.Stored), ("none", TensorsWanted.None)),
        "auto");

    /// <summary>Offers the options in a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _method.AddTo(command);
        _tolerance.AddTo(command);
        _step.AddTo(command);
        _maxSteps.AddTo(command);
        _form.AddTo(command);
        _tensors.AddTo(command);
    }

    /// <summary>What was described.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>The solver.</returns>
    /// <exception cref="UsageException">A value is none of its option, or two exclude each other.</exception>
    public HierarchySolver Get(ParseResult parse)
    {
        double? step = _step.Get(parse);
        double? tolerance = _tolerance.Get(parse);
        HierarchyForm form = _form.Get(parse);
        TensorsWanted tensors = _tensors.Get(parse);
        if (form == HierarchyForm.Plain && tensors == TensorsWanted.None)
        {
            throw new UsageException("--form plain integrates the stored tensors: it cannot go with --tensors none");
        }

        if (step is not null && tolerance is not null)
        {
            throw new UsageException("give either --step, for steps of one length, or --tolerance");
        }

        double accuracy = tolerance ?? DefaultTolerance;
        return new HierarchySolver(
            _method.Get(parse)!,
            step is { } length ? StepControl.Fixed(length) : StepControl.Adaptive(accuracy, accuracy),
            step,
            accuracy,
            _maxSteps.Get(parse),
            form,
            tensors);
    }

    private static double Positive(string text) => Read.Number(text) is > 0 and var value
        ? value
        : throw new FormatException($"'{text}' is not positive");

    private static long AtLeastOne(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= 1
        ? value
        : throw new FormatException($"'{text}' is not a whole number of at least 1");
}

/// <summary>Whether tensors are stored.</summary>
internal enum TensorsWanted
{
    /// <summary>Where they fit; order 3 does without where they do not.</summary>
    Automatic,

    /// <summary>They are.</summary>
    Stored,

    /// <summary>They are not.</summary>
    None,
}

/// <summary>How a hierarchy is integrated, and a network trained beside it.</summary>
/// <param name="Method">The integrator.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Step">The length of a fixed step; null for steps by tolerance.</param>
/// <param name="Tolerance">Of steps by tolerance, and of training.</param>
/// <param name="MaxSteps">The most of them.</param>
/// <param name="Form">The form.</param>
/// <param name="Tensors">Whether tensors are stored.</param>
internal sealed record HierarchySolver(
    IntegrationMethod Method, StepControl Steps, double? Step, double Tolerance, long MaxSteps, HierarchyForm Form, TensorsWanted Tensors);
