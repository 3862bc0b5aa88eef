using NtkAnalytic.Simulation.Passes;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Training;

/// <summary>A batch of networks in training: parameters, the loss over the points, and each network's run.</summary>
internal sealed class TrainingSession : IDisposable
{
    private readonly TrainingMethod _method;

    public TrainingSession(TrainingProblem problem, TrainingMethod method, TrainingOptions options)
    {
        TrainingMemory.Require(options.Backend, problem, method, options.Networks);
        Problem = problem;
        Options = options;
        _method = method;
        Scope = Backend.NewScope();
        try
        {
            int count = (int)problem.Network.ParameterCount;
            Parameters = Scope.Allocate(options.Networks, 1, count);
            Start = Scope.Allocate(options.Networks, 1, count);
            Gradient = Scope.Allocate(options.Networks, 1, count);
            Inputs = Scope.FromMatrix(problem.Inputs);
            Targets = Scope.FromMatrix(problem.Targets);
            Train = new LossField(Backend, Scope, problem.Network, problem.Loss, Parameters, Inputs, Targets);
            ParameterDraw.Fill(Backend, problem.Network, Parameters, options.Seed, options.FirstNetwork);
            Backend.Add(Parameters, Start, 1, 0);
            Runs = [.. Enumerable.Range(0, options.Networks).Select(_ => new RunState())];
            Recorder = new TrainingRecorder(this);
        }
        catch
        {
            Scope.Dispose();
            throw;
        }
    }

    public TrainingProblem Problem { get; }

    public TrainingOptions Options { get; }

    public TensorBackend Backend => Options.Backend;

    public TensorScope Scope { get; }

    public int Networks => Runs.Length;

    /// <summary>networks x 1 x P.</summary>
    public Tensor Parameters { get; }

    /// <summary>theta_0.</summary>
    public Tensor Start { get; }

    /// <summary>A buffer like the parameters.</summary>
    public Tensor Gradient { get; }

    public Tensor Inputs { get; }

    public Tensor Targets { get; }

    public LossField Train { get; }

    public RunState[] Runs { get; }

    public TrainingRecorder Recorder { get; }

    public bool AnyActive => Array.Exists(Runs, run => run.IsActive);

    /// <summary>Losses to hold others against, and the largest stable rates; with the parameters at the start.</summary>
    public void MeasureStart()
    {
        double zero = Train.LossOfZero();
        double[] losses = [.. Train.Loss()];
        using TensorScope scope = Backend.NewScope();
        FiniteNetwork network = Problem.Network;
        int points = Problem.Inputs.RowCount;
        var product = new KernelProduct(Backend, scope, network, Train.Pass, Gradient);
        double[] eigenvalues = LargestEigenvalue.Of(Networks, points * network.Outputs, product.Apply);
        double momentum = _method is GradientDescent descent
            ? (1 + descent.Momentum) / (descent.IsNesterov ? 1 + (2 * descent.Momentum) : 1)
            : 1;
        for (int b = 0; b < Networks; b++)
        {
            Runs[b].LossScale = Math.Max(double.IsFinite(losses[b]) ? losses[b] : 0, zero);
            Runs[b].StableRate = momentum * 2 * points / (eigenvalues[b] * Problem.Loss.LargestCurvature(network.Outputs));
        }
    }

    /// <summary>Ends the runs whose losses have exploded, and those that the stopping rule ends, which are recorded.</summary>
    /// <param name="losses">The loss of each network that has moved, at its present parameters.</param>
    /// <param name="steps">The step of each network.</param>
    /// <param name="times">The time of each network.</param>
    /// <param name="isWhole">Whether the losses are those over all training points, which the rule judges.</param>
    /// <param name="isNew">Which networks have moved since the last call; null for all.</param>
    public void Judge(double[] losses, long[] steps, double[] times, bool isWhole, bool[]? isNew = null)
    {
        var ending = new TrainingStatus?[Networks];
        for (int b = 0; b < Networks; b++)
        {
            if (!Runs[b].IsActive || isNew?[b] == false)
            {
                continue;
            }

            if (Runs[b].IsExploding(losses[b]))
            {
                Runs[b].End(TrainingStatus.Diverged, steps[b]);
            }
            else if (isWhole)
            {
                ending[b] = Runs[b].Judge(losses[b], Options.Stopping);
            }
        }

        End(ending, steps, times);
    }

    /// <summary>Records and ends runs.</summary>
    /// <param name="ending">How each network ends; null for those that go on.</param>
    /// <param name="steps">The step of each network.</param>
    /// <param name="times">The time of each network.</param>
    /// <param name="beforeRecord">Puts the parameters of these networks where they are at these times, if they are not.</param>
    public void End(TrainingStatus?[] ending, long[] steps, double[] times, Action? beforeRecord = null)
    {
        bool[] which = [.. ending.Select(status => status is not null)];
        if (!Array.Exists(which, one => one))
        {
            return;
        }

        beforeRecord?.Invoke();
        Recorder.Record(which, steps, times);
        for (int b = 0; b < Networks; b++)
        {
            if (ending[b] is { } status && Runs[b].IsActive)
            {
                Runs[b].End(status, steps[b]);
            }
        }
    }

    public void Dispose() => Scope.Dispose();
}
