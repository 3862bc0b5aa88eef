using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Hierarchy;

/// <summary>Whether a problem fits the kernels, and the times run forwards.</summary>
internal static class ProblemCheck
{
    public static void Check(TangentSeries kernels, HierarchyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(problem.Loss, "problem.Loss");
        CheckMatrix(problem.Targets, kernels.Points, kernels.Outputs, "The targets", "points");
        CheckMatrix(problem.InitialOutputs, kernels.Points, kernels.Outputs, "The outputs at the start", "points");
        problem.Loss.CheckTargets(problem.Targets);
        if (kernels.TestPoints == 0)
        {
            if ((problem.InitialTestOutputs ?? problem.TestTargets) is not null)
            {
                throw new ArgumentException("The kernels have no test points, but outputs or targets of test points were given.", nameof(problem));
            }

            return;
        }

        if (problem.InitialTestOutputs is null)
        {
            throw new ArgumentException($"The kernels have {kernels.TestPoints} test points, whose outputs at the start are missing.", nameof(problem));
        }

        CheckMatrix(problem.InitialTestOutputs, kernels.TestPoints, kernels.Outputs, "The outputs at the start at the test points", "test points");
        if (problem.TestTargets is { } targets)
        {
            CheckMatrix(targets, kernels.TestPoints, kernels.Outputs, "The targets of the test points", "test points");
            problem.Loss.CheckTargets(targets);
        }
    }

    public static void CheckTimes(IReadOnlyList<double> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        if (times.Count == 0)
        {
            throw new ArgumentException("At least one time is needed.", nameof(times));
        }

        for (int i = 0; i < times.Count; i++)
        {
            if (!double.IsFinite(times[i]) || times[i] < 0)
            {
                throw new ArgumentException(FormattableString.Invariant($"Times must be finite and not negative, but time {i} is {times[i]:R}."), nameof(times));
            }

            if (i > 0 && times[i] < times[i - 1])
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Times run backwards: time {i} is {times[i]:R}, after {times[i - 1]:R}. Training goes forwards only."),
                    nameof(times));
            }
        }
    }

    private static void CheckMatrix(Matrix<double> matrix, int rows, int columns, string what, string points)
    {
        ArgumentNullException.ThrowIfNull(matrix, what);
        if (matrix.RowCount != rows || matrix.ColumnCount != columns)
        {
            throw new ArgumentException($"{what} must be {rows} x {columns} ({points} x outputs), but they are {matrix.RowCount} x {matrix.ColumnCount}.");
        }

        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                if (!double.IsFinite(matrix[i, j]))
                {
                    throw new ArgumentException(FormattableString.Invariant($"{what} must be finite, but row {i}, column {j} is {matrix[i, j]}."));
                }
            }
        }
    }
}
