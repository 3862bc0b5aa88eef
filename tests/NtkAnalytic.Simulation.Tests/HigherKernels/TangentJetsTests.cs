using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.EmpiricalKernels;
using NtkAnalytic.Simulation.HigherKernels;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Tests.EmpiricalKernels;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.HigherKernels;

public class TangentJetsTests
{
    [Fact]
    public void Kernels_of_order_2_to_5_are_nested_derivatives_of_the_network() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(301, 7), Prop.ForAll(JetDraws.Settings.ToArbitrary(), Compare));

    [Fact]
    public void Small_blocks_of_tuples_and_test_rows_change_nothing() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(20).WithReplay(303, 7),
        Prop.ForAll(JetDraws.Settings.Where(setting => setting.Tests > 0).ToArbitrary(), setting =>
        {
            (FiniteNetwork network, int seed, int n, int m, int order) = setting;
            var backend = new ManagedBackend(Precision.Double, 1);
            using var sample = new NetworkSample(network, backend, (ulong)seed);
            var points = new JetPoints(n, m, Rows(n, network, seed), Rows(m, network, seed + 1));
            var small = new JetPlan(n * network.Outputs, order - 2, 2, network.Outputs);
            var large = new JetPlan(n * network.Outputs, order - 2, 100, m * network.Outputs);
            TangentTensors expected = new JetTensors(backend, network, points, large).Run(sample.Parameters(0), null, 0, 1);
            TangentTensors actual = new JetTensors(backend, network, points, small).Run(sample.Parameters(0), null, 0, 1);
            for (int r = 2; r <= order; r++)
            {
                // Products of other shapes are summed in another order.
                AssertClose(expected.Tensor(r), actual.Tensor(r), 1e-13, setting);
            }
        }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Test_rows_at_training_points_are_training_rows(bool isMirrored)
    {
        (NetworkSample sample, Matrix<double> points) = Make(isMirrored ? Initialization.Mirrored : Initialization.Standard, outputs: 2);
        using (sample)
        {
            SampleDraws.Move(sample, 1);
            TangentTensors tensors = TangentJets.Tensors(sample, points, points, 4)[0];
            int indices = tensors.Indices;
            for (int order = 2; order <= 4; order++)
            {
                double scale = Greatest(tensors.Tensor(order));
                int[] tuple = new int[order];
                for (int number = 0; number < Math.Pow(indices, order); number++)
                {
                    for (int place = 0, rest = number; place < order; place++, rest /= indices)
                    {
                        tuple[place] = rest % indices;
                    }

                    double expected = tensors.Entry(tuple);
                    tuple[0] += indices;
                    Assert.Equal(expected, tensors.Entry(tuple), 1e-13 * scale);
                }
            }
        }
    }

    [Fact]
    public void Networks_of_a_sample_have_the_tensors_that_each_has_alone()
    {
        FiniteNetwork network = MakeNetwork(Initialization.Standard, 1);
        Matrix<double> points = SampleDraws.Points(3, 2, 8);
        using var batch = new NetworkSample(network, new ManagedBackend(Precision.Double), 4, first: 5, count: 3);
        IReadOnlyList<TangentTensors> tensors = TangentJets.Tensors(batch, points, null, 4);
        Assert.Equal(3, tensors.Count);
        for (uint i = 0; i < 3; i++)
        {
            using var single = new NetworkSample(network, new ManagedBackend(Precision.Double, 1), 4, first: 5 + i);
            Assert.Equal(TangentJets.Tensors(single, points, null, 4)[0].Tensor(4), tensors[(int)i].Tensor(4));
        }
    }

    [Fact]
    public void Single_precision_comes_near()
    {
        FiniteNetwork network = MakeNetwork(Initialization.Standard, 1);
        Matrix<double> points = SampleDraws.Points(3, 2, 8);
        using var sample = new NetworkSample(network, new ManagedBackend(Precision.Single), 4);
        using var precise = new NetworkSample(network, new ManagedBackend(Precision.Double), 4);
        precise.SetParameters(0, sample.Parameters(0));
        for (int order = 2; order <= 4; order++)
        {
            // Some hundred roundings of 2^-24.
            AssertClose(TangentJets.Tensors(precise, points, null, 4)[0].Tensor(order), TangentJets.Tensors(sample, points, null, 4)[0].Tensor(order), 1e-5, order);
        }
    }

    [Fact]
    public void Mirrored_copies_cancel_in_odd_orders_at_the_start()
    {
        (NetworkSample mirrored, Matrix<double> points) = Make(Initialization.Mirrored, 1);
        (NetworkSample usual, _) = Make(Initialization.Standard, 1);
        using (mirrored)
        using (usual)
        {
            usual.SetParameters(0, mirrored.Parameters(0).AsSpan(0, (int)usual.Network.ParameterCount));
            TangentTensors tensors = TangentJets.Tensors(mirrored, points, null, 5)[0];
            TangentTensors ofCopy = TangentJets.Tensors(usual, points, null, 5)[0];
            AssertClose(ofCopy.Tensor(2), tensors.Tensor(2), 1e-14, "K^(2)");
            AssertClose([.. ofCopy.Tensor(4).ToArray().Select(value => value / 2)], tensors.Tensor(4), 1e-14, "K^(4)");
            Assert.True(Greatest(tensors.Tensor(3)) < 1e-14 * Greatest(ofCopy.Tensor(3)));
            Assert.True(Greatest(tensors.Tensor(5)) < 1e-14 * Greatest(ofCopy.Tensor(5)));
        }
    }

    [Fact]
    public void Linear_models_have_no_higher_kernels()
    {
        using var sample = new NetworkSample(new FiniteNetwork(new Network(Activation.Relu, 0, 1, 0.2), 3, []), new ManagedBackend(Precision.Double), 1);
        TangentTensors tensors = TangentJets.Tensors(sample, SampleDraws.Points(3, 3, 1), SampleDraws.Points(2, 3, 2), 4)[0];
        Assert.True(Greatest(tensors.Tensor(2)) > 0);
        Assert.Equal(0, Greatest(tensors.Tensor(3)));
        Assert.Equal(0, Greatest(tensors.Tensor(4)));
    }

    [Fact]
    public void The_kernel_of_order_3_is_the_change_of_the_NTK_along_a_gradient()
    {
        (NetworkSample sample, Matrix<double> points) = Make(Initialization.Standard, 1, width: 30);
        using (sample)
        {
            const double Step = 1e-4;
            double[] start = sample.Parameters(0);
            Matrix<double> jacobian = JacobianOracle.Jacobians(sample, points)[0];
            TangentTensors tensors = TangentJets.Tensors(sample, points, null, 3)[0];
            double scale = Greatest(tensors.Tensor(3));
            for (int c = 0; c < points.RowCount; c++)
            {
                Matrix<double> Moved(double step)
                {
                    sample.SetParameters(0, [.. start.Select((value, i) => value + (step * jacobian[c, i]))]);
                    return sample.Ntk(points)[0];
                }

                // A central difference: its error is Step^2 / 6 times a third derivative of the order of the kernels.
                Matrix<double> expected = (Moved(Step) - Moved(-Step)) / (2 * Step);
                expected.MapIndexedInplace((a, b, value) => value - tensors.Entry(a, b, c));
                Assert.True(expected.ToColumnMajorArray().Max(Math.Abs) < 1e-6 * scale);
            }
        }
    }

    [Fact]
    public void Progress_ends_at_one_and_cancellation_stops()
    {
        (NetworkSample sample, Matrix<double> points) = Make(Initialization.Standard, 1);
        using (sample)
        {
            var reports = new Reports();
            TangentJets.Tensors(sample, points, points, 4, new SampleOptions { Progress = reports });
            Assert.Equal(1, reports.Values[^1], 1e-12);
            Assert.Equal(reports.Values.Order(), reports.Values);
            using var cancelled = new CancellationTokenSource();
            cancelled.Cancel();
            Assert.Throws<OperationCanceledException>(() => TangentJets.Tensors(sample, points, null, 3, new SampleOptions { CancellationToken = cancelled.Token }));
        }
    }

    // Three directions are a block of two and one of one, for each of two test rows.
    [Fact]
    public void Progress_counts_tuples_and_blocks_of_test_rows()
    {
        (NetworkSample sample, Matrix<double> points) = Make(Initialization.Standard, 1);
        using (sample)
        {
            double[] rows = points.ToRowMajorArray();
            var reports = new Reports();
            var jets = new JetTensors(sample.Backend, sample.Network, new JetPoints(3, 2, rows, rows[..4]), new JetPlan(3, 1, 2, 1));
            jets.Run(sample.Parameters(0), new SampleOptions { Progress = reports }, 0.5, 0.5);
            Assert.Equal([0.5 + (1 / 6.0), 0.75, 0.75 + (1 / 6.0), 1], reports.Values, Near);

            static bool Near(double expected, double actual) => Math.Abs(expected - actual) < 1e-13;
        }
    }

    private static (NetworkSample Sample, Matrix<double> Points) Make(Initialization initialization, int outputs, int width = 5) =>
        (new NetworkSample(MakeNetwork(initialization, outputs, width), new ManagedBackend(Precision.Double, 1), 4), SampleDraws.Points(3, 2, 8));

    private static FiniteNetwork MakeNetwork(Initialization initialization, int outputs, int width = 5) =>
        new(new Network(Activation.Tanh, 2, 1.5, 0.3), 2, [width, width + 1], outputs, initialization);

    private static double[] Rows(int count, FiniteNetwork network, int seed) => SampleDraws.Points(count, network.Inputs, seed).ToRowMajorArray();

    private static double Greatest(ReadOnlySpan<double> values)
    {
        double scale = 0;
        foreach (double value in values)
        {
            scale = Math.Max(scale, Math.Abs(value));
        }

        return scale;
    }

    private static void Compare((FiniteNetwork Network, int Seed, int Points, int Tests, int Order) setting)
    {
        (FiniteNetwork network, int seed, int n, int m, int order) = setting;
        var backend = new ManagedBackend(Precision.Double, 1);
        using var sample = new NetworkSample(network, backend, (ulong)seed);
        SampleDraws.Move(sample, seed);
        Matrix<double> points = SampleDraws.Points(n + m, network.Inputs, seed + 1);
        Matrix<double> training = points.SubMatrix(0, n, 0, network.Inputs);
        Matrix<double>? test = m == 0 ? null : points.SubMatrix(n, m, 0, network.Inputs);
        TangentTensors tensors = TangentJets.Tensors(sample, training, test, order)[0];
        for (int k = 0; k <= order - 2; k++)
        {
            double[] expected = Packed(new NestedDerivatives(network, sample.Parameters(0), points, k), n * network.Outputs, m * network.Outputs, k);
            // Sums of some thousand products, each a few roundings off: 1e-10 of the largest entry leaves room for cancellation in it.
            AssertClose(expected, tensors.Tensor(k + 2), 1e-10, setting);
        }
    }

    private static double[] Packed(NestedDerivatives oracle, int indices, int tests, int k)
    {
        int columns = (int)Math.Pow(indices, k);
        int rows = (indices * (indices + 1) / 2) + (tests * indices);
        double[] tensor = new double[rows * columns];
        for (int column = 0; column < columns; column++)
        {
            int[] directions = [.. Enumerable.Range(0, k).Select(j => column / (int)Math.Pow(indices, k - 1 - j) % indices)];
            double[] kernel = oracle.Kernel(directions, indices);
            int row = 0;
            for (int a = 0; a < indices + tests; a++)
            {
                for (int b = 0; b < (a < indices ? a + 1 : indices); b++)
                {
                    tensor[(row++ * columns) + column] = kernel[(a * indices) + b];
                }
            }
        }

        return tensor;
    }

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance, object setting)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = Greatest(expected);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * scale, $"{setting}: entry {i} is {actual[i]:R}, expected {expected[i]:R}");
        }
    }

    private sealed class Reports : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }
}
