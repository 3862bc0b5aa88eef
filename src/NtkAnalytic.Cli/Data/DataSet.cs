using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Options;

namespace NtkAnalytic.Cli.Data;

/// <summary>A table whose columns have been told apart, and which of its rows are wanted.</summary>
/// <param name="Path">The file.</param>
/// <param name="Table">Its numbers.</param>
/// <param name="FeatureColumns">The columns that are inputs; at least one.</param>
/// <param name="TargetColumn">The column to predict; null for none.</param>
/// <param name="Scaling">What is done to the features.</param>
/// <param name="TrainRange">The training rows asked for, if any.</param>
/// <param name="TestRange">The test rows asked for, if any.</param>
internal sealed record DataSet(
    string Path,
    NumericTable Table,
    int[] FeatureColumns,
    int? TargetColumn,
    Scaling Scaling,
    RowRange? TrainRange,
    RowRange? TestRange)
{
    /// <summary>The name of the target column; null for none.</summary>
    public string? TargetName => TargetColumn is { } column ? Table.Columns[column] : null;

    /// <summary>The scaled features of some rows.</summary>
    /// <param name="train">The rows that the scales are learnt from.</param>
    /// <param name="parts">The rows of each matrix wanted.</param>
    /// <returns>A matrix for each part, a row a point.</returns>
    public Matrix<double>[] Features(RowSet train, params IReadOnlyList<RowSet> parts)
    {
        FeatureScaler scaler = FeatureScaler.Fit(Table, FeatureColumns, Scaling, train);
        return [.. parts.Select(scaler.Apply)];
    }

    /// <summary>The target of some rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>Their numbers in the target column.</returns>
    public double[] TargetOf(RowSet rows) => [.. rows.Indices.Select(row => Table[row, TargetColumn!.Value])];

    /// <summary>The file, its features and what is done to them, in a line.</summary>
    /// <returns>For people.</returns>
    public string Describe()
    {
        string scaling = Scaling switch
        {
            Scaling.Unit => "rows scaled to norm 1",
            Scaling.Standardize => "columns standardized",
            Scaling.Max => "divided by their largest absolute value",
            _ => "not scaled",
        };
        string target = TargetName is null ? "no target" : $"target '{TargetName}'";
        return $"{Table.Name}, {FeatureColumns.Length} features {scaling}, {target}";
    }
}
