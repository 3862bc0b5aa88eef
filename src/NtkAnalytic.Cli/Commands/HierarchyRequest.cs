using System.Globalization;
using NtkAnalytic.Cli.Data;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.Truncation;

namespace NtkAnalytic.Cli.Commands;

/// <summary>What <c>ntk hierarchy</c> was asked for, with what it needs.</summary>
/// <param name="Problem">Network, points, targets, loss.</param>
/// <param name="Data">The rows.</param>
/// <param name="Order">p.</param>
/// <param name="Orders">All orders that are integrated, ascending.</param>
/// <param name="EstimateOrder">The order beside p whose difference from it is the estimate of the truncation error; null for none.</param>
/// <param name="Replaced">The activation that a smooth one stands for; null for none.</param>
/// <param name="Solver">How it is integrated.</param>
/// <param name="IsStored">Whether tensors are stored.</param>
/// <param name="Memory">What it needs.</param>
/// <param name="Times">When records are made.</param>
/// <param name="Seed">Of the parameters.</param>
/// <param name="IsCompared">Whether the network is trained too.</param>
/// <param name="Widths">The widths to compare; empty for the one of the problem.</param>
/// <param name="Networks">Networks of each width.</param>
internal sealed record HierarchyRequest(
    TruncationProblem Problem,
    HierarchyData Data,
    int Order,
    IReadOnlyList<int> Orders,
    int? EstimateOrder,
    Activation? Replaced,
    HierarchySolver Solver,
    bool IsStored,
    HierarchyMemory Memory,
    IReadOnlyList<double> Times,
    ulong Seed,
    bool IsCompared,
    IReadOnlyList<int> Widths,
    int Networks)
{
    /// <summary>The network.</summary>
    public FiniteNetwork Network => Problem.Network;

    /// <summary>The orders whose errors are shown.</summary>
    public IEnumerable<int> ShownOrders => Orders.Where(order => order <= Order);

    /// <summary>Whether an order is integrated for the estimate alone.</summary>
    /// <param name="order">One of <see cref="Orders"/>.</param>
    /// <returns>False also for the lower orders that are held against training.</returns>
    public bool IsForEstimate(int order) => order > Order || (order < Order && !IsCompared);

    /// <summary>The memory in a line.</summary>
    public string MemoryText =>
        $"{(Memory.Order > Order ? string.Create(CultureInfo.InvariantCulture, $"order {Order}, and {Memory.Order} for the estimate,") : string.Create(CultureInfo.InvariantCulture, $"order {Order}"))} of {RowSet.Rows(Data.Train.Count)}{(Data.Test is { } test ? $" and {RowSet.Rows(test.Count)} of test" : "")}: {(IsStored ? $"tensors {Size(Memory.TensorBytes)}" : "tensors not stored")}, kernels {Size(Memory.WorkBytes)}, integration {Size(Memory.StateBytes)}";

    /// <summary>A size for people, of any magnitude.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The size.</returns>
    public static string Size(double bytes) => Files.FileSize.Text(bytes < long.MaxValue ? (long)bytes : long.MaxValue);
}
