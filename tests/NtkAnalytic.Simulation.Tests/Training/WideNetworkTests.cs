using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using NtkAnalytic.Kernels;
using NtkAnalytic.Regression;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Training;

/// <summary>Wide networks follow their kernel: f_t(x) = f_0(x) + Theta(x, X) Theta^-1 (1 - exp(-Theta t / n)) (y - f_0(X)).</summary>
public class WideNetworkTests
{
    private const int Count = 4;
    private static readonly Matrix<double> s_points = Problems.Points(Count, 3);
    private static readonly Matrix<double> s_test = Problems.Points(2, 3, 0.8);
    private static readonly Matrix<double> s_targets = Problems.Quantities(Count, 1);

    // The distance of a training run to that of its own kernel, frozen at the start, falls like 1 / width: Huang and Yau, arXiv
    // 1909.08156, theorem 2.6 with p = 2, whose rate a regression over widths shows.
    [Fact]
    public void The_distance_to_the_frozen_kernel_falls_like_one_over_width()
    {
        int[] widths = [128, 256, 512, 1024];
        double[] logarithms = [.. widths.Select(width => Runs(width, 16, 3, Initialization.Standard).Average(run =>
        {
            Matrix<double> kernel = run.Records[0].Kernel!;
            Matrix<double> residual = s_targets - run.Records[0].TrainOutputs!;
            Matrix<double> predicted = run.Records[0].TestOutputs! + Predict(kernel.SubMatrix(0, Count, 0, Count), kernel.SubMatrix(Count, 2, 0, Count), residual, 3);
            return Math.Log((predicted - run.Records[^1].TestOutputs!).FrobeniusNorm());
        }))];
        double slope = MathNet.Numerics.Fit.Line([.. widths.Select(width => Math.Log(width))], logarithms).B;


        // 16 networks a width leave some 0.1 on the slope, and terms of order width^-3/2 change it by as much.
        Assert.InRange(slope, -1.3, -0.7);
    }

    // After a long time the outputs are those of kernel regression with the kernel of infinite width, up to a bias of order 1 / width that the
    // spread of 24 networks covers.
    [Fact]
    public void Trained_for_long_a_wide_network_is_kernel_regression_with_the_infinite_kernel()
    {
        const int Networks = 24;
        FiniteNetwork network = Network(384);
        var kernel = new Kernel(network.AtInfiniteWidth);
        KernelRegression regression = KernelRegression.Fit(kernel.Gram(s_points, KernelKinds.Ntk).Ntk, s_targets, Ridge.None);
        Matrix<double> expected = regression.Predict(kernel.Cross(s_test, s_points, KernelKinds.Ntk).Ntk);
        IReadOnlyList<TrainingRun> runs = Runs(384, Networks, 150);
        for (int i = 0; i < 2; i++)
        {
            double[] outputs = [.. runs.Select(run => run.Records[^1].TestOutputs![i, 0])];
            double mean = outputs.Average();
            double error = Math.Sqrt(outputs.Sum(output => (output - mean) * (output - mean)) / (Networks - 1) / Networks);
            Assert.InRange((mean - expected[i, 0]) / error, -5, 5);
            Assert.True(error < 0.05 * Math.Abs(expected[i, 0]), $"{error} of {expected[i, 0]}");
        }
    }

    private static FiniteNetwork Network(int width, Initialization initialization = Initialization.Mirrored) =>
        new(new Network(Activation.Erf, 1, 1.5, 0.3), 3, [width], 1, initialization);

    private static IReadOnlyList<TrainingRun> Runs(int width, int networks, double time, Initialization initialization = Initialization.Mirrored)
    {
        TrainingProblem problem = new TrainingProblem(Network(width, initialization), s_points, s_targets, TrainingLoss.SquaredError)
            .WithTest(s_test, Problems.Quantities(2, 1))
            .WithKernel(s_points.Stack(s_test));
        return Trainer.Train(problem, new GradientFlow(1e-7, 1e-7, 10000), Problems.Options(0, time) with { Networks = networks }).Runs;
    }

    private static Matrix<double> Predict(Matrix<double> gram, Matrix<double> cross, Matrix<double> residual, double time)
    {
        Evd<double> spectrum = gram.Evd(Symmetricity.Symmetric);
        Matrix<double> factors = Matrix<double>.Build.Diagonal(Count, Count, k =>
            -Math.Exp(-spectrum.EigenValues[k].Real * time / Count) / spectrum.EigenValues[k].Real + (1 / spectrum.EigenValues[k].Real));
        return cross * spectrum.EigenVectors * factors * spectrum.EigenVectors.Transpose() * residual;
    }
}
