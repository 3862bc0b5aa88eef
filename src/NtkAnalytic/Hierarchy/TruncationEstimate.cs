using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Hierarchy;

/// <summary>
/// What truncation at order p costs, from the solutions at p and at a higher order q: f_q - f_p is the error of p up to that of q.
/// </summary>
/// <remarks>
/// <para>
/// In the width m, errors at order p fall like m^(-p/2) for even p (Huang and Yau, arXiv 1909.08156, theorem 2.6); an odd order was seen
/// to share the exponent of the even one below, because the odd tensors of a network at its start are smaller than their bounds. So where
/// an even number lies in p + 1..q, the error of q is of a smaller order, and the estimate has the right constant at large width: from 3 to 4,
/// from 2 to 4. From 2 to 3, or from 4 to 5, it has the right order of magnitude only, and may be below the error.
/// </para>
/// <para>
/// In the time t, at one width: f_p agrees with training up to t^p, so every pair gives the right constant as t goes to 0. At times beyond
/// the theorem's neither order is near to training, and the estimate says only that.
/// </para>
/// </remarks>
public sealed class TruncationEstimate
{
    private TruncationEstimate(int order, int higherOrder, IReadOnlyList<TruncationEstimateRecord> records)
    {
        Order = order;
        HigherOrder = higherOrder;
        Records = records;
    }

    /// <summary>p, whose error is estimated.</summary>
    public int Order { get; }

    /// <summary>q.</summary>
    public int HigherOrder { get; }

    /// <summary>Whether the error of q falls faster with the width than that of p, so that the estimate has the right constant at large width.</summary>
    public bool HasRightConstant => HigherOrder / 2 > Order / 2;

    /// <summary>The estimates, at those times that both solutions have reached.</summary>
    public IReadOnlyList<TruncationEstimateRecord> Records { get; }

    /// <summary>Compares two solutions of one problem.</summary>
    /// <param name="solution">At order p.</param>
    /// <param name="higher">At order q &gt; p, for the same times.</param>
    /// <returns>The estimate.</returns>
    /// <exception cref="ArgumentException">The second order is not higher, or times or shapes differ.</exception>
    public static TruncationEstimate Between(HierarchySolution solution, HierarchySolution higher)
    {
        ArgumentNullException.ThrowIfNull(solution);
        ArgumentNullException.ThrowIfNull(higher);
        if (higher.Order <= solution.Order)
        {
            throw new ArgumentException($"The second solution must be of a higher order than {solution.Order}, but it is of order {higher.Order}.", nameof(higher));
        }

        int count = Math.Min(solution.Records.Count, higher.Records.Count);
        var records = new TruncationEstimateRecord[count];
        for (int i = 0; i < count; i++)
        {
            records[i] = Compare(i, solution.Records[i], higher.Records[i]);
        }

        return new TruncationEstimate(solution.Order, higher.Order, Array.AsReadOnly(records));
    }

    private static TruncationEstimateRecord Compare(int index, HierarchyRecord record, HierarchyRecord higher)
    {
        if (record.Time != higher.Time)
        {
            throw new ArgumentException(FormattableString.Invariant($"The solutions must be for the same times, but record {index} is at {record.Time:R} in one and at {higher.Time:R} in the other."));
        }

        if (!HaveOneShape(record.Outputs, higher.Outputs) || !HaveOneShape(record.TestOutputs, higher.TestOutputs))
        {
            throw new ArgumentException("The solutions must be of one problem, but their outputs have different shapes.");
        }

        return new TruncationEstimateRecord(
            record.Time,
            RootMeanSquare(higher.Outputs - record.Outputs),
            record.TestOutputs is { } test ? RootMeanSquare(higher.TestOutputs! - test) : null,
            KernelDifference(record, higher));
    }

    private static bool HaveOneShape(Matrix<double>? first, Matrix<double>? second) =>
        first?.RowCount == second?.RowCount && first?.ColumnCount == second?.ColumnCount;

    private static double RootMeanSquare(Matrix<double> difference) =>
        difference.FrobeniusNorm() / Math.Sqrt((double)difference.RowCount * difference.ColumnCount);

    // The rows of the training indices, as in the change of the kernel.
    private static double? KernelDifference(HierarchyRecord record, HierarchyRecord higher)
    {
        if (record.Kernel is not { } kernel || higher.Kernel is not { } other)
        {
            return null;
        }

        int indices = kernel.ColumnCount;
        double norm = kernel.SubMatrix(0, indices, 0, indices).FrobeniusNorm();
        return norm > 0 ? (other - kernel).SubMatrix(0, indices, 0, indices).FrobeniusNorm() / norm : null;
    }
}

/// <summary>An estimate of the truncation error at one time. Immutable.</summary>
/// <param name="Time">t.</param>
/// <param name="Outputs">The root mean square over the outputs at the training points.</param>
/// <param name="TestOutputs">The root mean square over the outputs at the test points; null when there are none.</param>
/// <param name="Kernel">The Frobenius norm over the training indices, relative to that of the kernel; null unless both solutions kept kernels.</param>
public sealed record TruncationEstimateRecord(double Time, double Outputs, double? TestOutputs, double? Kernel);
