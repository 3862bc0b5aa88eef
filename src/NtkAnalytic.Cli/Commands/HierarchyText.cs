using System.Globalization;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Truncation;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The hierarchy for people.</summary>
internal static class HierarchyText
{
    private const int Digits = 5;

    public static void Write(CommandHost host, HierarchyAnswer answer)
    {
        WriteFacts(host, answer);
        host.Output.WriteLine();
        if (answer.Scaling is not null)
        {
            HierarchyWidths.WriteText(host, answer);
            return;
        }

        WriteRows(host, answer);
        if (answer.Run!.Records.Count > 0)
        {
            WriteErrors(host, answer);
        }
    }

    /// <summary>A number of the tables.</summary>
    public static string Number(double? value) => value is { } number ? NumberText.Rounded(number, Digits) : "";

    private static void WriteFacts(CommandHost host, HierarchyAnswer answer)
    {
        HierarchyRequest request = answer.Request;
        string steps = request.Solver.Step is { } step ? $"steps of {NumberText.Rounded(step)}" : $"tolerance {NumberText.Rounded(request.Solver.Tolerance)}";
        TextOutput.WriteFacts(
            host.Output,
            ("network", answer.Scaling is null ? request.Network.ToString() : request.Network.Network.ToString()),
            ("activation", request.Replaced is { } replaced ? $"{request.Network.Network.Activation.Name} stands for {replaced.Name}, as --smooth asks: the network is another one" : null),
            ("data", request.Data.Set.Describe()),
            ("task", request.Data.Description),
            ("rows", $"train {request.Data.Train}{(request.Data.Test is { } test ? $", test {test}" : "")}"),
            ("loss", request.Problem.Loss == OutputLoss.Squared ? "squared, (1/2n) sum of (f - y)^2" : "cross-entropy, the mean over the points"),
            ("hierarchy", string.Create(CultureInfo.InvariantCulture, $"order {request.Order}, {request.Solver.Form.ToString().ToLowerInvariant()} form, {(request.IsStored ? "stored tensors" : "tensors not stored")}")),
            ("memory", request.MemoryText),
            ("integrator", $"{request.Solver.Method.Name}, {steps}{Statistics(answer)}"),
            ("estimate", Estimate(request)),
            ("training", request.IsCompared ? $"gradient flow from the same parameters, tolerance {NumberText.Rounded(request.Solver.Tolerance)}" : null),
            ("networks", string.Create(
                CultureInfo.InvariantCulture,
                $"{(answer.Scaling is null ? 1 : request.Networks)}{(answer.Scaling is null ? "" : " of each width")}, seed {request.Seed}")),
            ("time", $"{NumberText.Rounded(answer.Elapsed.TotalSeconds, 3)} s"));
    }

