using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Networks;
using NtkAnalytic.Simulation.EmpiricalKernels;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Tests.EmpiricalKernels;
using NtkAnalytic.Simulation.Tests.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Networks;

public class NetworkSampleTests
{
    private static readonly Matrix<double> Points = SampleDraws.Points(3, 2, 1);

    [Fact]
    public void A_network_is_the_same_whatever_the_sample_it_is_drawn_in()
    {
        using NetworkSample many = Sample(first: 4, count: 3);
        using NetworkSample one = Sample(first: 6, count: 1);
        Assert.Equal(many.Parameters(2), one.Parameters(0));
        Assert.Equal(many.Outputs(Points)[2], one.Outputs(Points)[0]);
        Assert.Equal(many.Ntk(Points)[2], one.Ntk(Points)[0]);
        Assert.NotEqual(many.Parameters(1), many.Parameters(2));
    }

    [Fact]
    public void Parameters_are_set_in_one_network_alone()
    {
        using NetworkSample sample = Sample(count: 3);
        double[] first = sample.Parameters(0);
        double[] last = sample.Parameters(2);
        double[] numbers = [.. Enumerable.Range(0, first.Length).Select(i => (double)i)];
        sample.SetParameters(1, numbers);
        Assert.Equal(first, sample.Parameters(0));
        Assert.Equal(numbers, sample.Parameters(1));
        Assert.Equal(last, sample.Parameters(2));
    }

    // Everything once more in scalars, from the vector of parameters and the definition of the network alone.
    [Theory]
    [InlineData(Parameterization.Ntk)]
    [InlineData(Parameterization.Standard)]
    public void One_hidden_layer_in_scalars(Parameterization parameterization)
    {
        const int Width = 5;
        Network description = new Network(Activation.Tanh, 1).WithWeightVariances(1.3, 2.1).WithBiasVariances(0.4, 0.7);
        bool ntk = parameterization == Parameterization.Ntk;
        using var sample = new NetworkSample(
            new FiniteNetwork(ntk ? description : description.WithStandardParameterization(Width), 2, [Width]), new ReferenceBackend(), 11);
        double[] theta = sample.Parameters(0);
        double w1 = ntk ? Math.Sqrt(1.3 / 2) : 1;
        double w2 = ntk ? Math.Sqrt(2.1 / Width) : 1;
        double b1 = ntk ? Math.Sqrt(0.4) : 1;
        double b2 = ntk ? Math.Sqrt(0.7) : 1;
        Matrix<double> outputs = sample.Outputs(Points)[0];
        Matrix<double> kernel = sample.Ntk(Points)[0];
        Matrix<double> covariance = sample.Nngp(Points)[0];
        for (int p = 0; p < 3; p++)
        {
            double f = b2 * theta[^1];
            for (int k = 0; k < Width; k++)
            {
                f += w2 * theta[(3 * Width) + k] * Math.Tanh(Z(p, k));
            }

            Assert.Equal(f, outputs[p, 0], 1e-14);
            for (int q = 0; q < 3; q++)
            {
                double overlap = (Points[p, 0] * Points[q, 0]) + (Points[p, 1] * Points[q, 1]);
                double features = 0;
                double tangent = b2 * b2;
                for (int k = 0; k < Width; k++)
                {
                    double phi = Math.Tanh(Z(p, k));
                    double phi2 = Math.Tanh(Z(q, k));
                    double a = w2 * theta[(3 * Width) + k];
                    features += phi * phi2;
                    tangent += (w2 * w2 * phi * phi2) + (a * a * (1 - (phi * phi)) * (1 - (phi2 * phi2)) * ((w1 * w1 * overlap) + (b1 * b1)));
                }

                // Some 20 products of numbers of order 1.
                Assert.Equal(tangent, kernel[p, q], 1e-13);
                Assert.Equal((2.1 / Width * features) + 0.7, covariance[p, q], 1e-13);
            }
        }

        double Z(int point, int unit) =>
            (w1 * ((theta[2 * unit] * Points[point, 0]) + (theta[(2 * unit) + 1] * Points[point, 1]))) + (b1 * theta[(2 * Width) + unit]);
    }

