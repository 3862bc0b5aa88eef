using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Networks;
using NtkAnalytic.Simulation.EmpiricalKernels;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Passes;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Tests.Passes;
using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Training;

public class KernelProductTests
{
    [Theory]
    [MemberData(nameof(NetworkPassTests.Kinds), MemberType = typeof(NetworkPassTests))]
    public void Products_and_the_largest_eigenvalue_are_those_of_the_kernel_matrix(Architecture architecture, Initialization initialization, bool noBiasGradients)
    {
        Network description = new Network(Activation.Erf, 2, 1.7, 0.3).WithArchitecture(architecture);
        description = noBiasGradients ? description.WithBiasGradientFactor(0) : description;
        var network = new FiniteNetwork(description, 3, [6], 2, initialization);
        TensorBackend backend = Problems.Backend;
        using TensorScope scope = backend.NewScope();
        const int Order = 8;
        Tensor parameters = scope.Allocate(2, 1, (int)network.ParameterCount);
        Tensor scratch = scope.Allocate(2, 1, (int)network.ParameterCount);
        ParameterDraw.Fill(backend, network, parameters, 3, 0);
        Tensor points = scope.FromMatrix(Problems.Points(4, 3));
        var pass = new NetworkPass(backend, scope, network, parameters, points);
        pass.Forward();
        var product = new KernelProduct(backend, scope, network, pass, scratch);
        Matrix<double>[] kernels = Kernels(backend, scope, network, parameters, points);
        double[] vectors = [.. Enumerable.Range(0, 2 * Order).Select(i => Math.Sin(i + 1))];
        double[] products = [.. vectors];
        product.Apply(products);
        double[] largest = LargestEigenvalue.Of(2, Order, product.Apply);
        for (int b = 0; b < 2; b++)
        {
            Vector<double> expected = kernels[b] * Vector<double>.Build.Dense(vectors[(b * Order)..((b + 1) * Order)]);
            double[] actual = products[(b * Order)..((b + 1) * Order)];

            // Sums of some tens of numbers.
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 100 * 2.3e-16 * kernels[b].FrobeniusNorm()));
            Assert.Equal(kernels[b].Evd(Symmetricity.Symmetric).EigenValues[Order - 1].Real, largest[b], 1e-4 * largest[b]);
        }
    }

    // Point by point, the outputs of a point together, as the products order them.
    private static Matrix<double>[] Kernels(TensorBackend backend, TensorScope scope, FiniteNetwork network, Tensor parameters, Tensor points)
    {
        var kernel = new EmpiricalKernel(backend, scope, network, parameters, points, null, new KernelRequest(OutputTreatment.Pairs));
        kernel.Forward();
        kernel.Ntk();
        return [.. backend.ToArray(kernel.NtkParts[0]).Chunk(64).Select(entries => Matrix<double>.Build.Dense(8, 8, (row, column) =>
            entries[((((row % 2) * 2) + (column % 2)) * 16) + (row / 2 * 4) + (column / 2)]))];
    }
}
