using System.Globalization;
using NtkAnalytic.Cli.Data;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Truncation;

namespace NtkAnalytic.Cli.Commands;

/// <summary>Whether an order fits, with stored tensors or without, and whether the next one does; before anything is computed.</summary>
/// <param name="network">The network; of several the widest.</param>
/// <param name="data">The points.</param>
/// <param name="order">p.</param>
/// <param name="solver">What was asked for.</param>
/// <param name="availableBytes">The memory there is.</param>
internal sealed class HierarchyPlan(FiniteNetwork network, HierarchyData data, int order, HierarchySolver solver, double availableBytes)
{
    // From order 5 on each training row would need passes of its own.
    private const int HighestWithoutTensors = 4;

    // One order more, for the estimate of the truncation error alone, may not take over the work.
    private const double MostForEstimate = 64e6;

    /// <summary>Chooses whether tensors are stored.</summary>
    /// <returns>True when they are.</returns>
    /// <exception cref="UsageException">The order does not fit.</exception>
    public bool Choose()
    {
        if (solver.Tensors == TensorsWanted.None && order > HighestWithoutTensors)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--tensors none goes up to order {HighestWithoutTensors}, but --order is {order}: leave --tensors out to store them"));
        }

        // Without tensors every evaluation passes through the network a few times: little for order 3, but of order 4 the user should know.
        bool isStored = solver.Tensors == TensorsWanted.Stored
            || solver.Form == HierarchyForm.Plain
            || (solver.Tensors == TensorsWanted.Automatic && (order > 3 || Fits(data.Train.Count, isStored: true)));
        return Fits(data.Train.Count, isStored) ? isStored : throw new UsageException(Refusal(isStored));
    }

    /// <summary>What an order needs.</summary>
    /// <param name="highest">The order.</param>
    /// <param name="isStored">Whether tensors are stored.</param>
    /// <returns>The memory.</returns>
    public HierarchyMemory Memory(int highest, bool isStored) => Of(data.Train.Count, highest, isStored);

    /// <summary>The order that the truncation error is estimated with: another solution than that of p.</summary>
    /// <param name="highest">The highest order that the activation has.</param>
    /// <param name="isStored">Whether tensors are stored.</param>
    /// <returns>The next one where it is cheap, else the one before; null for none.</returns>
    public int? EstimateOrder(int highest, bool isStored)
    {
        // Odd orders of a mirrored network add nothing to the even ones below them.
        bool isMirrored = network.Initialization == Initialization.Mirrored;
        int above = isMirrored && order % 2 == 0 ? order + 2 : order + 1;
        int below = isMirrored && order % 2 == 1 ? order - 2 : order - 1;
        if (isStored && above <= highest)
        {
            HierarchyMemory memory = Memory(above, isStored);
            if (memory.TensorBytes + memory.StateBytes <= MostForEstimate && memory.Fits(availableBytes))
            {
                return above;
            }
        }

        return below >= 2 ? below : null;
    }

    /// <summary>Refuses a fixed step that is not stable, before anything large is computed.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="backend">What computes.</param>
    /// <exception cref="ArgumentException">The step is too long for the method.</exception>
    public static void CheckStep(HierarchyRequest request, TensorBackend backend)
    {
        if (request.Solver.Step is not null)
        {
            // The kernel of the start decides, which every order shares: one step of order 2 costs little. Of several widths the problem has the first.
            _ = TruncationStudy.Integrate(request.Problem with { TestInputs = null, TestTargets = null }, HierarchyAnswer.Options(request, backend) with { Orders = [2], MaxSteps = 1 });
        }
    }

    private string Refusal(bool isStored)
    {
        int largest = HierarchyMemory.LargestOrder(network, data.Train.Count, data.Test?.Count ?? 0, solver.Form, isStored, availableBytes, order);
        int rows = MostRows(isStored);
        string fewer = rows == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; order {order} fits with at most {RowSet.Rows(rows)} of training, which {DataOptions.TrainRows} takes");
        string without = isStored && solver.Form == HierarchyForm.Reduced && order <= HighestWithoutTensors && Fits(data.Train.Count, isStored: false)
            ? $"{(rows == 0 ? "; it fits" : ",")} or with --tensors none, which needs {HierarchyRequest.Size(Of(data.Train.Count, order, isStored: false).Bytes)} but goes through the network at every step"
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"order {order} of {RowSet.Rows(data.Train.Count)} needs about {HierarchyRequest.Size(Of(data.Train.Count, order, isStored).Bytes)} of memory{(isStored ? " for its tensors" : "")}, but {HierarchyRequest.Size(availableBytes)} can be had; {(largest >= 2 ? $"the largest order that fits is {largest}" : "not even order 2 fits")}{fewer}{without}");
    }

    // More rows never need less, so halving finds the last that fit.
    private int MostRows(bool isStored)
    {
        (int fits, int tooMany) = (0, data.Train.Count);
        while (tooMany - fits > 1)
        {
            int middle = fits + ((tooMany - fits) / 2);
            (fits, tooMany) = Fits(middle, isStored) ? (middle, tooMany) : (fits, middle);
        }

        return fits;
    }

    private bool Fits(int rows, bool isStored) => Of(rows, order, isStored).Fits(availableBytes);

    private HierarchyMemory Of(int rows, int highest, bool isStored) => HierarchyMemory.Of(network, rows, data.Test?.Count ?? 0, highest, solver.Form, isStored);
}
