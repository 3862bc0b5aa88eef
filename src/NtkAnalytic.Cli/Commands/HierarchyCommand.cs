using System.CommandLine;
using System.Globalization;
using NtkAnalytic.Cli.Data;
using NtkAnalytic.Cli.Files;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Networks;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Truncation;

namespace NtkAnalytic.Cli.Commands;

/// <summary><c>ntk hierarchy</c>: integrates the truncated neural tangent hierarchy of a network, and holds it against training.</summary>
internal sealed class HierarchyCommand
{
    private readonly CommandHost _host;
    private readonly HierarchyDataOptions _data = new();
    private readonly HierarchySolverOptions _solver = new();
    private readonly NetworkOptions _network = new();

    private readonly Setting<int> _order = new("--order", "P", "Where the hierarchy is cut: K^(P) stays as it starts. 2 is the frozen tangent kernel.", Read.WholeNumber, "4");
    private readonly Setting<double[]> _times = new("--times", "FROM:TO:COUNT", "When records are made; also a list with commas.", Marks.Parse, "0:10:11");

    private readonly Setting<OutputLoss> _loss = new(
        "--loss",
        "squared|cross-entropy",
        "(1/2n) sum of (f - y)^2, or the mean of logistic cross-entropies of labels.",
        Read.Choice(("squared", OutputLoss.Squared), ("cross-entropy", OutputLoss.CrossEntropy)),
        "squared");

    private readonly Option<bool> _compare = new("--compare-training") { Description = "Also trains the network by gradient flow, and shows the errors of every order up to P." };

    private readonly Setting<Activation?> _smooth = new(
        "--smooth",
        "ACTIVATION",
        "What stands for an activation with a kink, whose K^(3) has Dirac terms: 'softplus', 'tanh' or a formula.",
        text => ActivationReader.Read(Read.Text(text)));

    private readonly Setting<int[]?> _widths = new(
        "--widths", "N,N,...", "Several widths of all hidden layers: trains networks of each and gives errors as powers of the width.", text => Read.List(Read.WholeNumber)(text));

    private readonly Setting<int> _seeds = new("--seeds", "COUNT", "Networks of each width, with --widths.", Read.WholeNumber, "4");
    private readonly Setting<ulong> _seed = SeedOption.Create("Of the parameters at the start.");

    private readonly Setting<Initialization> _initialization = InitializationOption.Create();

    private readonly Setting<string> _svg = SvgOption.Create("Draws errors against time for each order, or against the width with --widths.");
    private readonly Setting<OutputFormat> _format = FormatOption.Create();

    private HierarchyCommand(CommandHost host) => _host = host;

    public static Verb Create(CommandHost host)
    {
        HierarchyCommand command = new(host);
        Verb verb = new(
            "hierarchy",
            "Integrates the neural tangent hierarchy of a network of finite width with one output, cut at order P: outputs and tangent kernel by time without training, an estimate of what the cut costs and, beside a trained network, what it does cost.",
            "ntk hierarchy --data docs/samples/digits.csv --scale max --positive 0,2,4,6,8 --train-rows 0:10 --activation tanh --hidden-layers 1 --width 256 --order 4 --times 0:10:6",
            "ntk hierarchy --data docs/samples/digits.csv --scale max --positive 0,2,4,6,8 --train-rows 0:10 --test-rows 100:110 --activation tanh --hidden-layers 2 --width 128 --times 0:5:6 --compare-training --svg errors.svg",
            "ntk hierarchy --data docs/samples/sphere.csv --targets relative --activation tanh --hidden-layers 1 --weight-variance 1 --times 0:4:5 --widths 64,128,256");
        command._data.AddTo(verb);
        command._order.AddTo(verb);
        command._times.AddTo(verb);
        command._loss.AddTo(verb);
        verb.Options.Add(command._compare);
        command._widths.AddTo(verb);
        command._seeds.AddTo(verb);
        command._seed.AddTo(verb);
        command._initialization.AddTo(verb);
        command._smooth.AddTo(verb);
        command._solver.AddTo(verb);
        command._network.AddTo(verb);
        command._svg.AddTo(verb);
        command._format.AddTo(verb);
        verb.SetAction(command.Execute);
        return verb;
    }

