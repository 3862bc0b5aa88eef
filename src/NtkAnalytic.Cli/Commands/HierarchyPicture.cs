using NtkAnalytic.Cli.Output;
using NtkAnalytic.Pictures;
using NtkAnalytic.Simulation.Truncation;

namespace NtkAnalytic.Cli.Commands;

/// <summary>Errors against time for each order, or against the width.</summary>
internal static class HierarchyPicture
{
    public static Picture Draw(HierarchyAnswer answer) =>
        answer.Scaling is not null ? AgainstWidth(answer)
        : answer.Run!.Records.Count > 0 ? AgainstTime(answer)
        : WithoutTraining(answer);

    private static Picture AgainstTime(HierarchyAnswer answer)
    {
        TruncationRun run = answer.Run!;
        int[] orders = [.. answer.Request.ShownOrders];
        List<Chart> panels =
        [
            Panel("outputs: distance to the trained network", record => record.OutputChange, error => error.Output),
            Panel("tangent kernel: relative distance", record => record.KernelChange, error => error.Kernel),
        ];
        if (run.Records[0].TestChange is not null)
        {
            panels.Add(Panel("test predictions: distance", record => record.TestChange, error => error.Test));
        }

        return new Picture($"Truncation errors of the orders {string.Join(", ", orders)} against time, beside how far the trained network moved, for {run.Network}", [.. panels])
        {
            Title = Title(answer),
        };

        Chart Panel(string title, Func<TruncationRecord, double?> change, Func<TruncationError, double?> error) => new(
            title,
            Axis.Linear("time t"),
            Axis.Logarithmic(""),
            [
                Curve("moved", change, 0, LineStyle.Dotted),
                .. orders.Select((order, i) => Curve($"order {order}", record => error(record.Of(order)), 1 + (i % (Mark.ColorCount - 2)), LineStyle.Solid)),
            ]);

        // At the start all distances are 0 or a rounding error, which would take up most of a logarithmic axis.
        Line Curve(string label, Func<TruncationRecord, double?> quantity, int color, LineStyle style) =>
            new(label, run.Records.Where(record => record.Time > 0).Select(record => new ChartPoint(record.Time, quantity(record) ?? double.NaN)), color, style);
    }

    private static Picture WithoutTraining(HierarchyAnswer answer)
    {
        return new Picture(
            $"Loss, change of the tangent kernel and estimated truncation error against time, order {answer.Request.Order}, for {answer.Request.Network}",
            new Chart("loss", Axis.Linear("time t"), Axis.Logarithmic(""), [Curve("training", row => row.Loss, 0), Curve("test", row => row.TestLoss, 1)]),
            new Chart(
                "change and estimated error",
                Axis.Linear("time t"),
                Axis.Logarithmic(""),
                [Curve("kernel change", row => row.KernelChange, 2), Curve("estimated error of outputs", row => row.OutputEstimate, 3, LineStyle.Dashed)]))
        {
            Title = Title(answer),
        };

        Line Curve(string label, Func<HierarchyRow, double?> quantity, int color, LineStyle style = LineStyle.Solid) =>
            new(label, answer.Rows.Select(row => new ChartPoint(row.Time, quantity(row) ?? double.NaN)), color, style);
    }

    private static Picture AgainstWidth(HierarchyAnswer answer)
    {
        HierarchyLaw[] laws = [.. HierarchyLaw.Of(answer)];
        IReadOnlyList<int> widths = answer.Scaling!.Widths;
        return new Picture(
            $"Truncation errors at the last time against the width, with the fitted powers, for {answer.Request.Network.Network}",
            Panel("outputs: distance to the trained network", "outputError", "f, "),
            Panel("tangent kernel: relative distance", "kernelError", "K, "))
        {
            Title = Title(answer),
        };

        Chart Panel(string title, string key, string prefix) => new(
            title,
            Axis.Logarithmic("width"),
            Axis.Logarithmic(""),
            [.. laws.Where(law => law.Key.StartsWith(key, StringComparison.Ordinal)).SelectMany((law, i) => Marks(law, law.Name[prefix.Length..], 1 + (i % (Mark.ColorCount - 2))))]);

        IEnumerable<Mark> Marks(HierarchyLaw law, string name, int color)
        {
            yield return new Dots(name, widths.Select((width, w) => new ChartPoint(width, law.Means[w] ?? double.NaN)), color);
            if (law.Law is { } power)
            {
                yield return new Line(null, widths.Select(width => new ChartPoint(width, power.Factor * Math.Pow(width, power.Exponent))), color, LineStyle.Dashed);
            }
        }
    }

    private static string Title(HierarchyAnswer answer) => $"{DepthPicture.Name(answer.Request.Network.Network)}, seed {NumberText.Exact(answer.Request.Seed)}";
}
