using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.EmpiricalKernels;
using NtkAnalytic.Simulation.HigherKernels;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Tests.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.HigherKernels;

public class JetMemoryTests
{
    [Fact]
    public void The_tensors_of_all_networks_are_kept()
    {
        FiniteNetwork network = Network([4]);
        JetPoints points = Points(30, 5);
        double limit = (sizeof(double) * JetMemory.WorkElements(network, points, 4)) + (2 * TangentTensors.Bytes(30, 5, 1, 4));
        var backend = new ReferenceBackend { Memory = (long)limit };
        JetMemory.Require(backend, network, points, 4, networks: 2);
        Assert.Contains("for 3 networks", Refused(backend, network, points, 4, networks: 3), StringComparison.Ordinal);
        Refused(new ReferenceBackend { Memory = (long)limit - 1 }, network, points, 4, networks: 2);
    }

    // Each is too long for an array by one quantity alone: 37^7 / 2 numbers of a tensor, and 40^3 tuples at 40 rows of a layer of width 1000.
    [Theory]
    [InlineData(4, 37, 7)]
    [InlineData(1000, 40, 6)]
    public void What_one_array_cannot_hold_is_refused_whatever_memory_there_is(int width, int points, int order)
    {
        var backend = new ReferenceBackend();
        JetMemory.Require(backend, Network([width]), Points(points, 0), order - 1, 1);
        string message = Refused(backend, Network([width]), Points(points, 0), order, 1);
        Assert.Contains($"The largest order that fits is {order - 1}", message, StringComparison.Ordinal);
    }

    // Every block of test rows computes the training rows again: fewer of them would be more work than memory is worth.
    [Fact]
    public void Test_rows_are_at_least_as_many_as_training_rows_where_there_are_as_many()
    {
        FiniteNetwork large = Network([4096]);
        Assert.True(JetMemory.WorkElements(large, Points(100, 0), 4) > KernelBlocks.WorkElements);
        Assert.Equal(100, JetMemory.Plan(large, Points(100, 150), 4).TestRows);
        Assert.Equal(40, JetMemory.Plan(large, Points(100, 40), 4).TestRows);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Test_rows_are_whole_points_within_the_memory_for_work(int outputs)
    {
        FiniteNetwork network = Network([64], outputs);
        JetPoints points = Points(4, 1_000_000);
        int rows = JetMemory.Plan(network, points, 3).TestRows;
        Assert.Equal(0, rows % outputs);
        Assert.InRange(rows, 10_000, 100_000);
        Assert.InRange(JetMemory.WorkElements(network, points, 3), 0.9 * KernelBlocks.WorkElements, (1.1 * KernelBlocks.WorkElements) + network.ParameterCount);
    }

    [Theory]
    [InlineData(256, 60, 8)]
    [InlineData(256, 4, 4)]
    [InlineData(512, 128, 2)]
    [InlineData(1000, 200, 1)]
    public void The_matrices_of_a_block_of_tuples_fit_in_a_cache(int width, int points, int tuples) =>
        Assert.Equal(tuples, JetMemory.Plan(Network([width, width]), Points(points, 0), 3).BlockTuples);

    // All tuples of 250 points at width 64 and order 4 take more than that, so blocks have one tuple, though eight would fit in the cache.
    [Fact]
    public void Tuples_are_computed_together_only_within_the_memory_for_work()
    {
        Assert.Equal(1, JetMemory.Plan(Network([64]), Points(250, 0), 4).BlockTuples);
        foreach (int points in Enumerable.Range(1, 30).Select(i => 10 * i))
        {
            FiniteNetwork network = Network([32]);
            JetPlan plan = JetMemory.Plan(network, Points(points, 0), 4);
            double work = JetMemory.WorkElements(network, Points(points, 0), 4);
            Assert.True(plan.BlockTuples == 1 || work <= KernelBlocks.WorkElements + network.ParameterCount, $"{points} points: {plan.BlockTuples} tuples, {work} numbers");
        }
    }

    private static string Refused(TensorBackend backend, FiniteNetwork network, JetPoints points, int order, int networks) =>
        Assert.Throws<MemoryLimitException>(() => JetMemory.Require(backend, network, points, order, networks)).Message;

    // The sizes alone count, not where the points are.
    private static JetPoints Points(int count, int tests) => new(count, tests, [], []);

    private static FiniteNetwork Network(int[] widths, int outputs = 1) => new(new Network(Activation.Tanh, widths.Length, 1), 3, widths, outputs);
}
