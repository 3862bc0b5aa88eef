namespace NtkAnalytic.Simulation.Tensors;

/// <summary>
/// The shape of a tensor: one matrix for each of several networks. Where an operation broadcasts, a dimension of 1 stands for any
/// number of equal copies.
/// </summary>
/// <param name="Networks">The number of networks, at least 1.</param>
/// <param name="Rows">The rows of each matrix, at least 1.</param>
/// <param name="Columns">The columns of each matrix, at least 1.</param>
public readonly record struct TensorShape(int Networks, int Rows, int Columns)
{
    /// <summary>The number of elements of one network.</summary>
    public long PerNetwork => (long)Rows * Columns;

    /// <summary>The number of elements of all networks.</summary>
    public long Count => Networks * PerNetwork;

    /// <summary>The shape with rows and columns exchanged.</summary>
    public TensorShape Transposed => new(Networks, Columns, Rows);

    /// <summary>Whether this shape can be repeated to fill another: each dimension is equal or 1.</summary>
    /// <param name="shape">The shape to fill.</param>
    /// <returns>True when it can.</returns>
    public bool BroadcastsTo(TensorShape shape) =>
        (Networks == shape.Networks || Networks == 1) && (Rows == shape.Rows || Rows == 1) && (Columns == shape.Columns || Columns == 1);

    /// <summary>The shape for people: networks x rows x columns.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Networks} x {Rows} x {Columns}");
}
