namespace NtkAnalytic.Kernels;

/// <summary>How a matrix is cut into tiles: the size follows from the matrix alone, never from the machine.</summary>
internal sealed class TilePlan
{
    // 192 x 192 products are 288 KiB: with the panels they come from they stay in the second-level cache.
    private const int Largest = 192;
    private const int Grain = 24;

    private TilePlan(int size, List<(int Row, int Column)> tiles)
    {
        Size = size;
        Tiles = tiles;
    }

    /// <summary>The edge of a tile, a multiple of eight.</summary>
    public int Size { get; }

    /// <summary>First row and column of each tile.</summary>
    public List<(int Row, int Column)> Tiles { get; }

    /// <summary>Cuts an n x m matrix; of a symmetric one, only what lies on or above the diagonal.</summary>
    public static TilePlan Cut(int rows, int columns, bool symmetric)
    {
        // Small matrices are cut into some six strips, so that several cores have work.
        int sixth = (Math.Max(rows, columns) + 5) / 6;
        int size = Math.Clamp((sixth + Grain - 1) / Grain * Grain, Grain, Largest);
        var tiles = new List<(int, int)>();
        for (int row = 0; row < rows; row += size)
        {
            for (int column = symmetric ? row : 0; column < columns; column += size)
            {
                tiles.Add((row, column));
            }
        }

        return new TilePlan(size, tiles);
    }
}
