using System.Numerics;
using System.Runtime.CompilerServices;

namespace NtkAnalytic.Simulation.Tensors.Managed;

/// <summary>An elementwise operation on all networks, with operands that broadcast. Items are runs of rows, or of elements of one long row.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TOperation">The operation.</typeparam>
internal readonly unsafe struct ElementwiseWork<T, TOperation> : IWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TOperation : struct, IElementwise<T>
{
    // Of the order of a first-level cache with three operands.
    private const int ElementsInItem = 8192;

    private readonly TOperation _operation;
    private readonly Operand<T> _a;
    private readonly Operand<T> _b;
    private readonly Operand<T> _destination;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _networks;
    private readonly int _networksInItem;
    private readonly int _rowsInItem;
    private readonly int _columnsInItem;
    private readonly int _rowItems;
    private readonly int _columnItems;

    private ElementwiseWork(TOperation operation, ManagedTensor<T> a, ManagedTensor<T> b, ManagedTensor<T> destination)
    {
        _operation = operation;
        TensorShape shape = destination.Shape;
        _a = new Operand<T>(a, shape);
        _b = new Operand<T>(b, shape);
        _destination = new Operand<T>(destination, shape);
        _networks = shape.Networks;
        (_rows, _columns) = _a.IsUniform && _b.IsUniform ? (1, (int)shape.PerNetwork) : Operand<T>.Lines(shape, shape);
        _columnsInItem = Math.Min(_columns, ElementsInItem);
        _rowsInItem = Math.Clamp(ElementsInItem / _columns, 1, _rows);
        _networksInItem = (int)Math.Clamp(ElementsInItem / shape.PerNetwork, 1, _networks);
        _columnItems = Blocks(_columns, _columnsInItem);
        _rowItems = Blocks(_rows, _rowsInItem);
    }

    /// <summary>Does it.</summary>
    public static void Run(WorkTeam team, TOperation operation, ManagedTensor<T> a, ManagedTensor<T> b, ManagedTensor<T> destination)
    {
        var work = new ElementwiseWork<T, TOperation>(operation, a, b, destination);
        team.Run(work, Blocks(work._networks, work._networksInItem) * work._rowItems * work._columnItems, destination.Shape.Count);
    }

    public void Do(int item)
    {
        (int blockOfNetworks, int block) = Math.DivRem(item, _rowItems * _columnItems);
        (int rowBlock, int columnBlock) = Math.DivRem(block, _columnItems);
        int column = columnBlock * _columnsInItem;
        int columns = Math.Min(_columnsInItem, _columns - column);
        int firstRow = rowBlock * _rowsInItem;
        int endRow = Math.Min(firstRow + _rowsInItem, _rows);
        int first = blockOfNetworks * _networksInItem;
        int end = Math.Min(first + _networksInItem, _networks);
        for (int network = first; network < end; network++)
        {
            for (int row = firstRow; row < endRow; row++)
            {
                Row(_a.At(network, row, column), _a.Step, _b.At(network, row, column), _b.Step, _destination.At(network, row, column), columns);
            }
        }
    }

    private static int Blocks(int length, int block) => (length + block - 1) / block;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row(T* a, int stepA, T* b, int stepB, T* destination, int length)
    {
        TOperation operation = _operation;
        bool keepsOld = operation.KeepsOld;
        int i = 0;
        if (length >= Vector<T>.Count)
        {
            Vector<T> va = new(*a);
            Vector<T> vb = new(*b);
            Vector<T> old = default;
            for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            {
                va = stepA == 0 ? va : Vector.Load(a + i);
                vb = stepB == 0 ? vb : Vector.Load(b + i);
                old = keepsOld ? Vector.Load(destination + i) : old;
                Vector.Store(operation.Apply(va, vb, old), destination + i);
            }
        }

        for (; i < length; i++)
        {
            destination[i] = operation.Apply(a[i * stepA], b[i * stepB], keepsOld ? destination[i] : default);
        }
    }
}
