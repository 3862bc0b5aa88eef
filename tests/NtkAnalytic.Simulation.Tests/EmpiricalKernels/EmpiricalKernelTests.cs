using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Networks;
using NtkAnalytic.Simulation.EmpiricalKernels;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Tests.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.EmpiricalKernels;

public class EmpiricalKernelTests
{
    private const int Batch = 2;

    [Fact]
    public void The_kernel_is_the_product_of_Jacobians() => ForDraws(101, 50, (sample, x, y) =>
    {
        int outputs = sample.Network.Outputs;
        Matrix<double>[] rows = JacobianOracle.Jacobians(sample, x);
        Matrix<double>[] columns = JacobianOracle.Jacobians(sample, y);
        IReadOnlyList<Matrix<double>> pairs = sample.Ntk(x, y, OutputTreatment.Pairs);
        IReadOnlyList<Matrix<double>> mean = sample.Ntk(x, y);
        IReadOnlyList<Matrix<double>> last = sample.Ntk(x, y, OutputTreatment.Single(outputs - 1));
        IReadOnlyList<Matrix<double>> gram = sample.Ntk(x, null, OutputTreatment.Pairs);
        IReadOnlyList<Vector<double>> diagonal = sample.NtkDiagonal(x, OutputTreatment.Pairs);
        IReadOnlyList<Vector<double>> meanDiagonal = sample.NtkDiagonal(x);
        for (int b = 0; b < Batch; b++)
        {
            double scale = Scale(rows[b], columns[b]);
            Near(rows[b].TransposeAndMultiply(columns[b]), pairs[b], scale);
            Near(JacobianOracle.Mean(rows[b], columns[b], outputs), mean[b], scale);
            Near(
                JacobianOracle.OfOutput(rows[b], outputs, outputs - 1).TransposeAndMultiply(JacobianOracle.OfOutput(columns[b], outputs, outputs - 1)),
                last[b],
                scale);
            Matrix<double> square = rows[b].TransposeAndMultiply(rows[b]);
            Near(square, gram[b], scale);
            Near(square.Diagonal().ToColumnMatrix(), diagonal[b].ToColumnMatrix(), scale);
            Near(JacobianOracle.Mean(rows[b], rows[b], outputs).Diagonal().ToColumnMatrix(), meanDiagonal[b].ToColumnMatrix(), scale);
            Assert.Equal(gram[b], gram[b].Transpose());
        }
    });

    [Fact]
    public void Each_layer_contributes_the_product_of_its_part_of_the_Jacobian() => ForDraws(102, 30, (sample, x, y) =>
    {
        Matrix<double>[] rows = JacobianOracle.Jacobians(sample, x);
        Matrix<double>[] columns = JacobianOracle.Jacobians(sample, y);
        IReadOnlyList<Matrix<double>> total = sample.Ntk(x, y, OutputTreatment.Pairs);
        IReadOnlyList<IReadOnlyList<Matrix<double>>> parts = sample.NtkByLayer(x, y, OutputTreatment.Pairs);
        IReadOnlyList<IReadOnlyList<Matrix<double>>> means = sample.NtkByLayer(x, y);
        Assert.Equal(sample.Network.Network.HiddenLayers + 1, parts.Count);
        for (int b = 0; b < Batch; b++)
        {
            double scale = Scale(rows[b], columns[b]);
            for (int layer = 1; layer <= parts.Count; layer++)
            {
                Matrix<double> left = JacobianOracle.OfLayer(sample.Network, rows[b], layer);
                Matrix<double> right = JacobianOracle.OfLayer(sample.Network, columns[b], layer);
                Near(left.TransposeAndMultiply(right), parts[layer - 1][b], scale);
                Near(JacobianOracle.Mean(left, right, sample.Network.Outputs), means[layer - 1][b], scale);
            }

            Near(parts.Select(part => part[b]).Aggregate((sum, part) => sum + part), total[b], scale);
        }
    });

