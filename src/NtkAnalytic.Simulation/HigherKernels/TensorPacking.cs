namespace NtkAnalytic.Simulation.HigherKernels;

/// <summary>Puts kernels of blocks of tuples at their places in the tensors: packed pairs as rows, tuples as columns, the third index slowest.</summary>
internal sealed class TensorPacking
{
    private readonly int _indices;

    /// <summary>Memory for the tensors.</summary>
    /// <param name="indices">N.</param>
    /// <param name="tests">T.</param>
    /// <param name="generators">k, the length of the longest tuples.</param>
    public TensorPacking(int indices, int tests, int generators)
    {
        _indices = indices;
        long rows = ((long)indices * (indices + 1) / 2) + ((long)tests * indices);
        long columns = 1;
        Tensors = new double[generators + 1][];
        for (int length = 0; length <= generators; length++)
        {
            Tensors[length] = new double[rows * columns];
            columns *= indices;
        }
    }

    /// <summary>K^(2), ..., K^(k+2).</summary>
    public double[][] Tensors { get; }

    /// <summary>Takes kernels between training rows.</summary>
    /// <param name="block">The tuples.</param>
    /// <param name="kernels">tuples x N x N.</param>
    /// <param name="isHalf">Whether they are H, and H + H^T is meant.</param>
    public void Training(JetBlock block, ReadOnlySpan<double> kernels, bool isHalf) =>
        Put(block, kernels, 0, _indices, isPacked: true, isHalf);

    /// <summary>Takes kernels between test rows and training rows.</summary>
    /// <param name="block">The tuples.</param>
    /// <param name="kernels">tuples x rows x N.</param>
    /// <param name="first">The first of the test rows.</param>
    /// <param name="rows">Their number.</param>
    public void Test(JetBlock block, ReadOnlySpan<double> kernels, int first, int rows) =>
        Put(block, kernels, ((long)_indices * (_indices + 1) / 2) + ((long)first * _indices), rows, isPacked: false, isHalf: false);

    private void Put(JetBlock block, ReadOnlySpan<double> kernels, long firstRow, int rows, bool isPacked, bool isHalf)
    {
        double[] tensor = Tensors[block.Length];
        (long column, long step, long columns) = Columns(block);
        long row = firstRow;
        for (int a = 0; a < rows; a++)
        {
            for (int b = 0; b < (isPacked ? a + 1 : _indices); b++)
            {
                long place = (row++ * columns) + column;
                int source = (a * _indices) + b;
                int transposed = isHalf ? (b * _indices) + a - source : 0;
                for (int tuple = 0; tuple < block.Count; tuple++)
                {
                    double value = isHalf ? kernels[source] + kernels[source + transposed] : kernels[source];
                    tensor[place] = double.IsFinite(value) ? value : throw new OverflowException(
                        FormattableString.Invariant($"An entry of K^({block.Length + 2}) is not a finite number of this precision."));
                    place += step;
                    source += rows * _indices;
                }
            }
        }
    }

    // The column of the block's first tuple, the distance to the next tuple's, and the number of columns.
    private (long First, long Step, long Count) Columns(JetBlock block)
    {
        if (block.Length == 0)
        {
            return (0, 0, 1);
        }

        long column = block.FirstDirection;
        long step = 1;
        foreach (int direction in block.Rest)
        {
            column = (column * _indices) + direction;
            step *= _indices;
        }

        return (column, step, step * _indices);
    }
}
