using NtkAnalytic.Pictures;

namespace NtkAnalytic.Cli.Commands;

/// <summary>Loss, and distances of kernel and parameters from the start, against steps or time.</summary>
internal static class TrainPicture
{
    public static Picture Draw(TrainReport report)
    {
        string axis = report.IsFlow ? "time t" : "step";

        // The start is at 0: logarithmic axes leave it out.
        double[] positions = [.. report.Rows.Select(Position).Where(position => position > 0)];
        bool isLogarithmic = positions.Length > 1 && positions[^1] >= 30 * positions[0];
        return new Picture(
            $"Losses, and relative changes of kernel and parameters, against {axis}, for {report.Network}",
            new Chart("loss", Horizontal(), Axis.Logarithmic(""), [Curve("training", row => row.TrainLoss, 0), Curve("test", row => row.TestLoss, 1)]),
            new Chart(
                "relative change",
                Horizontal(),
                Axis.Logarithmic(""),
                [Curve("kernel", row => row.KernelChange, 2), Curve("parameters", row => row.RelativeParameterDistance, 3)]))
        {
            Title = DepthPicture.Name(report.Network.Network),
        };

        Axis Horizontal() => isLogarithmic ? Axis.Logarithmic(axis) : Axis.Linear(axis);

        Line Curve(string label, Func<TrainRow, Estimate?> quantity, int color) =>
            new(label, report.Rows.Select(row => new ChartPoint(Position(row), quantity(row)?.Mean ?? double.NaN)), color);

        double Position(TrainRow row) => report.IsFlow ? row.Time : row.Step;
    }
}
