using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Kernels;
using NtkAnalytic.Networks;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Networks;

public class FiniteNetworkTests
{
    private static readonly Matrix<double> s_point = Matrix<double>.Build.Dense(1, 3, 1);

    [Fact]
    public void Widths_that_make_no_network_are_refused()
    {
        Network relu = new(Activation.Relu, 2);
        Network residual = relu.WithArchitecture(Architecture.Residual);
        Refused("2 hidden layers take one width for all or 2 of them, but 3 were given.", () => new FiniteNetwork(relu, 3, [4, 4, 4]));
        Refused("One hidden layer takes one width, but 2 were given.", () => new FiniteNetwork(new Network(Activation.Relu, 1), 3, [4, 4]));
        Refused("One hidden layer takes one width, but 0 were given.", () => new FiniteNetwork(new Network(Activation.Relu, 1), 3, []));
        Refused("A network without hidden layers takes no widths, but 1 was given.", () => new FiniteNetwork(new Network(Activation.Relu, 0), 3, [4]));
        Refused("A hidden width must be at least 1, but it is 0", () => new FiniteNetwork(relu, 3, [4, 0]));
        Refused("have one width, but these were given: 4, 5", () => new FiniteNetwork(residual, 3, [4, 5]));
        Refused("at most that many outputs, but 5", () => new FiniteNetwork(residual, 3, [4], 5));
        Assert.Equal(4, new FiniteNetwork(residual, 3, [4], 4).Outputs);

        static void Refused(string text, Func<FiniteNetwork> make) =>
            Assert.Contains(text, Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal);
    }

    // The NTK in standard parameterization grows with the widths: that of infinite width is scaled by those of the network.
    [Fact]
    public void Infinite_width_in_standard_parameterization_has_the_widths_of_the_network()
    {
        Network description = new Network(Activation.Relu, 2).WithStandardParameterization(100);
        var network = new FiniteNetwork(description, 3, [7]);
        double expected = new Kernel(description.WithStandardParameterization(7)).Gram(s_point, KernelKinds.Ntk).Ntk[0, 0];
        Assert.Equal(expected, new Kernel(network.AtInfiniteWidth).Gram(s_point, KernelKinds.Ntk).Ntk[0, 0], 1e-13);
        Assert.NotInRange(new Kernel(description).Gram(s_point, KernelKinds.Ntk).Ntk[0, 0], 0.5 * expected, 2 * expected);
    }
}
