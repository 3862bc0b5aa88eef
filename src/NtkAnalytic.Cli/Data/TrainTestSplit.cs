using NtkAnalytic.Cli.Options;

namespace NtkAnalytic.Cli.Data;

/// <summary>Which rows train and which test.</summary>
/// <param name="Train">At least one row.</param>
/// <param name="Test">At least one row, none of them in <paramref name="Train"/>.</param>
internal sealed record TrainTestSplit(RowSet Train, RowSet Test)
{
    /// <summary>
    /// The split that was asked for: with one range, the other takes the rest; with none, the first 80 % of the rows train.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="train">The range of --train-rows, if any.</param>
    /// <param name="test">The range of --test-rows, if any.</param>
    /// <returns>The split.</returns>
    /// <exception cref="UsageException">A part is empty, or the two overlap.</exception>
    public static TrainTestSplit Of(NumericTable table, RowRange? train, RowRange? test)
    {
        RowSet? trainRows = train is null ? null : RowSet.Of(train, DataOptions.TrainRows, table);
        RowSet? testRows = test is null ? null : RowSet.Of(test, DataOptions.TestRows, table);
        trainRows ??= testRows?.Rest(table) ?? RowSet.Between(0, (int)(0.8 * table.RowCount));
        testRows ??= trainRows.Count == 0 ? trainRows : trainRows.Rest(table);
        if (trainRows.Count == 0 || testRows.Count == 0)
        {
            string part = trainRows.Count == 0 ? "training" : "testing";
            throw new UsageException($"no rows are left for {part}: {table.Name} has {RowSet.Rows(table.RowCount)}");
        }

        int[] both = [.. trainRows.Indices.Intersect(testRows.Indices)];
        return both.Length == 0
            ? new TrainTestSplit(trainRows, testRows)
            : throw new UsageException(
                $"{DataOptions.TrainRows} {trainRows.Text} and {DataOptions.TestRows} {testRows.Text} overlap in {both[0]}:{both[^1] + 1} ({RowSet.Rows(both.Length)})");
    }
}
