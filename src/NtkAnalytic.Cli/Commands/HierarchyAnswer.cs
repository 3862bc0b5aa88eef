using System.Diagnostics;
using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Truncation;

namespace NtkAnalytic.Cli.Commands;

/// <summary>What <c>ntk hierarchy</c> found: one network, or networks of several widths.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Run">The network; null with several widths.</param>
/// <param name="Scaling">The networks of several widths; null with one.</param>
/// <param name="Elapsed">The time that it took.</param>
internal sealed record HierarchyAnswer(HierarchyRequest Request, TruncationRun? Run, TruncationScaling? Scaling, TimeSpan Elapsed)
{
    private IEnumerable<TruncationRun> Runs => Run is not null ? [Run] : Scaling!.Runs.SelectMany(sample => sample);

    /// <summary>True when everything that was asked for came to its end; beside training the order of the estimate belongs to it, for it ends the tables of errors.</summary>
    public bool IsSuccess => Request.IsCompared ? Runs.All(run => run.IsSuccess) : Solution.Status.IsSuccess;

    /// <summary>The hierarchy of the order that was asked for.</summary>
    public HierarchySolution Solution => Run!.Solution(Request.Order);

    /// <summary>Its rows.</summary>
    public IReadOnlyList<HierarchyRow> Rows { get; } = Run is null ? [] : HierarchyRow.Of(Request, Run);

    /// <summary>What did not come to its end, and what to do about it; what was cancelled is not among it.</summary>
    public IEnumerable<string> Troubles => Runs.SelectMany(run =>
    {
        string who = Scaling is null ? "" : string.Create(CultureInfo.InvariantCulture, $"network {run.Number} of width {run.Network.Widths[0]}, ");

        // One line for all orders that ended alike.
        return run.Solutions
            .Where(solution => !solution.Status.IsSuccess && solution.Status != Integrators.IntegrationStatus.Cancelled)
            .GroupBy(solution => solution.Status)
            .Select(alike => $"{who}{string.Join(", ", alike.Select(Reached))}: {alike.Key.Name}: {alike.Key.Advice}")
            .Concat(run.Trained is { Status: { IsSuccess: false } status } && status != Simulation.Training.TrainingStatus.Cancelled
                ? [$"{who}training: {status.Name}: {status.Advice}"]
                : []);

        string Reached(HierarchySolution solution) =>
            string.Create(CultureInfo.InvariantCulture, $"order {solution.Order}{(Request.IsForEstimate(solution.Order) ? " (for the estimate)" : "")} at t = {solution.Time:G6}");
    });

    /// <summary>The request as the library takes it.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="backend">What computes.</param>
    /// <returns>The options, without progress.</returns>
    public static TruncationOptions Options(HierarchyRequest request, TensorBackend backend) => new()
    {
        Backend = backend,
        Seed = request.Seed,
        Orders = request.Orders,
        Times = request.Times,
        Method = request.Solver.Method,
        Steps = request.Solver.Steps,
        Flow = new(request.Solver.Tolerance, request.Solver.Tolerance, request.Solver.MaxSteps),
        Form = request.Solver.Form,
        Storage = request.IsStored ? TangentStorage.Stored : TangentStorage.MatrixFree,
        MaxSteps = request.Solver.MaxSteps,
    };

    /// <summary>Does the work.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="backend">What computes.</param>
    /// <param name="progress">Told the share that is done.</param>
    /// <param name="cancellationToken">Ends it; what was reached is kept.</param>
    /// <returns>The answer.</returns>
    public static HierarchyAnswer Of(HierarchyRequest request, TensorBackend backend, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        Stopwatch watch = Stopwatch.StartNew();
        TruncationOptions options = Options(request, backend) with { Progress = progress, CancellationToken = cancellationToken };
        return request.Widths.Count > 0
            ? new HierarchyAnswer(request, null, TruncationScaling.Measure(request.Problem, request.Widths, request.Networks, options), watch.Elapsed)
            : new HierarchyAnswer(request, request.IsCompared ? TruncationStudy.Compare(request.Problem, options) : TruncationStudy.Integrate(request.Problem, options), null, watch.Elapsed);
    }
}

/// <summary>The hierarchy at one time.</summary>
/// <param name="Time">t.</param>
/// <param name="Loss">L over the training points.</param>
/// <param name="TestLoss">L over the test points.</param>
/// <param name="OutputChange">|f_t - f_0| at the training points, root mean square.</param>
/// <param name="KernelChange">||K_t - K_0|| / ||K_0||.</param>
/// <param name="TestAccuracy">The share of test points whose label the sign of the output is.</param>
/// <param name="OutputEstimate">The estimated truncation error of the outputs at the training points.</param>
/// <param name="TestEstimate">Of the test predictions.</param>
/// <param name="KernelEstimate">Of the kernel, relative.</param>
internal sealed record HierarchyRow(
    double Time,
    double Loss,
    double? TestLoss,
    double OutputChange,
    double? KernelChange,
    double? TestAccuracy,
    double? OutputEstimate,
    double? TestEstimate,
    double? KernelEstimate)
{
    /// <summary>The rows of a run.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="run">The run.</param>
    /// <returns>A row for each time that was reached.</returns>
    public static IReadOnlyList<HierarchyRow> Of(HierarchyRequest request, TruncationRun run)
    {
        HierarchySolution solution = run.Solution(request.Order);
        TruncationEstimate? estimate = request.EstimateOrder is { } other ? run.Estimate(Math.Min(other, request.Order)) : null;
        return
        [
            .. solution.Records.Select((record, i) =>
            {
                TruncationEstimateRecord? estimated = estimate?.Records.ElementAtOrDefault(i);
                return new HierarchyRow(
                    record.Time,
                    record.Loss,
                    record.TestLoss,
                    (record.Outputs - run.InitialOutputs).FrobeniusNorm() / Math.Sqrt(record.Outputs.RowCount),
                    record.KernelChange,
                    Accuracy(request, record.TestOutputs),
                    estimated?.Outputs,
                    estimated?.TestOutputs,
                    estimated?.Kernel);
            }),
        ];
    }

    /// <summary>The share of test points whose label the sign of the output is.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="outputs">Outputs at the test points.</param>
    /// <returns>The share; null without test points or labels.</returns>
    public static double? Accuracy(HierarchyRequest request, Matrix<double>? outputs) =>
        outputs is null || !request.Data.HasLabels || request.Data.AreRelative ? null
            : outputs.Column(0).Zip(request.Data.TestTargets!.Column(0), (output, label) => output * label > 0 ? 1.0 : 0).Average();
}