    [Fact]
    public void Points_may_be_a_networks_own()
    {
        var backend = new ReferenceBackend();
        var network = new FiniteNetwork(new Network(Activation.Tanh, 2, 1.5, 0.2), 3, [5, 4], 2);
        using var sample = new NetworkSample(network, backend, 9, count: 2);
        Matrix<double>[] own = [SampleDraws.Points(3, 3, 1), SampleDraws.Points(3, 3, 2)];
        using TensorScope scope = backend.NewScope();
        Tensor points = scope.Allocate(2, 3, 3);
        backend.Write([.. own[0].ToRowMajorArray(), .. own[1].ToRowMajorArray()], points);
        foreach (bool diagonal in new[] { false, true })
        {
            var kernel = new EmpiricalKernel(backend, scope, network, sample.ParameterTensor, points, null, new KernelRequest(Diagonal: diagonal));
            kernel.Forward();
            kernel.Ntk();
            double[] values = backend.ToArray(kernel.NtkParts[0]);
            for (int b = 0; b < 2; b++)
            {
                Matrix<double> expected = sample.Ntk(own[b])[b];
                double[] entries = diagonal ? expected.Diagonal().ToArray() : expected.ToRowMajorArray();
                Assert.All(entries.Zip(values.Skip(b * entries.Length)), pair => Assert.Equal(pair.First, pair.Second, 1e-13 * expected.Trace()));
            }
        }
    }

    [Fact]
    public void The_kernel_follows_its_parameters()
    {
        var backend = new ReferenceBackend();
        var network = new FiniteNetwork(new Network(Activation.Erf, 2, 1.5, 0.2), 3, [5, 4], 2);
        using var sample = new NetworkSample(network, backend, 9);
        Matrix<double> x = SampleDraws.Points(3, 3, 1);
        using TensorScope scope = backend.NewScope();
        var kernel = new EmpiricalKernel(backend, scope, network, sample.ParameterTensor, scope.FromMatrix(x));
        kernel.Forward();
        kernel.Ntk();
        double[] before = backend.ToArray(kernel.NtkParts[0]);
        Assert.Equal(sample.Ntk(x)[0].ToRowMajorArray(), before);
        SampleDraws.Move(sample, 4);
        kernel.Forward();
        kernel.Ntk();
        Assert.Equal(sample.Ntk(x)[0].ToRowMajorArray(), backend.ToArray(kernel.NtkParts[0]));
        Assert.NotEqual(before, backend.ToArray(kernel.NtkParts[0]));
    }

    [Fact]
    public void Single_precision_is_double_precision_within_its_rounding()
    {
        // The same parameters, rounded. An entry goes through two products in each of 4 weight layers, whose sums of 12 terms of either sign
        // round by about one unit each: 8 units of the diagonal.
        const double Roundings = 8;
        foreach (Architecture architecture in Enum.GetValues<Architecture>())
        {
            var network = new FiniteNetwork(new Network(Activation.Tanh, 3, 1.8, 0.3).WithArchitecture(architecture), 5, [12], 2);
            using var exact = new NetworkSample(network, new ReferenceBackend(), 3);
            using var rounded = new NetworkSample(network, new ReferenceBackend(Precision.Single), 3);
            exact.SetParameters(0, rounded.Parameters(0));
            Matrix<double> x = SampleDraws.Points(6, 5, 8).Map(value => (double)(float)value);
            Matrix<double> expected = exact.Ntk(x)[0];
            Matrix<double> actual = rounded.Ntk(x)[0];
            double bound = Roundings * expected.Diagonal().Maximum() * Math.Pow(2, -24);
            Assert.InRange((expected - actual).Enumerate().Max(Math.Abs), double.Epsilon, bound);
            Matrix<double> nngp = exact.Nngp(x)[0];
            Assert.InRange((nngp - rounded.Nngp(x)[0]).Enumerate().Max(Math.Abs), double.Epsilon, Roundings * nngp.Diagonal().Maximum() * Math.Pow(2, -24));
        }
    }

    // Sums of at most 500 products, each at the end of a path of at most 10: their worst case, 450 times the rounding 2.2e-16.
    private static void Near(Matrix<double> expected, Matrix<double> actual, double scale)
    {
        Assert.Equal((expected.RowCount, expected.ColumnCount), (actual.RowCount, actual.ColumnCount));
        Assert.InRange((expected - actual).Enumerate().Max(Math.Abs), 0, 1e-13 * scale);
    }

    private static double Scale(Matrix<double> rows, Matrix<double> columns) =>
        rows.EnumerateRows().Concat(columns.EnumerateRows()).Max(row => row.DotProduct(row));

    private static void ForDraws(ulong replay, int tests, Action<NetworkSample, Matrix<double>, Matrix<double>> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(replay, 7), Prop.ForAll(SampleDraws.Settings.ToArbitrary(), draw =>
        {
            using var sample = new NetworkSample(draw.Network, new ReferenceBackend(), (ulong)draw.Seed, 3, Batch);
            SampleDraws.Move(sample, draw.Seed);
            holds(sample, SampleDraws.Points(draw.Points, draw.Network.Inputs, draw.Seed), SampleDraws.Points(draw.Points2, draw.Network.Inputs, draw.Seed + 1));
        }));
}
