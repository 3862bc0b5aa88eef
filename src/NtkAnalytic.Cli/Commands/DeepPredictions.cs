using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Data;
using NtkAnalytic.DepthLimits;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The predictions for test rows at infinite depth.</summary>
/// <param name="TrainRows">The rows whose targets are weighed.</param>
/// <param name="TestRows">The rows that are predicted.</param>
/// <param name="Limit">The weights, and why they are these.</param>
/// <param name="Targets">The target of each test row; null when the data have no target.</param>
/// <param name="Predictions">The prediction for each test row; null when the data have no target or the weights are not known.</param>
internal sealed record DeepPredictions(
    RowSet TrainRows, RowSet TestRows, MeanPredictorLimit Limit, IReadOnlyList<double>? Targets, IReadOnlyList<double>? Predictions)
{
    /// <summary>Takes the limit of the mean predictor, and applies it to the target as it stands in the file.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data.</param>
    /// <param name="trainRows">The training rows.</param>
    /// <param name="testRows">The test rows.</param>
    /// <param name="training">The features of the training rows.</param>
    /// <param name="inputs">The features of the test rows.</param>
    /// <param name="options">Progress, cancellation.</param>
    /// <returns>The predictions.</returns>
    public static DeepPredictions Of(
        Network network,
        DataSet data,
        RowSet trainRows,
        RowSet testRows,
        Matrix<double> training,
        Matrix<double> inputs,
        KernelOptions options)
    {
        var limit = MeanPredictorLimit.Of(network, training, inputs, options);
        if (data.TargetColumn is null)
        {
            return new DeepPredictions(trainRows, testRows, limit, null, null);
        }

        double[]? predictions = limit.Weights?.Multiply(Vector<double>.Build.Dense(data.TargetOf(trainRows))).ToArray();
        return new DeepPredictions(trainRows, testRows, limit, data.TargetOf(testRows), predictions);
    }
}
