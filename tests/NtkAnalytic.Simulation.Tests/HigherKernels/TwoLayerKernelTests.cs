using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.HigherKernels;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Tests.EmpiricalKernels;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.HigherKernels;

public class TwoLayerKernelTests
{
    private const int Width = 10;
    private const int Inputs = 3;
    private const int Points = 3;

    [Theory]
    [InlineData("tanh")]
    [InlineData("erf")]
    [InlineData("softplus(3)")]
    public void Kernels_of_one_hidden_layer_are_sums_over_neurons(string activation)
    {
        (NetworkSample sample, Matrix<double> points) = Make(activation);
        using (sample)
        {
            TangentTensors tensors = TangentJets.Tensors(sample, points * Math.Sqrt(Inputs), null, 5)[0];
            for (int order = 2; order <= 5; order++)
            {
                IReadOnlyList<NeuronKernels.Monomial> terms = NeuronKernels.OfOrder(order);
                double[] expected = [.. Tuples(order).Select(tuple => Sum(sample, points, (a, sigma, product) =>
                    terms.Sum(term => term.Value(a, tuple, sigma, product))) * Math.Pow(Width, -order / 2.0))];
                double[] actual = [.. Tuples(order).Select(tuple => tensors.Entry(tuple))];
                AssertClose(expected, actual);
            }
        }
    }

    [Fact]
    public void The_kernel_of_order_3_is_the_written_sum()
    {
        (NetworkSample sample, Matrix<double> points) = Make("tanh");
        using (sample)
        {
            TangentTensors tensors = TangentJets.Tensors(sample, points * Math.Sqrt(Inputs), null, 3)[0];
            double[] expected = [.. Tuples(3).Select(i => Sum(sample, points, (a, s, x) =>
                (a * ((s(1, i[0]) * s(0, i[1]) * x(i[0], i[2]) * s(1, i[2]))
                    + (s(0, i[0]) * s(1, i[1]) * x(i[1], i[2]) * s(1, i[2]))
                    + (2 * s(1, i[0]) * s(1, i[1]) * x(i[0], i[1]) * s(0, i[2]))))
                + (a * a * a * x(i[0], i[1]) * s(1, i[2])
                    * ((s(2, i[0]) * s(1, i[1]) * x(i[0], i[2])) + (s(1, i[0]) * s(2, i[1]) * x(i[1], i[2]))))) * Math.Pow(Width, -1.5))];
            AssertClose(expected, [.. Tuples(3).Select(tuple => tensors.Entry(tuple))]);
        }
    }

    // The paper's first layer has no factor 1 / sqrt(d): inputs sqrt(d) times as long make up for ours.
    private static (NetworkSample Sample, Matrix<double> Points) Make(string activation)
    {
        var network = new FiniteNetwork(new Network(Activation.Parse(activation), 1, 1), Inputs, [Width]);
        return (new NetworkSample(network, new ManagedBackend(Precision.Double, 1), 5), SampleDraws.Points(Points, Inputs, 6));
    }

    private static IEnumerable<int[]> Tuples(int length) =>
        Enumerable.Range(0, (int)Math.Pow(Points, length)).Select(number =>
            Enumerable.Range(0, length).Select(place => number / (int)Math.Pow(Points, place) % Points).ToArray());

    private static double Sum(NetworkSample sample, Matrix<double> points, Func<double, Func<int, int, double>, Func<int, int, double>, double> neuron)
    {
        double[] parameters = sample.Parameters(0);
        double sum = 0;
        for (int k = 0; k < Width; k++)
        {
            Vector<double> w = Vector<double>.Build.Dense(parameters[(k * Inputs)..((k + 1) * Inputs)]);
            double[][] derivatives = [.. Enumerable.Range(0, 5).Select(order => Derivative(sample.Network.Network.Activation, order, points * w))];
            sum += neuron(parameters[(Width * Inputs) + k], (order, at) => derivatives[order][at], (b, c) => points.Row(b).DotProduct(points.Row(c)));
        }

        return sum;
    }

    private static double[] Derivative(Activation phi, int order, Vector<double> z)
    {
        double[] values = new double[z.Count];
        phi.EvaluateDerivative(order, z.ToArray(), values);
        return values;
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            // Sums of Width neurons with up to some hundred monomials each.
            Assert.Equal(expected[i], actual[i], 1e-12 * scale);
        }
    }
}
