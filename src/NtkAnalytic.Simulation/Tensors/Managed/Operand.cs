namespace NtkAnalytic.Simulation.Tensors.Managed;

/// <summary>
/// Where an operand's elements lie, dimensions of 1 standing for any number of copies. Against a destination of one column, columns are
/// taken as rows, since both are contiguous.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly unsafe struct Operand<T>
    where T : unmanaged
{
    private readonly T* _data;
    private readonly long _networkStride;
    private readonly long _rowStride;

    /// <summary>An operand of an operation.</summary>
    /// <param name="tensor">The operand.</param>
    /// <param name="destination">The shape that it broadcasts to.</param>
    public Operand(ManagedTensor<T> tensor, TensorShape destination)
    {
        (int rows, int columns) = Lines(tensor.Shape, destination);
        _data = tensor.Data;
        _networkStride = tensor.BroadcastStride;
        _rowStride = rows == 1 ? 0 : columns;
        Step = columns == 1 ? 0 : 1;
        IsUniform = (rows, columns) == Lines(destination, destination) || (rows == 1 && columns == 1);
    }

    /// <summary>The distance of two columns: 1, or 0 where there is one column.</summary>
    public int Step { get; }

    /// <summary>Whether a network's matrix can be taken as one long row.</summary>
    public bool IsUniform { get; }

    /// <summary>The rows and columns that a shape is taken as.</summary>
    public static (int Rows, int Columns) Lines(TensorShape shape, TensorShape destination) =>
        destination.Columns == 1 ? (1, shape.Rows) : (shape.Rows, shape.Columns);

    /// <summary>The place of an element.</summary>
    public T* At(int network, int row, int column) => _data + (network * _networkStride) + (row * _rowStride) + ((long)column * Step);
}
