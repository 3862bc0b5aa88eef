namespace NtkAnalytic.Simulation.Tensors;

/// <summary>
/// Owns the memory of tensors: all of it goes back to the backend when the scope ends. Buffers are made once, before a loop, so the
/// loop itself allocates nothing. Not for several threads at once.
/// </summary>
public sealed class TensorScope : IDisposable
{
    private readonly TensorBackend _backend;
    private readonly List<Tensor> _owned = [];

    internal TensorScope(TensorBackend backend) => _backend = backend;

    /// <summary>A tensor whose contents are undefined until it is written.</summary>
    /// <param name="networks">At least 1.</param>
    /// <param name="rows">At least 1.</param>
    /// <param name="columns">At least 1.</param>
    /// <returns>The tensor, which belongs to this scope.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is less than 1.</exception>
    public Tensor Allocate(int networks, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(networks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        Tensor tensor = _backend.Allocate(new TensorShape(networks, rows, columns));
        _owned.Add(tensor);
        return tensor;
    }

    /// <summary>A tensor of one network that holds a matrix.</summary>
    /// <param name="matrix">Its entries.</param>
    /// <returns>The tensor, 1 x rows x columns, which belongs to this scope.</returns>
    public Tensor FromMatrix(MathNet.Numerics.LinearAlgebra.Matrix<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        Tensor tensor = Allocate(1, matrix.RowCount, matrix.ColumnCount);
        _backend.Write(matrix.ToRowMajorArray(), tensor);
        return tensor;
    }

    /// <summary>Gives the memory of all its tensors back.</summary>
    public void Dispose()
    {
        foreach (Tensor tensor in _owned)
        {
            _backend.Release(tensor);
        }

        _owned.Clear();
    }
}
