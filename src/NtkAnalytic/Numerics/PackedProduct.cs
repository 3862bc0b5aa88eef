using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NtkAnalytic.Numerics;

/// <summary>
/// Tiles of X Y^T. Every entry is one chain of fused multiply-adds over the columns in ascending order, wherever it stands in
/// a tile and whichever instruction set runs: so X X^T is symmetric to the bit, and a tile does not depend on its neighbours.
/// </summary>
internal static class PackedProduct
{
    // Columns taken at a time: three right panels and one left panel of 160 columns are 40 KiB and stay in the first-level cache.
    private const int ColumnBlock = 160;
    private const int Lanes = PackedRows.Lanes;

    /// <summary>Fills a tile with the products of some rows of the left set with some rows of the right set.</summary>
    /// <param name="left">X.</param>
    /// <param name="leftPanel">The first panel of X.</param>
    /// <param name="leftPanels">Their number.</param>
    /// <param name="right">Y, of as many columns.</param>
    /// <param name="rightPanel">The first panel of Y.</param>
    /// <param name="rightPanels">Their number.</param>
    /// <param name="tile">Row after row, 8 * <paramref name="leftPanels"/> x 8 * <paramref name="rightPanels"/>.</param>
    public static void Fill(
        PackedRows left,
        int leftPanel,
        int leftPanels,
        PackedRows right,
        int rightPanel,
        int rightPanels,
        Span<double> tile)
    {
        int stride = rightPanels * Lanes;
        tile[..(leftPanels * Lanes * stride)].Clear();
        for (int start = 0; start < left.ColumnCount; start += ColumnBlock)
        {
            int columns = Math.Min(ColumnBlock, left.ColumnCount - start);
            int j = 0;
            for (; j + 3 <= rightPanels && Vector512.IsHardwareAccelerated; j += 3)
            {
                ref double b0 = ref right.Panels[rightPanel + j][start * Lanes];
                ref double b1 = ref right.Panels[rightPanel + j + 1][start * Lanes];
                ref double b2 = ref right.Panels[rightPanel + j + 2][start * Lanes];
                for (int i = 0; i < leftPanels; i++)
                {
                    Triple(columns, ref left.Panels[leftPanel + i][start * Lanes], ref b0, ref b1, ref b2, ref tile[(i * Lanes * stride) + (j * Lanes)], stride);
                }
            }

            for (; j < rightPanels; j++)
            {
                ref double b = ref right.Panels[rightPanel + j][start * Lanes];
                for (int i = 0; i < leftPanels; i++)
                {
                    ref double a = ref left.Panels[leftPanel + i][start * Lanes];
                    ref double c = ref tile[(i * Lanes * stride) + (j * Lanes)];
                    HalfPanel(columns, ref a, ref b, ref c, stride);
                    HalfPanel(columns, ref Unsafe.Add(ref a, 4), ref b, ref Unsafe.Add(ref c, 4 * stride), stride);
                }
            }
        }
    }