    [Theory]
    [InlineData(Architecture.FullyConnected, Initialization.Standard)]
    [InlineData(Architecture.Residual, Initialization.Mirrored)]
    [InlineData(Architecture.ScaledResidual, Initialization.Standard)]
    public void The_kernel_is_the_product_of_central_differences(Architecture architecture, Initialization initialization)
    {
        Network description = new Network(Activation.Erf, 3, 1.6, 0.3).WithArchitecture(architecture);
        using var sample = new NetworkSample(new FiniteNetwork(description, 2, [3], 1, initialization), new ReferenceBackend(), 21);
        Matrix<double> actual = sample.Ntk(Points)[0];
        double[] theta = sample.Parameters(0);
        Matrix<double> expected = Matrix<double>.Build.Dense(3, 3);
        for (int i = 0; i < theta.Length; i++)
        {
            Vector<double> slope = (At(i, 1e-4) - At(i, -1e-4)) / 2e-4;
            expected += slope.OuterProduct(slope);
        }

        // Errors of the differences: h^2 times a third derivative of order 1, in about 40 parameters.
        Assert.InRange((expected - actual).Enumerate().Max(Math.Abs), 0, 1e-6 * actual.Diagonal().Maximum());

        Vector<double> At(int index, double step)
        {
            double[] moved = [.. theta];
            moved[index] += step;
            sample.SetParameters(0, moved);
            return sample.Outputs(Points)[0].Column(0);
        }
    }

    [Fact]
    public void A_mirrored_sample_starts_at_zero_with_the_kernels_of_its_copy()
    {
        Network description = new(Activation.Tanh, 2, 1.6, 0.3);
        using var mirrored = new NetworkSample(new FiniteNetwork(description, 2, [4, 3], 2, Initialization.Mirrored), new ReferenceBackend(), 21);
        using var plain = new NetworkSample(new FiniteNetwork(description, 2, [4, 3], 2), new ReferenceBackend(), 21);
        Assert.Equal(0, mirrored.Outputs(Points)[0].InfinityNorm());
        Assert.InRange((mirrored.Ntk(Points)[0] - plain.Ntk(Points)[0]).Enumerate().Max(Math.Abs), 0, 1e-14 * plain.Ntk(Points)[0].Trace());
        Assert.InRange((mirrored.Nngp(Points)[0] - plain.Nngp(Points)[0]).Enumerate().Max(Math.Abs), 0, 1e-14 * plain.Nngp(Points)[0].Trace());
    }

    [Fact]
    public void The_kernel_of_the_first_layer_is_that_of_the_inputs()
    {
        using NetworkSample sample = Sample();
        Matrix<double> expected = (Points.TransposeAndMultiply(Points) * (1.5 / 2)) + 0.2;
        Assert.InRange((sample.Nngp(Points, layer: 1)[0] - expected).Enumerate().Max(Math.Abs), 0, 1e-14 * expected.Trace());
    }

    [Fact]
    public void Misuse_is_told()
    {
        using NetworkSample sample = Sample(count: 2);
        Matrix<double> bad = Points.Clone();
        bad[2, 1] = double.NaN;
        Told("row 2, column 1", () => sample.Ntk(bad));
        Told("row 2, column 1", () => sample.Nngp(Points, bad));
        Told("row 2, column 1", () => sample.Outputs(bad));
        Told("takes 2 inputs, but the points have 3 columns", () => sample.NtkDiagonal(SampleDraws.Points(3, 3, 1)));
        Told("no output 2: the network has 2", () => sample.Ntk(Points, outputs: OutputTreatment.Single(2)));
        Told("no weight layer 4: they are counted from 1 to 3", () => sample.Nngp(Points, layer: 4));
        Told("no weight layer 0", () => sample.NngpDiagonal(Points, 0));
        Told("2 networks, counted from 0", () => sample.Parameters(2));
        Told("has 42 parameters, but 1 were given", () => sample.SetParameters(0, [1]));
        Told("number 3 (counted from 0) is NaN", () => sample.SetParameters(0, [0, 0, 0, double.NaN, .. new double[38]]));
        Told("at least", () => _ = OutputTreatment.Single(-1), "negative");
        Told("0", () => Sample(count: 0).Dispose());
        Told("at most", () => Sample(count: 100_000_000).Dispose());

        static void Told(string text, Action action, string? other = null)
        {
            string message = Assert.ThrowsAny<ArgumentException>(action).Message;
            Assert.True(message.Contains(text, StringComparison.Ordinal) || (other is not null && message.Contains(other, StringComparison.Ordinal)), message);
        }
    }

    [Fact]
    public void Overflow_is_told()
    {
        using var sample = new NetworkSample(new FiniteNetwork(new Network(Activation.Parse("relu"), 2), 2, [4]), new ReferenceBackend(), 33);
        sample.SetParameters(0, [.. sample.Parameters(0).Select(_ => 1e200)]);
        Matrix<double> ones = Matrix<double>.Build.Dense(1, 2, 1);
        foreach (Action action in new Action[] { () => sample.Ntk(ones), () => sample.Nngp(ones), () => sample.Outputs(ones) })
        {
            Assert.Contains("of network 0", Assert.Throws<OverflowException>(action).Message, StringComparison.Ordinal);
        }
    }

    private static NetworkSample Sample(uint first = 0, int count = 1) =>
        new(new FiniteNetwork(new Network(Activation.Tanh, 2, 1.5, 0.2), 2, [4, 4], 2), new ReferenceBackend(), 33, first, count);
}
