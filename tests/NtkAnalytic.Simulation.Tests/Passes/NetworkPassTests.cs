using NtkAnalytic.Networks;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Passes;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Tests.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Passes;

public class NetworkPassTests
{
    public static TheoryData<Architecture, Initialization, bool> Kinds => new()
    {
        { Architecture.FullyConnected, Initialization.Standard, false },
        { Architecture.FullyConnected, Initialization.Mirrored, true },
        { Architecture.Residual, Initialization.Standard, true },
        { Architecture.ScaledResidual, Initialization.Mirrored, false },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_gradient_is_the_central_difference_of_the_outputs(Architecture architecture, Initialization initialization, bool standard)
    {
        Network description = new Network(Activation.Tanh, 2, 1.7, 0.3).WithArchitecture(architecture);
        if (standard)
        {
            description = description.WithStandardParameterization(4);
        }

        var network = new FiniteNetwork(description, 3, [4], 2, initialization);
        var backend = new ReferenceBackend();
        using TensorScope scope = backend.NewScope();
        const int Batch = 2;
        int count = (int)network.ParameterCount;
        Tensor parameters = scope.Allocate(Batch, 1, count);
        Tensor inputs = scope.Allocate(1, 3, 3);
        backend.Write([0.5, -1, 0.25, 1, 0.75, -0.5, 0, 0.5, 1], inputs);
        Tensor signal = scope.Allocate(Batch, 3, 2);
        backend.FillNormal(signal, new RandomKey(5, 0, 0));
        var pass = new NetworkPass(backend, scope, network, parameters, inputs);
        backend.FillNormal(parameters, new RandomKey(7, 0, 0));
        Tensor gradient = scope.Allocate(Batch, 1, count);
        pass.Forward();
        pass.Gradient(signal, pass.Views(gradient));
        double[] actual = backend.ToArray(gradient);
        double[] start = backend.ToArray(parameters);
        double[] weights = backend.ToArray(signal);
        for (int i = 0; i < start.Length; i++)
        {
            // The third derivative is of order 1 here, so the difference is good to h^2 = 1e-8 and rounding to 1e-12.
            double difference = (Form(start, i, 1e-4) - Form(start, i, -1e-4)) / 2e-4;
            Assert.InRange(actual[i], difference - 1e-6, difference + 1e-6);
        }

        double Form(double[] at, int index, double step)
        {
            double[] moved = (double[])at.Clone();
            moved[index] += step;
            backend.Write(moved, parameters);
            pass.Forward();
            return backend.ToArray(pass.Outputs).Zip(weights, (f, s) => f * s).Sum();
        }
    }

    [Fact]
    public void A_mirrored_network_starts_at_zero()
    {
        var network = new FiniteNetwork(new Network(Activation.Erf, 1, 2, 0.5), 2, [5], 1, Initialization.Mirrored);
        var backend = new ReferenceBackend();
        using TensorScope scope = backend.NewScope();
        Tensor parameters = scope.Allocate(3, 1, (int)network.ParameterCount);
        ParameterDraw.Fill(backend, network, parameters, 1, 0);
        var pass = new NetworkPass(backend, scope, network, parameters, scope.FromMatrix(MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(1, 2, 1)));
        pass.Forward();
        Assert.All(backend.ToArray(pass.Copies[0].Outputs), value => Assert.NotEqual(0, value));
        Assert.All(backend.ToArray(pass.Outputs), value => Assert.Equal(0, value));
    }
}