    // 8 x 24 entries in 24 of the 32 vector registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Triple(int columns, ref double a, ref double b0, ref double b1, ref double b2, ref double c, int stride)
    {
        Vector512<double> c00 = Load(ref c, 0), c01 = Load(ref c, 8), c02 = Load(ref c, 16);
        Vector512<double> c10 = Load(ref c, stride), c11 = Load(ref c, stride + 8), c12 = Load(ref c, stride + 16);
        Vector512<double> c20 = Load(ref c, 2 * stride), c21 = Load(ref c, (2 * stride) + 8), c22 = Load(ref c, (2 * stride) + 16);
        Vector512<double> c30 = Load(ref c, 3 * stride), c31 = Load(ref c, (3 * stride) + 8), c32 = Load(ref c, (3 * stride) + 16);
        Vector512<double> c40 = Load(ref c, 4 * stride), c41 = Load(ref c, (4 * stride) + 8), c42 = Load(ref c, (4 * stride) + 16);
        Vector512<double> c50 = Load(ref c, 5 * stride), c51 = Load(ref c, (5 * stride) + 8), c52 = Load(ref c, (5 * stride) + 16);
        Vector512<double> c60 = Load(ref c, 6 * stride), c61 = Load(ref c, (6 * stride) + 8), c62 = Load(ref c, (6 * stride) + 16);
        Vector512<double> c70 = Load(ref c, 7 * stride), c71 = Load(ref c, (7 * stride) + 8), c72 = Load(ref c, (7 * stride) + 16);
        for (int k = 0; k < columns; k++)
        {
            Vector512<double> v0 = Load(ref b0, 0);
            Vector512<double> v1 = Load(ref b1, 0);
            Vector512<double> v2 = Load(ref b2, 0);
            Vector512<double> s = Vector512.Create(a);
            c00 = Vector512.FusedMultiplyAdd(s, v0, c00);
            c01 = Vector512.FusedMultiplyAdd(s, v1, c01);
            c02 = Vector512.FusedMultiplyAdd(s, v2, c02);
            s = Vector512.Create(Unsafe.Add(ref a, 1));
            c10 = Vector512.FusedMultiplyAdd(s, v0, c10);
            c11 = Vector512.FusedMultiplyAdd(s, v1, c11);
            c12 = Vector512.FusedMultiplyAdd(s, v2, c12);
            s = Vector512.Create(Unsafe.Add(ref a, 2));
            c20 = Vector512.FusedMultiplyAdd(s, v0, c20);
            c21 = Vector512.FusedMultiplyAdd(s, v1, c21);
            c22 = Vector512.FusedMultiplyAdd(s, v2, c22);
            s = Vector512.Create(Unsafe.Add(ref a, 3));
            c30 = Vector512.FusedMultiplyAdd(s, v0, c30);
            c31 = Vector512.FusedMultiplyAdd(s, v1, c31);
            c32 = Vector512.FusedMultiplyAdd(s, v2, c32);
            s = Vector512.Create(Unsafe.Add(ref a, 4));
            c40 = Vector512.FusedMultiplyAdd(s, v0, c40);
            c41 = Vector512.FusedMultiplyAdd(s, v1, c41);
            c42 = Vector512.FusedMultiplyAdd(s, v2, c42);
            s = Vector512.Create(Unsafe.Add(ref a, 5));
            c50 = Vector512.FusedMultiplyAdd(s, v0, c50);
            c51 = Vector512.FusedMultiplyAdd(s, v1, c51);
            c52 = Vector512.FusedMultiplyAdd(s, v2, c52);
            s = Vector512.Create(Unsafe.Add(ref a, 6));
            c60 = Vector512.FusedMultiplyAdd(s, v0, c60);
            c61 = Vector512.FusedMultiplyAdd(s, v1, c61);
            c62 = Vector512.FusedMultiplyAdd(s, v2, c62);
            s = Vector512.Create(Unsafe.Add(ref a, 7));
            c70 = Vector512.FusedMultiplyAdd(s, v0, c70);
            c71 = Vector512.FusedMultiplyAdd(s, v1, c71);
            c72 = Vector512.FusedMultiplyAdd(s, v2, c72);
            a = ref Unsafe.Add(ref a, Lanes);
            b0 = ref Unsafe.Add(ref b0, Lanes);
            b1 = ref Unsafe.Add(ref b1, Lanes);
            b2 = ref Unsafe.Add(ref b2, Lanes);
        }

        Store(c00, ref c, 0);
        Store(c01, ref c, 8);
        Store(c02, ref c, 16);
        Store(c10, ref c, stride);
        Store(c11, ref c, stride + 8);
        Store(c12, ref c, stride + 16);
        Store(c20, ref c, 2 * stride);
        Store(c21, ref c, (2 * stride) + 8);
        Store(c22, ref c, (2 * stride) + 16);
        Store(c30, ref c, 3 * stride);
        Store(c31, ref c, (3 * stride) + 8);
        Store(c32, ref c, (3 * stride) + 16);
        Store(c40, ref c, 4 * stride);
        Store(c41, ref c, (4 * stride) + 8);
        Store(c42, ref c, (4 * stride) + 16);
        Store(c50, ref c, 5 * stride);
        Store(c51, ref c, (5 * stride) + 8);
        Store(c52, ref c, (5 * stride) + 16);
        Store(c60, ref c, 6 * stride);
        Store(c61, ref c, (6 * stride) + 8);
        Store(c62, ref c, (6 * stride) + 16);
        Store(c70, ref c, 7 * stride);
        Store(c71, ref c, (7 * stride) + 8);
        Store(c72, ref c, (7 * stride) + 16);
    }

    // 4 x 8 entries, for the last panels and for processors whose vectors are shorter.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void HalfPanel(int columns, ref double a, ref double b, ref double c, int stride)
    {
        Vector256<double> c00 = Vector256.LoadUnsafe(ref c), c01 = Vector256.LoadUnsafe(ref c, 4);
        Vector256<double> c10 = Vector256.LoadUnsafe(ref c, (nuint)stride), c11 = Vector256.LoadUnsafe(ref c, (nuint)(stride + 4));
        Vector256<double> c20 = Vector256.LoadUnsafe(ref c, (nuint)(2 * stride)), c21 = Vector256.LoadUnsafe(ref c, (nuint)((2 * stride) + 4));
        Vector256<double> c30 = Vector256.LoadUnsafe(ref c, (nuint)(3 * stride)), c31 = Vector256.LoadUnsafe(ref c, (nuint)((3 * stride) + 4));
        for (int k = 0; k < columns; k++)
        {
            Vector256<double> v0 = Vector256.LoadUnsafe(ref b);
            Vector256<double> v1 = Vector256.LoadUnsafe(ref b, 4);
            Vector256<double> s = Vector256.Create(a);
            c00 = Vector256.FusedMultiplyAdd(s, v0, c00);
            c01 = Vector256.FusedMultiplyAdd(s, v1, c01);
            s = Vector256.Create(Unsafe.Add(ref a, 1));
            c10 = Vector256.FusedMultiplyAdd(s, v0, c10);
            c11 = Vector256.FusedMultiplyAdd(s, v1, c11);
            s = Vector256.Create(Unsafe.Add(ref a, 2));
            c20 = Vector256.FusedMultiplyAdd(s, v0, c20);
            c21 = Vector256.FusedMultiplyAdd(s, v1, c21);
            s = Vector256.Create(Unsafe.Add(ref a, 3));
            c30 = Vector256.FusedMultiplyAdd(s, v0, c30);
            c31 = Vector256.FusedMultiplyAdd(s, v1, c31);
            a = ref Unsafe.Add(ref a, Lanes);
            b = ref Unsafe.Add(ref b, Lanes);
        }

        c00.StoreUnsafe(ref c);
        c01.StoreUnsafe(ref c, 4);
        c10.StoreUnsafe(ref c, (nuint)stride);
        c11.StoreUnsafe(ref c, (nuint)(stride + 4));
        c20.StoreUnsafe(ref c, (nuint)(2 * stride));
        c21.StoreUnsafe(ref c, (nuint)((2 * stride) + 4));
        c30.StoreUnsafe(ref c, (nuint)(3 * stride));
        c31.StoreUnsafe(ref c, (nuint)((3 * stride) + 4));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(ref double source, int offset) => Vector512.LoadUnsafe(ref source, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<double> value, ref double destination, int offset) => value.StoreUnsafe(ref destination, (nuint)offset);
}
