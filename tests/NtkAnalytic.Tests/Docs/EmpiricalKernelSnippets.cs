using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.EmpiricalKernels;
using NtkAnalytic.Simulation.Tensors;
using Xunit;

namespace NtkAnalytic.Tests.Docs;

/// <summary>The code of docs/concepts/empirical-kernels.md.</summary>
public class EmpiricalKernelSnippets
{
    [Fact]
    public void Kernels_of_a_sample()
    {
        #region empirical-kernels
        var network = new FiniteNetwork(new Network(Activation.Tanh, hiddenLayers: 2, weightVariance: 1.5), inputs: 2, widths: [256, 256], outputs: 3);
        var backend = new ManagedBackend(Precision.Double);
        using var sample = new NetworkSample(network, backend, seed: 1, count: 4);

        Matrix<double> points = Matrix<double>.Build.DenseOfRowArrays([1, 0], [0.6, 0.8], [0, 2]);
        Matrix<double> ntk = sample.Ntk(points)[0];                                    // network 0, mean over its outputs: 3 x 3
        Matrix<double> pairs = sample.Ntk(points, outputs: OutputTreatment.Pairs)[0];  // every pair of outputs: 9 x 9
        Matrix<double> last = sample.NtkByLayer(points)[2][0];                         // what weight layer 3 contributes
        Matrix<double> nngp = sample.Nngp(points)[0];                                  // equal to it: no biases
        Matrix<double> limit = new Kernel(network.AtInfiniteWidth).Gram(points).Ntk!;  // what all of them tend to
        #endregion

        Assert.Equal(4, sample.Count);
        Assert.Equal((3, 9), (ntk.RowCount, pairs.RowCount));
        Assert.Equal((pairs[1, 4] + pairs[0, 3] + pairs[2, 5]) / 3, ntk[0, 1], 1e-12);
        Assert.InRange((last - nngp).Enumerate().Max(Math.Abs), 0, 1e-12);

        // At width 256 the fluctuations are about 1 / 16 of the kernel.
        Assert.InRange((ntk - limit).FrobeniusNorm() / limit.FrobeniusNorm(), 0, 0.3);
    }
}