    private int Execute(ParseResult parse)
    {
        OutputFormat format = _format.Get(parse);
        TensorBackend backend = SimulationBackend.Create(Precision.Double);
        string? svg = _svg.Get(parse);
        HierarchyRequest request = Request(parse, backend);
        HierarchyPlan.CheckStep(request, backend);
        using PictureFile? picture = PictureFile.Create(svg);
        _host.Note(request.MemoryText);
        HierarchyAnswer answer = ProgressDisplay.Run(
            _host, display => display.Stage("hierarchy", progress => HierarchyAnswer.Of(request, backend, progress, _host.CancellationToken)));
        HierarchyOutput.Write(_host, answer, format);
        picture?.Write(HierarchyPicture.Draw(answer));
        foreach (string trouble in answer.Troubles)
        {
            _host.Note(trouble);
        }

        if (_host.CancellationToken.IsCancellationRequested)
        {
            _host.Note("cancelled; what was reached is shown");
            return ExitCode.Cancelled;
        }

        return answer.IsSuccess ? ExitCode.Done : ExitCode.NotConverged;
    }

    private HierarchyRequest Request(ParseResult parse, TensorBackend backend)
    {
        int order = _order.Get(parse);
        if (order < 2)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--order must be at least 2, the frozen tangent kernel, but it is {order}"));
        }

        double[] times = _times.Get(parse)!;
        OutputLoss loss = _loss.Get(parse)!;
        HierarchySolver solver = _solver.Get(parse);
        (int[] widths, int networks) = Widths(parse);
        ulong seed = _seed.Get(parse);
        Initialization initialization = _initialization.Get(parse);
        SmoothActivation activation = new(_smooth.Get(parse), order);
        Network network = _network.Get(parse, activation.InPlaceOf);
        if (network.Architecture != Architecture.FullyConnected)
        {
            throw new UsageException("the hierarchy is that of fully connected networks; leave --architecture out");
        }

        _data.Check(parse);
        HierarchyData data = _data.Get(parse, loss == OutputLoss.CrossEntropy, _host.CancellationToken);
        FiniteNetwork finite = new(network, data.Inputs.ColumnCount, widths.Length > 0 ? [widths[0]] : _network.Widths(parse), 1, initialization);
        bool isCompared = parse.GetValue(_compare) || widths.Length > 0;
        FiniteNetwork widest = widths.Length > 0 ? new FiniteNetwork(network, data.Inputs.ColumnCount, [widths[^1]], 1, initialization) : finite;
        HierarchyPlan plan = new(widest, data, order, solver, backend.AvailableBytes);
        bool isStored = plan.Choose();
        int? estimate = widths.Length > 0 ? null : plan.EstimateOrder(SmoothActivation.HighestOrder(network.Activation), isStored);
        int[] orders = [.. (isCompared ? Enumerable.Range(2, order - 1) : [order]).Append(estimate ?? order).Distinct().Order()];
        return new HierarchyRequest(
            new TruncationProblem
            {
                Network = finite,
                Inputs = data.Inputs,
                TestInputs = data.TestInputs,
                TestTargets = data.AreRelative ? null : data.TestTargets,
                Loss = loss,
                Targets = data.AreRelative ? TruncationTargets.WithInitialResiduals(-data.Targets) : TruncationTargets.Of(data.Targets),
            },
            data,
            order,
            orders,
            estimate,
            activation.Replaced,
            solver,
            isStored,
            plan.Memory(orders[^1], isStored),
            times,
            seed,
            isCompared,
            widths,
            networks);
    }

    private (int[] Widths, int Networks) Widths(ParseResult parse)
    {
        int networks = _seeds.Get(parse);
        if (_widths.Get(parse) is not { } widths)
        {
            return _seeds.IsGiven(parse) ? throw new UsageException("--seeds counts the networks of each width: it goes with --widths") : ([], 1);
        }

        if (_network.IsWidthGiven(parse))
        {
            throw new UsageException("give either --width, for one network, or --widths");
        }

        if (networks < 1)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--seeds must be at least 1, but it is {networks}"));
        }

        return widths.Length >= 2 && widths[0] >= 1 && widths.Zip(widths.Skip(1)).All(pair => pair.First < pair.Second)
            ? (widths, networks)
            : throw new UsageException($"--widths must be at least two and ascend from 1 or more, but {string.Join(",", widths)} do not; --width takes a single one");
    }
}
