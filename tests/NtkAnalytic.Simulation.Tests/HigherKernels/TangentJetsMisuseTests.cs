using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Networks;
using NtkAnalytic.Simulation.HigherKernels;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Tests.EmpiricalKernels;
using NtkAnalytic.Simulation.Tests.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.HigherKernels;

public class TangentJetsMisuseTests
{
    private static readonly Matrix<double> Points = SampleDraws.Points(3, 2, 1);

    [Fact]
    public void Kinked_activations_have_order_2_alone()
    {
        using NetworkSample sample = Make(new Network(Activation.Relu, 2));
        Matrix<double> ntk = sample.Ntk(Points)[0];
        Assert.Equal(ntk[2, 1], TangentJets.Tensors(sample, Points, null, 2)[0].Entry(2, 1), 1e-13 * ntk[2, 2]);
        Assert.Contains("phi''", Refused(sample, 3), StringComparison.Ordinal);
        Assert.Contains("softplus", Refused(sample, 4), StringComparison.Ordinal);
    }

    [Fact]
    public void Softsign_has_order_3_alone()
    {
        using NetworkSample sample = Make(new Network(Activation.Parse("softsign"), 1));
        Assert.Equal(3, TangentJets.Tensors(sample, Points, null, 3)[0].HighestOrder);
        Assert.Contains("K^(4) of softsign", Refused(sample, 4), StringComparison.Ordinal);
    }

    [Fact]
    public void Residual_networks_are_refused()
    {
        using NetworkSample sample = Make(new Network(Activation.Tanh, 2).WithArchitecture(Architecture.Residual));
        Assert.Contains("residual", Refused(sample, 2), StringComparison.Ordinal);
    }

    [Fact]
    public void Orders_and_points_are_checked()
    {
        using NetworkSample sample = Make(new Network(Activation.Tanh, 1));
        Assert.Contains("1 was given", Refused(sample, 1), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TangentJets.Tensors(sample, SampleDraws.Points(3, 1, 1), null, 3));
        Assert.Throws<ArgumentException>(() => TangentJets.Tensors(sample, Points, Points * double.NaN, 3));
        Assert.Throws<ArgumentException>(() => TangentJets.Series(sample, 0, Points, null, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => TangentJets.Series(sample, 1, Points, null, 4));
        using TangentJetSeries series = TangentJets.Series(sample, 0, Points, null, 3);
        Assert.Throws<ArgumentException>(() => series.Kernel(4, new double[12], new double[9]));
        Assert.Throws<ArgumentException>(() => series.Kernel(3, new double[4], new double[9]));
        Assert.Throws<ArgumentException>(() => series.Kernel(3, new double[3], new double[8]));
    }

    [Fact]
    public void Tensors_that_do_not_fit_are_refused_with_the_order_that_does()
    {
        using var sample = new NetworkSample(Network(new Network(Activation.Tanh, 1)), new ReferenceBackend { Memory = 20_000_000 }, 1);
        Matrix<double> points = SampleDraws.Points(30, 2, 1);

        // 465 rows of 30^3 numbers are 0.09 GiB.
        var exception = Assert.Throws<MemoryLimitException>(() => TangentJets.Tensors(sample, points, null, 5));
        Assert.Contains("GiB", exception.Message, StringComparison.Ordinal);
        Assert.Contains("The largest order that fits is 4", exception.Message, StringComparison.Ordinal);
        Assert.Throws<MemoryLimitException>(() => TangentJets.Series(sample, 0, SampleDraws.Points(1000, 2, 1), null, 4));
    }

    private static string Refused(NetworkSample sample, int order)
    {
        string message = Assert.Throws<ArgumentException>(() => TangentJets.Tensors(sample, Points, null, order)).Message;
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => TangentJets.Series(sample, 0, Points, null, order)).Message);
        return message;
    }

    private static FiniteNetwork Network(Network network) => new(network, 2, [4]);

    private static NetworkSample Make(Network network) => new(Network(network), new ManagedBackend(Precision.Double, 1), 1);
}
