using System.Globalization;
using NtkAnalytic.Cli.Data;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Truncation;

namespace NtkAnalytic.Cli.Commands;

/// <summary>Whether an order fits, with stored tensors or without, and whether the next one does; before anything is computed.</summary>
internal static class HierarchyPlan
{
    // One order more, for the estimate of the truncation error alone, may not take over the work.
    private const double MostForEstimate = 64e6;

    /// <summary>Chooses how tensors are held.</summary>
    /// <param name="data">The points.</param>
    /// <param name="order">p.</param>
    /// <param name="solver">What was asked for.</param>
    /// <param name="backend">What there is.</param>
    /// <returns>Whether they are stored, and what that needs.</returns>
    /// <exception cref="UsageException">The order does not fit.</exception>
    public static (bool IsStored, HierarchyMemory Memory) Choose(HierarchyData data, int order, HierarchySolver solver, TensorBackend backend)
    {
        double available = backend.AvailableBytes;
        HierarchyMemory stored = Of(data, order, solver.Form, isStored: true);
        HierarchyMemory free = Of(data, order, solver.Form, isStored: false);
        bool storedFits = stored.Fits(available);

        // Without tensors order 3 costs one more pass through the network, but order 4 one for each training row.
        bool isStored = solver.Tensors == TensorsWanted.Stored || solver.Form == HierarchyForm.Plain || (solver.Tensors == TensorsWanted.Automatic && (storedFits || order > 3));
        HierarchyMemory chosen = isStored ? stored : free;
        if (chosen.Fits(available))
        {
            return (isStored, chosen);
        }

        int largest = HierarchyMemory.LargestOrder(data.Train.Count, data.Test?.Count ?? 0, 1, solver.Form, isStored, available, order);
        string fits = largest >= 2 ? string.Create(CultureInfo.InvariantCulture, $"the largest order that fits is {largest}") : "not even order 2 fits";
        string without = isStored && solver.Form == HierarchyForm.Reduced && free.Fits(available)
            ? $", or --tensors none, which needs {HierarchyRequest.Size(free.Bytes)} but passes through the network at every step"
            : "";
        throw new UsageException(string.Create(
            CultureInfo.InvariantCulture,
            $"order {order} of {RowSet.Rows(data.Train.Count)} needs about {HierarchyRequest.Size(chosen.Bytes)} of memory, but {HierarchyRequest.Size(available)} can be had; {fits}; take fewer rows with {DataOptions.TrainRows} 0:N{without}"));
    }

    /// <summary>The order that the truncation error is estimated with.</summary>
    /// <param name="data">The points.</param>
    /// <param name="order">p.</param>
    /// <param name="highest">The highest order that the activation has.</param>
    /// <param name="solver">What was asked for.</param>
    /// <param name="isStored">Whether tensors are stored.</param>
    /// <returns>p + 1 where it is cheap, else p - 1; null for none.</returns>
    public static int? EstimateOrder(HierarchyData data, int order, int highest, HierarchySolver solver, bool isStored) =>
        isStored && order < highest && Of(data, order + 1, solver.Form, isStored).Bytes <= MostForEstimate ? order + 1
        : order > 2 ? order - 1
        : null;

    /// <summary>Refuses a fixed step that is not stable, before anything large is computed.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="backend">What computes.</param>
    /// <exception cref="ArgumentException">The step is too long for the method.</exception>
    public static void CheckStep(HierarchyRequest request, TensorBackend backend)
    {
        if (request.Solver.Step is not null)
        {
            // The kernel of the start decides, which every order shares: one step of order 2 costs little.
            TruncationProblem problem = request.Widths.Count > 0 ? request.Problem.WithWidth(request.Widths[0]) : request.Problem;
            _ = TruncationStudy.Integrate(problem with { TestInputs = null, TestTargets = null }, HierarchyAnswer.Options(request, backend) with { Orders = [2], MaxSteps = 1 });
        }
    }

    private static HierarchyMemory Of(HierarchyData data, int order, HierarchyForm form, bool isStored) =>
        HierarchyMemory.Of(data.Train.Count, data.Test?.Count ?? 0, 1, order, form, isStored);
}
