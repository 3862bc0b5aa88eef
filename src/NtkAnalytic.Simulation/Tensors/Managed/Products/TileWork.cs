using System.Numerics;

namespace NtkAnalytic.Simulation.Tensors.Managed.Products;

/// <summary>
/// Products by tiles in registers (Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34, 2008): a
/// panel of b stays in the first-level cache while panels of a, packed for the second level, go by. Sums are cut into runs of equal
/// length, which are added up in order. Items are networks; of products too large for that, blocks of rows.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TLanes">The vectors.</typeparam>
internal readonly unsafe struct TileWork<T, TLanes> : IWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    // A panel of b of this depth takes three quarters of a first-level cache of 48 KiB at 512 bits, of 256 rows half a megabyte of the second.
    private const int GreatestDepth = 192;
    private const int RowsInBlock = 96;
    private const int ColumnsInBlock = 3072;

    // For fewer rows, rows of b are read where they lie, if the second-level cache holds them all.
    private const int LeastRowsToPack = 48;
    private const double LeastSizeToPack = 32_768;

    // Rows of b, where they are contiguous, are packed so many at a time.
    private const int StepsInPart = 16;

    // Multiplications in one network's product from which threads share it.
    private const double SharedCost = 4e6;

    private readonly ProductOperands<T> _operands;
    private readonly int _networksInItem;

    private TileWork(ProductOperands<T> operands)
    {
        _operands = operands;
        _networksInItem = (int)Math.Clamp(65_536 / operands.Cost, 1, operands.Networks);
    }

    private bool ReadsDirectly =>
        _operands.ColumnB == 1 && _operands.M < LeastRowsToPack && (double)_operands.K * _operands.N < LeastSizeToPack;

    /// <summary>Does it.</summary>
    public static void Run(WorkTeam team, ProductOperands<T> operands)
    {
        var work = new TileWork<T, TLanes>(operands);
        if (operands.Cost >= SharedCost)
        {
            work.RunShared(team);
            return;
        }

        int items = (operands.Networks + work._networksInItem - 1) / work._networksInItem;
        team.Run(work, items, operands.Networks * operands.Cost / TLanes.Count);
    }

    public void Do(int item)
    {
        int first = item * _networksInItem;
        int end = Math.Min(first + _networksInItem, _operands.Networks);
        for (int network = first; network < end; network++)
        {
            foreach (TileBlock block in TileBlocks())
            {
                T* right = Scratch<T>.Right(PackedSize(block));
                for (int part = 0; part < Parts(block); part++)
                {
                    Pack(network, block, part, right);
                }

                for (int row = 0; row < _operands.M; row += RowsInBlock)
                {
                    Rows(network, block, row, right);
                }
            }
        }
    }

    private static int Strips(TileBlock block) => (block.Columns + TileKernel<T, TLanes>.Columns - 1) / TileKernel<T, TLanes>.Columns;

    private static int PackedSize(TileBlock block) => Strips(block) * TileKernel<T, TLanes>.Columns * block.Depth;

    private TileBlocks TileBlocks() => new(_operands.N, ColumnsInBlock, _operands.K, GreatestDepth);

    private void RunShared(WorkTeam team)
    {
        PinnedBuffer<T>? buffer = null;
        for (int network = 0; network < _operands.Networks; network++)
        {
            foreach (TileBlock block in TileBlocks())
            {
                if (buffer is null || buffer.Capacity < PackedSize(block))
                {
                    buffer = SharedPanels<T>.Room(PackedSize(block));
                }

                team.Run(new PackWork(this, network, block, buffer.Data), Parts(block), (double)block.Columns * block.Depth);
                team.Run(new RowsWork(this, network, block, buffer.Data), (_operands.M + RowsInBlock - 1) / RowsInBlock, double.MaxValue);
            }
        }
    }

    // The parts of a block that are packed by themselves: strips of columns, or runs of rows.
    private int Parts(TileBlock block) => _operands.ColumnB == 1 ? (block.Depth + StepsInPart - 1) / StepsInPart : Strips(block);

    private void Pack(int network, TileBlock block, int part, T* right)
    {
        if (_operands.ColumnB != 1)
        {
            PackStrip(network, block, part, 0, block.Depth, right);
            return;
        }

        // What is read directly is not packed, except for a last strip that is not full.
        int first = part * StepsInPart;
        for (int strip = ReadsDirectly ? block.Columns / TileKernel<T, TLanes>.Columns : 0; strip < Strips(block); strip++)
        {
            PackStrip(network, block, strip, first, Math.Min(StepsInPart, block.Depth - first), right);
        }
    }

    private void PackStrip(int network, TileBlock block, int strip, int first, int depth, T* right)
    {
        int width = TileKernel<T, TLanes>.Columns;
        int column = strip * width;
        Panels<T>.Pack(
            _operands.B(network, block.FirstInner + first, block.FirstColumn + column),
            _operands.ColumnB,
            _operands.RowB,
            Math.Min(width, block.Columns - column),
            depth,
            width,
            right + ((long)column * block.Depth) + ((long)first * width));
    }

    // A block of rows times a block of b.
    private void Rows(int network, TileBlock block, int firstRow, T* right)
    {
        int height = TLanes.TileRows;
        int width = TileKernel<T, TLanes>.Columns;
        int rows = Math.Min(RowsInBlock, _operands.M - firstRow);
        T* left = Scratch<T>.Left(RowsInBlock * block.Depth);
        for (int row = 0; row < rows; row += height)
        {
            Panels<T>.Pack(
                _operands.A(network, firstRow + row, block.FirstInner),
                _operands.RowA,
                _operands.ColumnA,
                Math.Min(height, rows - row),
                block.Depth,
                height,
                left + ((long)row * block.Depth));
        }

        T beta = block.FirstInner == 0 ? _operands.Beta : T.One;
        for (int column = 0; column < block.Columns; column += width)
        {
            int columns = Math.Min(width, block.Columns - column);
            bool isDirect = ReadsDirectly && columns == width;
            T* b = isDirect ? _operands.B(network, block.FirstInner, block.FirstColumn + column) : right + ((long)column * block.Depth);
            for (int row = 0; row < rows; row += height)
            {
                var target = new TileTarget<T>(
                    _operands.C(network, firstRow + row, block.FirstColumn + column),
                    _operands.RowC,
                    Math.Min(height, rows - row),
                    columns,
                    _operands.Alpha,
                    beta);
                TileKernel<T, TLanes>.Run(block.Depth, left + ((long)row * block.Depth), b, isDirect ? _operands.RowB : width, target);
            }
        }
    }

    private readonly struct PackWork(TileWork<T, TLanes> work, int network, TileBlock block, T* right) : IWork
    {
        private readonly T* _right = right;

        public void Do(int item) => work.Pack(network, block, item, _right);
    }

    private readonly struct RowsWork(TileWork<T, TLanes> work, int network, TileBlock block, T* right) : IWork
    {
        private readonly T* _right = right;

        public void Do(int item) => work.Rows(network, block, item * RowsInBlock, _right);
    }
}
