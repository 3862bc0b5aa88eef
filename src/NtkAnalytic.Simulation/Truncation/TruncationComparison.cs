using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Simulation.Truncation;

/// <summary>Holds solutions against training, time by time.</summary>
internal static class TruncationComparison
{
    public static TruncationRun Against(this TruncationRun run, TrainingRun trained, HierarchyProblem start)
    {
        int count = Math.Min(trained.Records.Count, run.Solutions.Min(solution => solution.Records.Count));
        return run with
        {
            Trained = trained,
            Records = [.. Enumerable.Range(0, count).Select(i => Compare(run, trained.Records[i], i, start))],
        };
    }

    /// <summary>The root mean square of the entries of a - b.</summary>
    public static double Distance(Matrix<double> a, Matrix<double> b) => (a - b).FrobeniusNorm() / Math.Sqrt((double)a.RowCount * a.ColumnCount);

    private static TruncationRecord Compare(TruncationRun run, TrainingRecord truth, int index, HierarchyProblem start)
    {
        Matrix<double> outputs = truth.TrainOutputs!;
        Matrix<double> kernel = truth.Kernel!;
        return new TruncationRecord
        {
            Time = truth.Time,
            Loss = truth.TrainLoss,
            OutputChange = Distance(outputs, start.InitialOutputs),
            TestChange = start.InitialTestOutputs is { } test ? Distance(truth.TestOutputs!, test) : null,
            KernelChange = (kernel - run.InitialKernel).FrobeniusNorm() / run.InitialKernel.FrobeniusNorm(),
            Errors =
            [
                .. run.Solutions.Select(solution =>
                {
                    HierarchyRecord record = solution.Records[index];
                    return new TruncationError(
                        solution.Order,
                        Distance(outputs, record.Outputs),
                        record.TestOutputs is { } predictions ? Distance(truth.TestOutputs!, predictions) : null,
                        (kernel - MeanOfOutputs(record.Kernel!, outputs.RowCount, outputs.ColumnCount)).FrobeniusNorm() / kernel.FrobeniusNorm());
                }),
            ],
        };
    }

    // Indices are point * M + output; the trained network's kernel is the mean of the diagonal blocks.
    private static Matrix<double> MeanOfOutputs(Matrix<double> kernel, int points, int outputs) => Matrix<double>.Build.Dense(points, points, (a, b) =>
    {
        double sum = 0;
        for (int k = 0; k < outputs; k++)
        {
            sum += kernel[(a * outputs) + k, (b * outputs) + k];
        }

        return sum / outputs;
    });
}
