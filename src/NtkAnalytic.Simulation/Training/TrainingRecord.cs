using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Simulation.Training;

/// <summary>One network at one moment of its training. Immutable.</summary>
public sealed record TrainingRecord
{
    /// <summary>Steps taken; under gradient flow those of the integrator, rejected ones included.</summary>
    public required long Step { get; init; }

    /// <summary>t under gradient flow, else steps times learning rate.</summary>
    public required double Time { get; init; }

    /// <summary>The loss over all training points.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>The loss over the test points; null without any.</summary>
    public double? TestLoss { get; init; }

    /// <summary>The share of training points whose class is right; null when there are no classes.</summary>
    public double? TrainAccuracy { get; init; }

    /// <summary>The share of test points whose class is right; null when there are none.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>|theta_t - theta_0|, Euclidean, over all parameters.</summary>
    public required double ParameterDistance { get; init; }

    /// <summary>|theta_t - theta_0| / |theta_0|; null when theta_0 = 0.</summary>
    public double? RelativeParameterDistance { get; init; }

    /// <summary>||Theta_t - Theta_0||_F / ||Theta_0||_F on the kernel points; null without any, or when Theta_0 = 0.</summary>
    public double? KernelChange { get; init; }

    /// <summary>f on the training points, n x M; null unless outputs are kept.</summary>
    public Matrix<double>? TrainOutputs { get; init; }

    /// <summary>f on the test points, m x M; null unless outputs are kept.</summary>
    public Matrix<double>? TestOutputs { get; init; }

    /// <summary>Theta_t on the kernel points, p x p: the mean over the M outputs of its diagonal blocks; null unless kernels are kept.</summary>
    public Matrix<double>? Kernel { get; init; }
}
