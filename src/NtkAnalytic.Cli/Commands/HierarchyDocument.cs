using NtkAnalytic.Cli.Output;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.Truncation;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The hierarchy as JSON and CSV.</summary>
internal static class HierarchyDocument
{
    /// <summary>One document.</summary>
    /// <param name="answer">What was found.</param>
    /// <returns>What is in it.</returns>
    public static object Of(HierarchyAnswer answer)
    {
        HierarchyRequest request = answer.Request;
        return new
        {
            Network = NetworkDocument.Of(request.Network.Network),
            request.Network.Inputs,
            Widths = answer.Scaling is null ? request.Network.Widths : request.Widths,
            Initialization = request.Network.Initialization.ToString().ToLowerInvariant(),
            StandsFor = request.Replaced?.Name,
            Data = DataDocument.Of(request.Data.Set),
            Task = request.Data.Description,
            TrainRows = request.Data.Train.Text,
            TestRows = request.Data.Test?.Text,
            TrainCount = request.Data.Train.Count,
            TestCount = request.Data.Test?.Count ?? 0,
            Loss = request.Problem.Loss.Name,
            request.Order,
            Form = request.Solver.Form.ToString().ToLowerInvariant(),
            Tensors = request.IsStored ? "stored" : "none",
            Memory = new { request.Memory.TensorBytes, request.Memory.WorkBytes, request.Memory.StateNumbers, request.Memory.StateBytes },
            Method = request.Solver.Method.Name,
            Tolerance = request.Solver.Step is null ? (double?)request.Solver.Tolerance : null,
            request.Solver.Step,
            TrainingTolerance = request.IsCompared ? (double?)request.Solver.Tolerance : null,
            request.Seed,
            Networks = answer.Scaling is null ? 1 : request.Networks,
            EstimateOrders = Estimate(request),
            Run = answer.Run is null ? null : Run(answer.Run, request),
            Records = answer.Run is null ? null : answer.Solution.Records.Zip(answer.Rows, Record).ToArray(),
            Comparison = answer.Run is { Records.Count: > 0 } run ? run.Records.Select(record => Comparison(record, request)).ToArray() : null,
            Sentences = answer.Run is { Records.Count: > 0 } ? HierarchyText.Sentences(answer).ToArray() : null,
            Scaling = answer.Scaling is null ? null : Scaling(answer),
            Seconds = answer.Elapsed.TotalSeconds,
        };
    }

    /// <summary>A row for each time.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="answer">What was found.</param>
    public static void WriteCsv(TextWriter output, HierarchyAnswer answer)
    {
        int[] orders = answer.Request.IsCompared ? [.. answer.Request.ShownOrders] : [];
        List<string> heading = ["time", "loss", "test_loss", "test_accuracy", "output_change", "kernel_change", "output_estimate", "test_estimate", "kernel_estimate"];
        if (answer.Request.IsCompared)
        {
            heading.AddRange(["trained_loss", "trained_output_change", "trained_test_change", "trained_kernel_change"]);
            heading.AddRange(orders.SelectMany(order => new[] { $"output_error_{order}", $"test_error_{order}", $"kernel_error_{order}" }));
        }

        CsvOutput.WriteRow(output, heading);
        for (int i = 0; i < answer.Rows.Count; i++)
        {
            HierarchyRow row = answer.Rows[i];
            TruncationRecord? record = answer.Run!.Records.ElementAtOrDefault(i);
            CsvOutput.WriteRow(
                output,
                [
                    row.Time, row.Loss, row.TestLoss, row.TestAccuracy, row.OutputChange, row.KernelChange, row.OutputEstimate, row.TestEstimate, row.KernelEstimate,
                    .. answer.Request.IsCompared ? new object?[] { record?.Loss, record?.OutputChange, record?.TestChange, record?.KernelChange } : [],
                    .. orders.SelectMany(order => record?.Of(order) is { } error ? new object?[] { error.Output, error.Test, error.Kernel } : new object?[3]),
                ]);
        }
    }

    private static int[]? Estimate(HierarchyRequest request) =>
        request.Widths.Count == 0 && request.EstimateOrder is { } other ? [Math.Min(other, request.Order), Math.Max(other, request.Order)] : null;

    private static object Run(TruncationRun run, HierarchyRequest request) => new
    {
        run.Number,
        run.SmallestEigenvalue,
        KernelNorms = run.KernelNorms.Count > 0 ? run.KernelNorms : null,
        Solutions = run.Solutions.Select(solution => new
        {
            solution.Order,
            Status = solution.Status.Name,
            solution.Status.Advice,
            solution.Time,
            solution.Statistics.AcceptedSteps,
            solution.Statistics.RejectedSteps,
            solution.Statistics.Work.Evaluations,
        }).ToArray(),
        Training = run.Trained is { } trained ? new { Status = trained.Status.Name, trained.Status.Advice, Steps = trained.Step } : null,
    };

    private static object Record(HierarchyRecord record, HierarchyRow row) => new
    {
        row.Time,
        row.Loss,
        row.TestLoss,
        row.TestAccuracy,
        row.OutputChange,
        row.KernelChange,
        row.OutputEstimate,
        row.TestEstimate,
        row.KernelEstimate,
        Outputs = record.Outputs.Column(0).ToArray(),
        TestOutputs = record.TestOutputs?.Column(0).ToArray(),
    };

    private static object Comparison(TruncationRecord record, HierarchyRequest request) => new
    {
        record.Time,
        record.Loss,
        record.OutputChange,
        record.TestChange,
        record.KernelChange,
        Errors = record.Errors.Where(error => error.Order <= request.Order).Select(error => new
        {
            error.Order,
            error.Output,
            error.Test,
            error.Kernel,
            ExplainedShare = record.ExplainedShare(error.Order),
        }).ToArray(),
    };

    private static object Scaling(HierarchyAnswer answer) => new
    {
        Widths = answer.Scaling!.Widths,
        Time = answer.Request.Times[^1],
        Quantities = HierarchyLaw.Of(answer).Select(law => new
        {
            Name = law.Key,
            GeometricMeans = law.Means,
            law.Law?.Exponent,
            law.Law?.StandardError,
            law.Law?.LocalExponents,
        }).ToArray(),
        Bounds = HierarchyWidths.Bounds(answer).Select(bound => new { bound.Order, FittedConstant = bound.Constant, bound.SmallestRatio }).ToArray(),
    };
}
