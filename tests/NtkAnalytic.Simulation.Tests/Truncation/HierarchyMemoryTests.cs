using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.HigherKernels;
using NtkAnalytic.Simulation.Truncation;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Truncation;

public class HierarchyMemoryTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 1)]
    [InlineData(4, 2)]
    public void The_estimate_is_what_tensors_and_states_hold(int order, int outputs)
    {
        using var sample = new NetworkSample(new FiniteNetwork(new Network(Activation.Tanh, 1, 1), 3, [4], outputs), TruncationCases.Backend, 1);
        TangentTensors tensors = TangentJets.Tensors(sample, TruncationCases.Sphere, TruncationCases.Others, order)[0];
        long entries = Enumerable.Range(2, order - 1).Sum(r => (long)tensors.Tensor(r).Length);
        var problem = new HierarchyProblem
        {
            Loss = OutputLoss.Squared,
            Targets = Matrix<double>.Build.Dense(3, outputs),
            InitialOutputs = sample.Outputs(TruncationCases.Sphere)[0],
            InitialTestOutputs = sample.Outputs(TruncationCases.Others)[0],
        };
        foreach (HierarchyForm form in new[] { HierarchyForm.Reduced, HierarchyForm.Plain })
        {
            var memory = HierarchyMemory.Of(3, 2, outputs, order, form, isStored: true);
            Assert.Equal(sizeof(double) * entries, memory.TensorBytes);
            Assert.Equal(new TangentHierarchy(tensors, order, form).CreateField(problem).Dimension, memory.StateNumbers);
            Assert.Equal(memory.TensorBytes + memory.StateBytes, memory.Bytes);
        }
    }

    [Fact]
    public void The_largest_order_is_the_last_one_within_the_limit()
    {
        double limit = HierarchyMemory.Of(100, 0, 1, 3, HierarchyForm.Reduced, isStored: true).Bytes;
        Assert.Equal(3, HierarchyMemory.LargestOrder(100, 0, 1, HierarchyForm.Reduced, true, limit, 9));
        Assert.Equal(2, HierarchyMemory.LargestOrder(100, 0, 1, HierarchyForm.Reduced, true, limit - 1, 9));
        Assert.Equal(1, HierarchyMemory.LargestOrder(100, 0, 1, HierarchyForm.Reduced, true, 100, 9));
        Assert.Equal(4, HierarchyMemory.LargestOrder(100, 0, 1, HierarchyForm.Reduced, true, double.MaxValue, 4));

        // Orders whose numbers exceed every integer have sizes all the same.
        Assert.Equal(8 * (500500 * 1e27), HierarchyMemory.Of(1000, 0, 1, 11, HierarchyForm.Plain, true).TensorBytes, 8 * 500500 * 1.1e24);
        Assert.True(HierarchyMemory.Of(1000, 0, 1, 4, HierarchyForm.Reduced, isStored: false).Bytes < 1e9);
        Assert.Throws<ArgumentOutOfRangeException>(() => HierarchyMemory.Of(3, 0, 1, 1, HierarchyForm.Reduced, true));
    }
}
