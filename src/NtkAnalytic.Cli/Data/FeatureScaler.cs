using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Cli.Data;

/// <summary>Takes the features of some rows out of a table, scaled by what was learnt from the training rows alone.</summary>
internal sealed class FeatureScaler
{
    private readonly NumericTable _table;
    private readonly int[] _columns;
    private readonly Scaling _scaling;
    private readonly double[] _shift;
    private readonly double[] _divisor;

    private FeatureScaler(NumericTable table, int[] columns, Scaling scaling, double[] shift, double[] divisor)
    {
        _table = table;
        _columns = columns;
        _scaling = scaling;
        _shift = shift;
        _divisor = divisor;
    }

    /// <summary>Learns the scales.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns that are features.</param>
    /// <param name="scaling">What to do.</param>
    /// <param name="train">The rows to learn from.</param>
    /// <returns>The scaler.</returns>
    public static FeatureScaler Fit(NumericTable table, int[] columns, Scaling scaling, RowSet train)
    {
        double[] shift = new double[columns.Length];
        double[] divisor = new double[columns.Length];
        Array.Fill(divisor, 1);
        switch (scaling)
        {
            case Scaling.Standardize:
                for (int k = 0; k < columns.Length; k++)
                {
                    (shift[k], divisor[k]) = MeanAndDeviation(table, columns[k], train);
                }

                break;
            case Scaling.Max:
                double largest = train.Indices.Max(row => columns.Max(column => Math.Abs(table[row, column])));
                Array.Fill(divisor, largest > 0 ? largest : 1);
                break;
        }

        return new FeatureScaler(table, columns, scaling, shift, divisor);
    }

    /// <summary>The scaled features of some rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>rows x features.</returns>
    public Matrix<double> Apply(RowSet rows)
    {
        Matrix<double> features = Matrix<double>.Build.Dense(rows.Count, _columns.Length);
        double[] point = new double[_columns.Length];
        for (int i = 0; i < rows.Count; i++)
        {
            for (int k = 0; k < point.Length; k++)
            {
                point[k] = (_table[rows.Indices[i], _columns[k]] - _shift[k]) / _divisor[k];
            }

            if (_scaling == Scaling.Unit)
            {
                DivideByNorm(point);
            }

            features.SetRow(i, point);
        }

        return features;
    }

    // A column that is constant in the training rows has no deviation to divide by: it is only shifted. The deviation of
    // equal numbers can come out as a rounding error of their mean, hence the bound of a few of its last places.
    private static (double Mean, double Deviation) MeanAndDeviation(NumericTable table, int column, RowSet rows)
    {
        double mean = rows.Indices.Average(row => table[row, column]);
        double deviation = Math.Sqrt(rows.Indices.Average(row => Math.Pow(table[row, column] - mean, 2)));
        return (mean, deviation > 1e-14 * Math.Abs(mean) ? deviation : 1);
    }

    // Dividing by the largest entry first keeps the squares of large and small numbers in range.
    private static void DivideByNorm(double[] point)
    {
        double largest = point.Max(Math.Abs);
        if (largest == 0)
        {
            return;
        }

        double norm = Math.Sqrt(point.Sum(value => Math.Pow(value / largest, 2)));
        for (int k = 0; k < point.Length; k++)
        {
            point[k] = point[k] / largest / norm;
        }
    }
}