    private static string Statistics(HierarchyAnswer answer) => answer.Run is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $", {answer.Solution.Statistics.AcceptedSteps} steps, {answer.Solution.Statistics.Work.Evaluations} evaluations");

    private static string? Estimate(HierarchyRequest request) => request switch
    {
        { Widths.Count: > 0 } => null,
        { EstimateOrder: null, Network.Initialization: Initialization.Mirrored } when request.Order % 2 == 0 => $"none: order {request.Order + 2} is not to be had, and of a mirrored network order {request.Order + 1} adds nothing",
        { EstimateOrder: null } => string.Create(CultureInfo.InvariantCulture, $"none: order {request.Order + 1} is not to be had"),
        { EstimateOrder: { } other } when other > request.Order => string.Create(CultureInfo.InvariantCulture, $"of the truncation error: the difference of orders {request.Order} and {other}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"of the truncation error of order {request.EstimateOrder}: its difference from order {request.Order}, whose own is usually smaller"),
    };

    private static void WriteRows(CommandHost host, HierarchyAnswer answer)
    {
        (string Heading, Func<HierarchyRow, double?> Value)[] columns =
        [
            ("t", row => row.Time),
            ("loss", row => row.Loss),
            ("test loss", row => row.TestLoss),
            ("accuracy", row => row.TestAccuracy),
            ("|f - f_0|", row => row.OutputChange),
            ("kernel change", row => row.KernelChange),
            ("estimated error of f", row => row.OutputEstimate),
            ("of test f", row => row.TestEstimate),
            ("of kernel", row => row.KernelEstimate),
        ];
        columns = [.. columns.Where(column => answer.Rows.Any(row => column.Value(row) is not null))];
        TextOutput.WriteTable(host, [.. columns.Select(column => column.Heading)], answer.Rows.Select(row => (string[])[.. columns.Select(column => Number(column.Value(row)))]));
        host.Output.WriteLine($"{answer.Solution.Status.Name}. {answer.Solution.Status.Advice}");
    }

    private static void WriteErrors(CommandHost host, HierarchyAnswer answer)
    {
        TruncationRun run = answer.Run!;
        int[] orders = [.. answer.Request.ShownOrders];
        WriteTable("Outputs against the trained network, root mean square over the training points:", "moved", record => record.OutputChange, error => error.Output);
        WriteTable("Tangent kernel against the trained network's, relative:", "moved", record => record.KernelChange, error => error.Kernel);
        if (run.Records[0].TestChange is not null)
        {
            WriteTable("Test predictions against the trained network's, root mean square:", "moved", record => record.TestChange!.Value, error => error.Test!.Value);
            WriteShares();
        }

        foreach (string sentence in Sentences(answer))
        {
            host.Output.WriteLine(sentence);
        }

        void WriteTable(string title, string moved, Func<TruncationRecord, double> change, Func<TruncationError, double> error)
        {
            host.Output.WriteLine();
            host.Output.WriteLine(title);
            TextOutput.WriteTable(
                host,
                ["t", moved, .. orders.Select(Order)],
                run.Records.Select(record => (string[])
                [
                    NumberText.Rounded(record.Time, Digits),
                    Number(change(record)),
                    .. orders.Select(order => Number(error(record.Of(order)))),
                ]));
        }

        void WriteShares()
        {
            int[] explaining = [.. orders.Where(order => order > 2)];
            if (explaining.Length == 0)
            {
                return;
            }

            host.Output.WriteLine();
            host.Output.WriteLine("The share of the distance between the trained network and the frozen kernel at the test points that an order explains:");
            TextOutput.WriteTable(
                host,
                ["t", .. explaining.Select(Order)],
                run.Records.Select(record => (string[])
                [
                    NumberText.Rounded(record.Time, Digits),
                    .. explaining.Select(order => record.ExplainedShare(order) is { } share ? Percent(share) : ""),
                ]));
        }
    }

    /// <summary>What the last time says.</summary>
    /// <param name="answer">The answer, with a trained network.</param>
    /// <returns>Sentences.</returns>
    public static IEnumerable<string> Sentences(HierarchyAnswer answer)
    {
        TruncationRecord first = answer.Run!.Records[0];
        TruncationRecord last = answer.Run.Records[^1];
        TruncationError frozen = last.Of(2);
        string fallen = first is { Time: 0, Loss: > 0 } && last.Loss < first.Loss ? $", where the loss has fallen by {Percent(1 - (last.Loss / first.Loss))}," : "";
        string at = $"At t = {NumberText.Rounded(last.Time)}";
        foreach (TruncationError error in last.Errors.Where(error => error.Order > 2 && error.Order <= answer.Request.Order && error.Output > 0 && error.Kernel > 0))
        {
            string test = error.Test is > 0 and var own && frozen.Test is { } other ? $", that of the test predictions {Beside(own, other)}" : "";
            yield return $"{at}{fallen} the error of the outputs of {Order(error.Order)} is {Beside(error.Output, frozen.Output)} than that of the frozen kernel{test}, that of the tangent kernel {Beside(error.Kernel, frozen.Kernel)}.";
        }

        int index = answer.Run.Records.Count - 1;
        foreach (HierarchySolution solution in answer.Run.Solutions.SkipLast(1))
        {
            if (answer.Run.Estimate(solution.Order) is { } estimate && last.Of(solution.Order).Output is > 0 and var truth)
            {
                yield return $"{at} the estimate of the error of the outputs of {Order(solution.Order)} from {Order(estimate.HigherOrder)} is {NumberText.Rounded(estimate.Records[index].Outputs / truth, 3)} times the true one.";
            }
        }
    }

    /// <summary>An error beside another one, in words.</summary>
    /// <param name="error">The error, positive.</param>
    /// <param name="other">The other one.</param>
    /// <returns>For example "3 times smaller".</returns>
    public static string Beside(double error, double other)
    {
        bool isSmaller = error <= other;
        return $"{NumberText.Rounded(isSmaller ? other / error : error / other, 3)} times {(isSmaller ? "smaller" : "larger")}";
    }

    private static string Percent(double share) => $"{NumberText.Rounded(100 * share, 3)} %";

    private static string Order(int order) => string.Create(CultureInfo.InvariantCulture, $"order {order}");
}
