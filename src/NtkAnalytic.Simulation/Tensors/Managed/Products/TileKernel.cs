using System.Numerics;
using System.Runtime.CompilerServices;

namespace NtkAnalytic.Simulation.Tensors.Managed.Products;

/// <summary>Where a tile goes, and how many of its rows and columns are wanted.</summary>
internal readonly unsafe struct TileTarget<T>(T* c, long rowC, int rows, int columns, T alpha, T beta)
    where T : unmanaged
{
    public T* C => c;

    public long RowC => rowC;

    public int Rows => rows;

    public int Columns => columns;

    public T Alpha => alpha;

    public T Beta => beta;
}

/// <summary>
/// Products of a packed panel of a (the rows of a tile side by side, for each step of the sum) and rows of b, in registers: three vectors wide, or one.
/// Each element is summed in order. A row is 0 in a panel where the matrix has none; columns that it has not are computed and not stored.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TLanes">The vectors.</typeparam>
internal static unsafe class TileKernel<T, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    /// <summary>The columns of a tile.</summary>
    public static int Columns => 3 * TLanes.Count;

    /// <summary>C = alpha A B + beta C for one tile.</summary>
    /// <param name="depth">The length of the sums.</param>
    /// <param name="a">A packed panel of <see cref="ILanes{TSelf,T}.TileRows"/> rows.</param>
    /// <param name="b">The first row of b: all columns of the tile can be read.</param>
    /// <param name="stepB">The distance of the rows of b.</param>
    /// <param name="target">The tile.</param>
    public static void Run(int depth, T* a, T* b, long stepB, in TileTarget<T> target)
    {
        // A loop with anything but stores behind it would keep its sums in memory.
        T* tile = stackalloc T[TLanes.TileRows * Columns];
        int lanes = TLanes.Count;
        if (target.Columns > 2 * lanes)
        {
            if (TLanes.TileRows == 8)
            {
                EightByThree(depth, a, b, stepB, tile);
            }
            else
            {
                FourByThree(depth, a, b, stepB, tile);
            }

            Put(target, tile, 0, Columns);
            return;
        }

        for (int column = 0; column < target.Columns; column += lanes)
        {
            if (TLanes.TileRows == 8)
            {
                EightByOne(depth, a, b + column, stepB, tile);
            }
            else
            {
                FourByOne(depth, a, b + column, stepB, tile);
            }

            Put(target, tile, column, lanes);
        }
    }

    /// <summary>24 sums, of 32 registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightByThree(int depth, T* a, T* b, long stepB, T* tile)
    {
        int lanes = TLanes.Count;
        TLanes s00 = default, s01 = default, s02 = default;
        TLanes s10 = default, s11 = default, s12 = default;
        TLanes s20 = default, s21 = default, s22 = default;
        TLanes s30 = default, s31 = default, s32 = default;
        TLanes s40 = default, s41 = default, s42 = default;
        TLanes s50 = default, s51 = default, s52 = default;
        TLanes s60 = default, s61 = default, s62 = default;
        TLanes s70 = default, s71 = default, s72 = default;
        for (; depth > 0; depth--, a += 8, b += stepB)
        {
            TLanes b0 = TLanes.Load(b);
            TLanes b1 = TLanes.Load(b + lanes);
            TLanes b2 = TLanes.Load(b + (2 * lanes));
            TLanes x = TLanes.All(*a);
            s00 = TLanes.MultiplyAdd(x, b0, s00);
            s01 = TLanes.MultiplyAdd(x, b1, s01);
            s02 = TLanes.MultiplyAdd(x, b2, s02);
            x = TLanes.All(a[1]);
            s10 = TLanes.MultiplyAdd(x, b0, s10);
            s11 = TLanes.MultiplyAdd(x, b1, s11);
            s12 = TLanes.MultiplyAdd(x, b2, s12);
            x = TLanes.All(a[2]);
            s20 = TLanes.MultiplyAdd(x, b0, s20);
            s21 = TLanes.MultiplyAdd(x, b1, s21);
            s22 = TLanes.MultiplyAdd(x, b2, s22);
            x = TLanes.All(a[3]);
            s30 = TLanes.MultiplyAdd(x, b0, s30);
            s31 = TLanes.MultiplyAdd(x, b1, s31);
            s32 = TLanes.MultiplyAdd(x, b2, s32);
            x = TLanes.All(a[4]);
            s40 = TLanes.MultiplyAdd(x, b0, s40);
            s41 = TLanes.MultiplyAdd(x, b1, s41);
            s42 = TLanes.MultiplyAdd(x, b2, s42);
            x = TLanes.All(a[5]);
            s50 = TLanes.MultiplyAdd(x, b0, s50);
            s51 = TLanes.MultiplyAdd(x, b1, s51);
            s52 = TLanes.MultiplyAdd(x, b2, s52);
            x = TLanes.All(a[6]);
            s60 = TLanes.MultiplyAdd(x, b0, s60);
            s61 = TLanes.MultiplyAdd(x, b1, s61);
            s62 = TLanes.MultiplyAdd(x, b2, s62);
            x = TLanes.All(a[7]);
            s70 = TLanes.MultiplyAdd(x, b0, s70);
            s71 = TLanes.MultiplyAdd(x, b1, s71);
            s72 = TLanes.MultiplyAdd(x, b2, s72);
        }

        TLanes.Store(s00, tile);
        TLanes.Store(s01, tile + lanes);
        TLanes.Store(s02, tile + (2 * lanes));
        TLanes.Store(s10, tile + (3 * lanes));
        TLanes.Store(s11, tile + (4 * lanes));
        TLanes.Store(s12, tile + (5 * lanes));
        TLanes.Store(s20, tile + (6 * lanes));
        TLanes.Store(s21, tile + (7 * lanes));
        TLanes.Store(s22, tile + (8 * lanes));
        TLanes.Store(s30, tile + (9 * lanes));
        TLanes.Store(s31, tile + (10 * lanes));
        TLanes.Store(s32, tile + (11 * lanes));
        TLanes.Store(s40, tile + (12 * lanes));
        TLanes.Store(s41, tile + (13 * lanes));
        TLanes.Store(s42, tile + (14 * lanes));
        TLanes.Store(s50, tile + (15 * lanes));
        TLanes.Store(s51, tile + (16 * lanes));
        TLanes.Store(s52, tile + (17 * lanes));
        TLanes.Store(s60, tile + (18 * lanes));
        TLanes.Store(s61, tile + (19 * lanes));
        TLanes.Store(s62, tile + (20 * lanes));
        TLanes.Store(s70, tile + (21 * lanes));
        TLanes.Store(s71, tile + (22 * lanes));
        TLanes.Store(s72, tile + (23 * lanes));
    }

    /// <summary>12 sums, of 16 registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByThree(int depth, T* a, T* b, long stepB, T* tile)
    {
        int lanes = TLanes.Count;
        TLanes s00 = default, s01 = default, s02 = default;
        TLanes s10 = default, s11 = default, s12 = default;
        TLanes s20 = default, s21 = default, s22 = default;
        TLanes s30 = default, s31 = default, s32 = default;
        for (; depth > 0; depth--, a += 4, b += stepB)
        {
            TLanes b0 = TLanes.Load(b);
            TLanes b1 = TLanes.Load(b + lanes);
            TLanes b2 = TLanes.Load(b + (2 * lanes));
            TLanes x = TLanes.All(*a);
            s00 = TLanes.MultiplyAdd(x, b0, s00);
            s01 = TLanes.MultiplyAdd(x, b1, s01);
            s02 = TLanes.MultiplyAdd(x, b2, s02);
            x = TLanes.All(a[1]);
            s10 = TLanes.MultiplyAdd(x, b0, s10);
            s11 = TLanes.MultiplyAdd(x, b1, s11);
            s12 = TLanes.MultiplyAdd(x, b2, s12);
            x = TLanes.All(a[2]);
            s20 = TLanes.MultiplyAdd(x, b0, s20);
            s21 = TLanes.MultiplyAdd(x, b1, s21);
            s22 = TLanes.MultiplyAdd(x, b2, s22);
            x = TLanes.All(a[3]);
            s30 = TLanes.MultiplyAdd(x, b0, s30);
            s31 = TLanes.MultiplyAdd(x, b1, s31);
            s32 = TLanes.MultiplyAdd(x, b2, s32);
        }

        TLanes.Store(s00, tile);
        TLanes.Store(s01, tile + lanes);
        TLanes.Store(s02, tile + (2 * lanes));
        TLanes.Store(s10, tile + (3 * lanes));
        TLanes.Store(s11, tile + (4 * lanes));
        TLanes.Store(s12, tile + (5 * lanes));
        TLanes.Store(s20, tile + (6 * lanes));
        TLanes.Store(s21, tile + (7 * lanes));
        TLanes.Store(s22, tile + (8 * lanes));
        TLanes.Store(s30, tile + (9 * lanes));
        TLanes.Store(s31, tile + (10 * lanes));
        TLanes.Store(s32, tile + (11 * lanes));
    }

    /// <summary>Eight rows, one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightByOne(int depth, T* a, T* b, long stepB, T* tile)
    {
        TLanes s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (; depth > 0; depth--, a += 8, b += stepB)
        {
            TLanes b0 = TLanes.Load(b);
            s0 = TLanes.MultiplyAdd(TLanes.All(*a), b0, s0);
            s1 = TLanes.MultiplyAdd(TLanes.All(a[1]), b0, s1);
            s2 = TLanes.MultiplyAdd(TLanes.All(a[2]), b0, s2);
            s3 = TLanes.MultiplyAdd(TLanes.All(a[3]), b0, s3);
            s4 = TLanes.MultiplyAdd(TLanes.All(a[4]), b0, s4);
            s5 = TLanes.MultiplyAdd(TLanes.All(a[5]), b0, s5);
            s6 = TLanes.MultiplyAdd(TLanes.All(a[6]), b0, s6);
            s7 = TLanes.MultiplyAdd(TLanes.All(a[7]), b0, s7);
        }

        TLanes.Store(s0, tile);
        TLanes.Store(s1, tile + TLanes.Count);
        TLanes.Store(s2, tile + (2 * TLanes.Count));
        TLanes.Store(s3, tile + (3 * TLanes.Count));
        TLanes.Store(s4, tile + (4 * TLanes.Count));
        TLanes.Store(s5, tile + (5 * TLanes.Count));
        TLanes.Store(s6, tile + (6 * TLanes.Count));
        TLanes.Store(s7, tile + (7 * TLanes.Count));
    }

    /// <summary>Four rows, one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByOne(int depth, T* a, T* b, long stepB, T* tile)
    {
        TLanes s0 = default, s1 = default, s2 = default, s3 = default;
        for (; depth > 0; depth--, a += 4, b += stepB)
        {
            TLanes b0 = TLanes.Load(b);
            s0 = TLanes.MultiplyAdd(TLanes.All(*a), b0, s0);
            s1 = TLanes.MultiplyAdd(TLanes.All(a[1]), b0, s1);
            s2 = TLanes.MultiplyAdd(TLanes.All(a[2]), b0, s2);
            s3 = TLanes.MultiplyAdd(TLanes.All(a[3]), b0, s3);
        }

        TLanes.Store(s0, tile);
        TLanes.Store(s1, tile + TLanes.Count);
        TLanes.Store(s2, tile + (2 * TLanes.Count));
        TLanes.Store(s3, tile + (3 * TLanes.Count));
    }

    // Sums of so many columns, from some column of the target on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Put(in TileTarget<T> target, T* tile, int column, int width)
    {
        int columns = Math.Min(width, target.Columns - column);
        T alpha = target.Alpha;
        T beta = target.Beta;
        for (int row = 0; row < target.Rows; row++, tile += width)
        {
            T* c = target.C + (row * target.RowC) + column;
            int i = 0;
            if (beta == T.Zero)
            {
                for (; i <= columns - TLanes.Count; i += TLanes.Count)
                {
                    TLanes.Store(TLanes.Multiply(TLanes.All(alpha), TLanes.Load(tile + i)), c + i);
                }

                for (; i < columns; i++)
                {
                    c[i] = alpha * tile[i];
                }
            }
            else
            {
                for (; i <= columns - TLanes.Count; i += TLanes.Count)
                {
                    TLanes old = TLanes.Multiply(TLanes.All(beta), TLanes.Load(c + i));
                    TLanes.Store(TLanes.Add(TLanes.Multiply(TLanes.All(alpha), TLanes.Load(tile + i)), old), c + i);
                }

                for (; i < columns; i++)
                {
                    c[i] = (alpha * tile[i]) + (beta * c[i]);
                }
            }
        }
    }
}
