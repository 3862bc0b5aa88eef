using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.EmpiricalKernels;
using NtkAnalytic.Simulation.HigherKernels;
using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Simulation.Truncation;

/// <summary>
/// The hierarchy of a network held against the network itself: trained by gradient flow from the same parameters, with the same targets,
/// at the same times.
/// </summary>
public static class TruncationStudy
{
    /// <summary>Integrates the hierarchy of a network at several orders, without training it.</summary>
    /// <param name="problem">What it learns.</param>
    /// <param name="options">Which network, orders, times.</param>
    /// <returns>Solutions; no records.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, the activation is not smooth enough, a number is out of range.</exception>
    /// <exception cref="Tensors.MemoryLimitException">The tensors do not fit in memory.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before there were kernels to integrate with.</exception>
    public static TruncationRun Integrate(TruncationProblem problem, TruncationOptions options) => Run(problem, options, isTrained: false);

    /// <summary>Integrates the hierarchy of a network at several orders, trains the network, and compares.</summary>
    /// <param name="problem">What it learns.</param>
    /// <param name="options">Which network, orders, times, accuracy.</param>
    /// <returns>Solutions, the training, and the errors at each time.</returns>
    /// <inheritdoc cref="Integrate" path="/exception"/>
    public static TruncationRun Compare(TruncationProblem problem, TruncationOptions options) => Run(problem, options, isTrained: true);

    private static TruncationRun Run(TruncationProblem problem, TruncationOptions options, bool isTrained)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();

        // Only the order of the reports matters, not their spacing: the kernels take about as long as one integration.
        var progress = new ShareOfWork(options.Progress, 1 + options.Orders.Count + (isTrained ? options.Orders.Count : 0));
        using var sample = new NetworkSample(problem.Network, options.Backend, options.Seed, options.Network);
        Matrix<double> outputs = sample.Outputs(problem.Inputs)[0];
        Matrix<double> targets = problem.Targets.For(outputs);
        TrainingProblem? training = isTrained ? Training(problem, targets) : null;
        TangentSeries kernels = Kernels(problem, options, sample, progress);
        using var buffers = kernels as IDisposable;
        var start = new HierarchyProblem
        {
            Loss = problem.Loss,
            Targets = targets,
            InitialOutputs = outputs,
            InitialTestOutputs = problem.TestInputs is { } points ? sample.Outputs(points)[0] : null,
            TestTargets = problem.TestTargets,
        };
        HierarchySolution[] solutions = [.. options.Orders.Select(order => Solve(order, kernels, start, options, progress))];
        Matrix<double> kernel = sample.Ntk(problem.Inputs)[0];
        var run = new TruncationRun
        {
            Network = problem.Network,
            Number = options.Network,
            InitialOutputs = outputs,
            Targets = targets,
            InitialKernel = kernel,
            SmallestEigenvalue = kernel.Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real),
            KernelNorms = kernels is TangentTensors tensors ? KernelNorm.OfAll(tensors) : [],
            Solutions = solutions,
        };
        return training is null ? run : run.Against(Train(training, options, progress), start);
    }

    private static TrainingProblem Training(TruncationProblem problem, Matrix<double> targets)
    {
        var training = new TrainingProblem(problem.Network, problem.Inputs, targets, problem.LossOfTraining);

        // Test points may be followed for their outputs alone: then any targets of the loss do.
        return (problem.TestInputs is { } test ? training.WithTest(test, problem.TestTargets ?? Stand(targets, test.RowCount)) : training).WithKernel(problem.Inputs);
    }

    private static Matrix<double> Stand(Matrix<double> targets, int rows) =>
        Matrix<double>.Build.Dense(rows, targets.ColumnCount, (_, column) => targets[0, column]);

    private static TangentSeries Kernels(TruncationProblem problem, TruncationOptions options, NetworkSample sample, ShareOfWork progress)
    {
        int order = options.Orders[^1];
        bool isStored = options.Storage == TangentStorage.Stored || options.Form == HierarchyForm.Plain || (options.Storage == TangentStorage.Automatic && Fits());
        return isStored
            ? TangentJets.Tensors(sample, problem.Inputs, problem.TestInputs, order, new SampleOptions { Progress = progress.Next(), CancellationToken = options.CancellationToken })[0]
            : TangentJets.Series(sample, 0, problem.Inputs, problem.TestInputs, order);

        bool Fits() => HierarchyMemory.Of(problem.Network, problem.Inputs.RowCount, problem.TestInputs?.RowCount ?? 0, order, options.Form, isStored: true)
            .Fits(options.Backend.AvailableBytes);
    }

    private static HierarchySolution Solve(int order, TangentSeries kernels, HierarchyProblem start, TruncationOptions options, ShareOfWork progress) =>
        new TangentHierarchy(kernels, order, options.Form).Solve(start, options.Times, options.Method, options.Steps, new HierarchyOptions
        {
            KeepKernels = true,
            MaxSteps = options.MaxSteps,
            Progress = progress.Next(),
            CancellationToken = options.CancellationToken,
        });

    private static TrainingRun Train(TrainingProblem training, TruncationOptions options, ShareOfWork progress) => Trainer.Train(training, options.Flow, new TrainingOptions
    {
        Backend = options.Backend,
        Seed = options.Seed,
        FirstNetwork = options.Network,
        RecordAt = options.Times,
        KeepOutputs = true,
        KeepKernels = true,
        Progress = progress.Next(options.Orders.Count),
        CancellationToken = options.CancellationToken,
    }).Runs[0];
}
