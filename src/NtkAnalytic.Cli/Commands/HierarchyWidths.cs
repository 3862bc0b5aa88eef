using System.Globalization;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.Simulation.Statistics;
using NtkAnalytic.Simulation.Truncation;

namespace NtkAnalytic.Cli.Commands;

/// <summary>Truncation errors against the width, as tables.</summary>
internal static class HierarchyWidths
{
    public static void WriteText(CommandHost host, HierarchyAnswer answer)
    {
        TruncationScaling scaling = answer.Scaling!;
        HierarchyRequest request = answer.Request;
        HierarchyLaw[] laws = [.. HierarchyLaw.Of(answer)];
        string times = NumberText.Rounded(request.Times[^1]);
        host.Output.WriteLine($"Against the trained network at t = {times}, geometric means over the networks:");
        TextOutput.WriteTable(
            host,
            ["quantity", .. scaling.Widths.Select(width => string.Create(CultureInfo.InvariantCulture, $"width {width}"))],
            laws.Select(law => (string[])[law.Name, .. law.Means.Select(HierarchyText.Number)]));
        host.Output.WriteLine();
        host.Output.WriteLine("As powers of the width:");
        TextOutput.WriteTable(
            host,
            ["quantity", "exponent", "standard error", "from width to width"],
            laws.Where(law => law.Law is not null).Select(law => (string[])
            [
                law.Name,
                NumberText.Rounded(law.Law!.Exponent, 4),
                law.Law.StandardError is { } error ? NumberText.Error(error) : "",
                string.Join(", ", law.Law.LocalExponents.Select(exponent => NumberText.Rounded(exponent, 3))),
            ]));
        foreach (TruncationBound bound in Bounds(answer))
        {
            host.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Order {bound.Order}: the errors of the outputs are below C (1 + t) t^{bound.Order - 1} m^-{bound.Order / 2} min(t, n/lambda) with C = {NumberText.Rounded(bound.Constant, 3)}, which is fitted (theorem 2.6 of Huang and Yau does not say it); they come down to {NumberText.Rounded(bound.SmallestRatio, 3)} times the shape."));
        }
    }

    /// <summary>The bounds of the even orders that are shown.</summary>
    public static IEnumerable<TruncationBound> Bounds(HierarchyAnswer answer) => answer.Request.ShownOrders
        .Where(order => order % 2 == 0)
        .Select(order => TruncationBound.Fit(answer.Scaling!.Runs.SelectMany(sample => sample), order))
        .OfType<TruncationBound>();

    /// <summary>A row for each network, time and order.</summary>
    public static void WriteCsv(TextWriter output, HierarchyAnswer answer)
    {
        CsvOutput.WriteRow(output, "width", "network", "time", "order", "output_error", "test_error", "kernel_error", "output_change", "test_change", "kernel_change");
        foreach (TruncationRun run in answer.Scaling!.Runs.SelectMany(sample => sample))
        {
            foreach (TruncationRecord record in run.Records)
            {
                foreach (TruncationError error in record.Errors.Where(error => error.Order <= answer.Request.Order))
                {
                    CsvOutput.WriteRow(
                        output,
                        run.Network.Widths[0], run.Number, record.Time, error.Order, error.Output, error.Test, error.Kernel,
                        record.OutputChange, record.TestChange, record.KernelChange);
                }
            }
        }
    }
}

/// <summary>A quantity against the width.</summary>
/// <param name="Key">In JSON.</param>
/// <param name="Name">For people.</param>
/// <param name="Means">The geometric mean of each width.</param>
/// <param name="Law">The power law; null where there is none.</param>
internal sealed record HierarchyLaw(string Key, string Name, IReadOnlyList<double?> Means, PowerLaw? Law)
{
    /// <summary>All quantities that were measured.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>Errors of each order, sizes of the kernels.</returns>
    public static IEnumerable<HierarchyLaw> Of(HierarchyAnswer answer)
    {
        TruncationScaling scaling = answer.Scaling!;
        foreach (int order in answer.Request.ShownOrders)
        {
            yield return Make($"outputError{order}", $"f, order {order}", run => End(run)?.Of(order).Output, scaling.OfOutputs(order));
        }

        foreach (int order in answer.Request.ShownOrders)
        {
            yield return Make($"kernelError{order}", $"K, order {order}", run => End(run)?.Of(order).Kernel, scaling.OfKernel(order));
        }

        foreach (int order in answer.Request.Data.Test is null ? [] : answer.Request.ShownOrders)
        {
            yield return Make($"testError{order}", $"test f, order {order}", run => End(run)?.Of(order).Test, scaling.OfTestOutputs(order));
        }

        yield return Make("kernelChange", "change of K", run => End(run)?.KernelChange, scaling.OfKernelChange());
        for (int order = 3; order <= answer.Request.Order && answer.Request.IsStored; order++)
        {
            int index = order - 2;
            yield return Make($"kernelNorm{order}", $"|K^({order})_0|", run => run.KernelNorms[index], scaling.OfKernelNorm(order));
        }

        HierarchyLaw Make(string key, string name, Func<TruncationRun, double?> quantity, PowerLaw? law) => new(
            key, name, [.. scaling.Runs.Select(sample => Mean([.. sample.Select(quantity)]))], law);
    }

    private static TruncationRecord? End(TruncationRun run) => run is { IsSuccess: true, Records.Count: > 0 } ? run.Records[^1] : null;

    private static double? Mean(double?[] values) => values.All(value => value > 0) ? Math.Exp(values.Average(value => Math.Log(value!.Value))) : null;
}
