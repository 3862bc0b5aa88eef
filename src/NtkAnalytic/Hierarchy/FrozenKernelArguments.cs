using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Hierarchy;

/// <summary>The checks at the public edge of <see cref="FrozenKernelFlow"/>.</summary>
internal static class FrozenKernelArguments
{
    private const double Epsilon = 2.220446049250313e-16;

    public static void Check(Matrix<double> kernel, HierarchyProblem problem, double accuracy)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(problem);
        if (problem.Loss != OutputLoss.Squared)
        {
            throw new ArgumentException($"There is a closed form for the squared loss alone, but the loss is {problem.Loss}.", nameof(problem));
        }

        if (!(accuracy >= Epsilon) || accuracy >= 1)
        {
            throw new ArgumentException(FormattableString.Invariant($"The accuracy of a kernel is at least 2^-52 and below 1, but it is {accuracy:R}."), nameof(accuracy));
        }

        int points = problem.Targets.RowCount;
        int outputs = problem.Targets.ColumnCount;
        CheckShape(problem.InitialOutputs, points, outputs, "outputs at the start", nameof(problem));
        int testPoints = problem.InitialTestOutputs?.RowCount ?? 0;
        if (problem.InitialTestOutputs is { } test)
        {
            CheckShape(test, testPoints, outputs, "test outputs at the start", nameof(problem));
        }

        if (problem.TestTargets is { } testTargets)
        {
            CheckShape(testTargets, testPoints, outputs, "test targets", nameof(problem));
        }

        int perPoint = kernel.ColumnCount == points ? 1 : outputs;
        CheckShape(kernel, (points + testPoints) * perPoint, points * perPoint, "kernel", nameof(kernel));
        CheckFinite(problem.Targets, "targets", nameof(problem));
        CheckSymmetric(kernel, Math.Max(accuracy, 1e4 * Epsilon));
    }

    private static void CheckShape(Matrix<double> matrix, int rows, int columns, string name, string parameter)
    {
        if (matrix.RowCount != rows || matrix.ColumnCount != columns)
        {
            throw new ArgumentException($"The {name} must be {rows} x {columns}, but there are {matrix.RowCount} x {matrix.ColumnCount} numbers.", parameter);
        }

        CheckFinite(matrix, name, parameter);
    }

    private static void CheckFinite(Matrix<double> matrix, string name, string parameter)
    {
        if (matrix.Find(value => !double.IsFinite(value), Zeros.AllowSkip) is { } found)
        {
            throw new ArgumentException(FormattableString.Invariant($"Row {found.Item1}, column {found.Item2} of the {name} is {found.Item3:R}, but all numbers must be finite."), parameter);
        }
    }

    // A product X X^T that is not computed by halves is symmetric to some sqrt(d) epsilon of its diagonal: 1e4 epsilon allows d = 1e8.
    private static void CheckSymmetric(Matrix<double> kernel, double accuracy)
    {
        double scale = kernel.SubMatrix(0, kernel.ColumnCount, 0, kernel.ColumnCount).Diagonal().AbsoluteMaximum();
        for (int j = 0; j < kernel.ColumnCount; j++)
        {
            for (int i = j + 1; i < kernel.ColumnCount; i++)
            {
                double lower = kernel.At(i, j);
                double upper = kernel.At(j, i);
                if (Math.Abs(lower - upper) > accuracy * Math.Max(scale, Math.Max(Math.Abs(lower), Math.Abs(upper))))
                {
                    throw new ArgumentException(FormattableString.Invariant($"A kernel is symmetric, but row {i}, column {j} is {lower:R} and row {j}, column {i} is {upper:R}."), nameof(kernel));
                }
            }
        }
    }
}
