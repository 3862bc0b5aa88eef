using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.HigherKernels;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Tests.EmpiricalKernels;
using NtkAnalytic.Simulation.Tests.Ensembles;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.HigherKernels;

public class WidthSlopeTests
{
    // The table of Huang and Yau's setting: |K^(3)| ~ m^-1.04 and |K^(4)| ~ m^-1.08 over m = 256..16384, both m^-1 in the limit.
    [Fact]
    public void Kernels_of_order_3_and_4_fall_like_one_over_the_width()
    {
        SlowTests.SkipUnlessAskedFor();
        int[] widths = [256, 512, 1024, 2048];
        Matrix<double> points = SampleDraws.Points(4, 4, 3);
        double[][] norms = [.. widths.Select(width => Norms(width, points))];
        for (int order = 3; order <= 4; order++)
        {
            double slope = MathNet.Numerics.Fit.Line(
                [.. widths.Select(width => Math.Log(width))],
                [.. norms.Select(norm => Math.Log(norm[order - 3]))]).B;
            TestContext.Current.SendDiagnosticMessage($"K^({order}): {slope:0.000}");
            Assert.InRange(slope, -1.2, -0.9);
        }
    }

    // Root mean squares over networks.
    private static double[] Norms(int width, Matrix<double> points)
    {
        var network = new FiniteNetwork(new Network(Activation.Tanh, 1, 1), 4, [width]);
        using var sample = new NetworkSample(network, new ManagedBackend(Precision.Double), 7, count: 64);
        IReadOnlyList<TangentTensors> tensors = TangentJets.Tensors(sample, points, null, 4);
        return [.. new[] { 3, 4 }.Select(order => Math.Sqrt(tensors.Average(tensor => tensor.Tensor(order).ToArray().Sum(value => value * value))))];
    }
}
