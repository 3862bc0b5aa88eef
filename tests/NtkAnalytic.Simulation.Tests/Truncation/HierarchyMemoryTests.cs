using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.HigherKernels;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Tests.EmpiricalKernels;
using NtkAnalytic.Simulation.Tests.Tensors;
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
        using var sample = new NetworkSample(Network(4, outputs), TruncationCases.Backend, 1);
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
            var memory = HierarchyMemory.Of(sample.Network, 3, 2, order, form, isStored: true);
            Assert.Equal(sizeof(double) * entries, memory.TensorBytes);
            Assert.Equal(new TangentHierarchy(tensors, order, form).CreateField(problem).Dimension, memory.StateNumbers);
            Assert.Equal(memory.TensorBytes + memory.WorkBytes + memory.StateBytes, memory.Bytes);
        }
    }

    // What a backend is asked for while the kernels are computed: the estimate is not more than a tenth below it or two and a half times above.
    [Theory]
    [InlineData(2, 1, 0, true)]
    [InlineData(3, 1, 0, true)]
    [InlineData(4, 1, 0, true)]
    [InlineData(5, 1, 0, true)]
    [InlineData(4, 2, 0, true)]
    [InlineData(4, 1, 3, true)]
    [InlineData(2, 1, 0, false)]
    [InlineData(3, 1, 0, false)]
    [InlineData(4, 1, 0, false)]
    [InlineData(4, 2, 0, false)]
    [InlineData(4, 1, 3, false)]
    public void The_work_is_what_a_backend_is_asked_for(int order, int outputs, int tests, bool isStored)
    {
        FiniteNetwork network = Network(24, outputs);
        var backend = new ReferenceBackend();
        Matrix<double> points = SampleDraws.Points(4, 3, 1);
        using (var sample = new NetworkSample(network, backend, 1))
        {
            Matrix<double>? others = tests == 0 ? null : SampleDraws.Points(tests, 3, 2);
            if (isStored)
            {
                _ = TangentJets.Tensors(sample, points, others, order);
            }
            else
            {
                TangentJets.Series(sample, 0, points, others, order).Dispose();
            }
        }

        Assert.Equal(0, backend.Held);

        // The sample's own parameters come on top of those of the work.
        double most = sizeof(double) * (backend.MostHeld - network.ParameterCount);
        double estimate = HierarchyMemory.Of(network, 4, tests, order, HierarchyForm.Reduced, isStored).WorkBytes;
        Assert.InRange(estimate / most, 0.9, 2.5);
    }

    // Points and results are shared, all else is there twice.
    [Theory]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public void A_mirrored_network_works_at_both_its_copies(int order, bool isStored)
    {
        FiniteNetwork one = Network(24);
        var two = new FiniteNetwork(one.Network, 3, [24], 1, Initialization.Mirrored);
        double ratio = Work(two) / Work(one);
        Assert.InRange(ratio, 1.8, 2);

        double Work(FiniteNetwork network) => HierarchyMemory.Of(network, 20, 0, order, HierarchyForm.Reduced, isStored).WorkBytes;
    }

    [Theory]
    [InlineData(100, 0, true, 3)]
    [InlineData(20, 7, true, 5)]
    [InlineData(50, 0, false, 4)]
    [InlineData(6, 2, true, 9)]
    public void The_largest_order_is_the_last_one_within_the_limit(int points, int tests, bool isStored, int order)
    {
        foreach (HierarchyForm form in isStored ? new[] { HierarchyForm.Reduced, HierarchyForm.Plain } : [HierarchyForm.Reduced])
        {
            double limit = HierarchyMemory.Of(Network(16), points, tests, order, form, isStored).Bytes;
            Assert.Equal(order, HierarchyMemory.LargestOrder(Network(16), points, tests, form, isStored, limit, 12));
            Assert.Equal(order - 1, HierarchyMemory.LargestOrder(Network(16), points, tests, form, isStored, limit - 1, 12));
            Assert.Equal(order - 1, HierarchyMemory.LargestOrder(Network(16), points, tests, form, isStored, limit, order - 1));
            Assert.Equal(1, HierarchyMemory.LargestOrder(Network(16), points, tests, form, isStored, 100, 12));
        }
    }

    [Fact]
    public void No_array_may_be_longer_than_an_array_can_be()
    {
        // 36^6 / 2 numbers are 1.1e9, 37^7 / 2 more than 2^31, whatever memory there is.
        Assert.True(HierarchyMemory.Of(Network(4), 36, 0, 6, HierarchyForm.Reduced, true).Fits(double.MaxValue));
        Assert.False(HierarchyMemory.Of(Network(4), 37, 0, 7, HierarchyForm.Reduced, true).Fits(double.MaxValue));

        // The activations of 40^3 tuples at 40 rows of a layer of width 1000 are one array too, before the tensor is.
        Assert.False(HierarchyMemory.Of(Network(1000), 40, 0, 6, HierarchyForm.Reduced, true).Fits(double.MaxValue));
        Assert.True(HierarchyMemory.Of(Network(1000), 40, 0, 5, HierarchyForm.Reduced, true).Fits(double.MaxValue));
    }

    [Fact]
    public void Orders_whose_numbers_exceed_every_integer_have_sizes_all_the_same()
    {
        Assert.Equal(8 * (500500 * 1e27), HierarchyMemory.Of(Network(4), 1000, 0, 11, HierarchyForm.Plain, true).TensorBytes, 8 * 500500 * 1.1e24);

        // With one point there is one entry of each order, but as many terms of a chain rule as sets of directions.
        Assert.True(HierarchyMemory.Of(Network(4), 1, 0, 60, HierarchyForm.Reduced, true).WorkBytes > Math.Pow(2, 58));
        Assert.True(HierarchyMemory.Of(Network(4), 1000, 0, 4, HierarchyForm.Reduced, isStored: false).Bytes < 1e9);
        Assert.Throws<ArgumentOutOfRangeException>(() => HierarchyMemory.Of(Network(4), 3, 0, 1, HierarchyForm.Reduced, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => HierarchyMemory.Of(Network(4), 0, 0, 2, HierarchyForm.Reduced, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => HierarchyMemory.Of(Network(4), 3, -1, 2, HierarchyForm.Reduced, true));
    }

    [Fact]
    public void Without_tensors_there_is_one_kernel()
    {
        // (n + m) n M^2 numbers.
        Assert.Equal(8 * (3 + 2) * 3 * 4, HierarchyMemory.Of(Network(4, 2), 3, 2, 4, HierarchyForm.Reduced, isStored: false).TensorBytes);
    }

    [Fact]
    public void A_study_gives_all_memory_back()
    {
        foreach (TangentStorage storage in Enum.GetValues<TangentStorage>())
        {
            var backend = new ReferenceBackend();
            _ = TruncationStudy.Integrate(TruncationCases.OneLayer(4), TruncationCases.Options([2, 4], [0.5], 1e-4) with { Backend = backend, Storage = storage });
            Assert.Equal(0, backend.Held);
        }
    }

    [Fact]
    public void Tensors_are_stored_where_they_fit()
    {
        TruncationOptions options = TruncationCases.Options([4], [0.5], 1e-6);
        TruncationProblem problem = TruncationCases.OneLayer(4);
        double needed = HierarchyMemory.Of(problem.Network, 3, 2, 4, HierarchyForm.Reduced, isStored: true).Bytes;
        Assert.NotEmpty(TruncationStudy.Integrate(problem, options with { Backend = new ReferenceBackend { Memory = (long)needed } }).KernelNorms);
        Assert.Empty(TruncationStudy.Integrate(problem, options with { Backend = new ReferenceBackend { Memory = (long)needed - 8 } }).KernelNorms);
    }

    // The plain form moves the tensors, so it has to have them.
    [Fact]
    public void The_plain_form_stores_tensors_whatever_is_asked_for()
    {
        TruncationOptions options = TruncationCases.Options([3], [0.5], 1e-6) with { Storage = TangentStorage.MatrixFree };
        Assert.Empty(TruncationStudy.Integrate(TruncationCases.OneLayer(4), options).KernelNorms);
        Assert.NotEmpty(TruncationStudy.Integrate(TruncationCases.OneLayer(4), options with { Form = HierarchyForm.Plain }).KernelNorms);
    }

    private static FiniteNetwork Network(int width, int outputs = 1) => new(new Network(Activation.Tanh, 1, 1), 3, [width], outputs);
}
