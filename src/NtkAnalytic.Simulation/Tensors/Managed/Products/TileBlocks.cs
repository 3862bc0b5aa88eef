namespace NtkAnalytic.Simulation.Tensors.Managed.Products;

/// <summary>A part of the right operand: some of its rows, of some of its columns.</summary>
internal readonly record struct TileBlock(int FirstInner, int Depth, int FirstColumn, int Columns);

/// <summary>Cuts the right operand into blocks: columns by columns, and within them the sums in order, in runs of nearly equal length.</summary>
internal struct TileBlocks(int columns, int columnsInBlock, int inner, int greatestDepth)
{
    private readonly int _depths = (inner + greatestDepth - 1) / greatestDepth;
    private int _next;

    public TileBlock Current { get; private set; }

    public readonly TileBlocks GetEnumerator() => this;

    public bool MoveNext()
    {
        (int columnBlock, int depthBlock) = Math.DivRem(_next++, _depths);
        int column = columnBlock * columnsInBlock;
        if (column >= columns)
        {
            return false;
        }

        int first = (int)((long)inner * depthBlock / _depths);
        int end = (int)((long)inner * (depthBlock + 1) / _depths);
        Current = new TileBlock(first, end - first, column, Math.Min(columnsInBlock, columns - column));
        return true;
    }
}
