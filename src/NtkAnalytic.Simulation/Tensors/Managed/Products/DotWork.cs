using System.Numerics;
using System.Runtime.CompilerServices;

namespace NtkAnalytic.Simulation.Tensors.Managed.Products;

/// <summary>
/// A few rows times a matrix whose columns are contiguous: inner products, two by four at a time, each summed lane by lane. Items are runs of networks,
/// or of columns of one network.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TLanes">The vectors.</typeparam>
internal readonly unsafe struct DotWork<T, TLanes> : IWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    /// <summary>With more rows it pays to pack the matrix.</summary>
    public const int GreatestRows = 8;

    private readonly ProductOperands<T> _operands;
    private readonly ThinItems _items;

    private DotWork(ProductOperands<T> operands)
    {
        _operands = operands;
        _items = new ThinItems(operands.Networks, operands.N, (double)operands.M * operands.K);
    }

    /// <summary>With shorter sums than this, adding up lanes costs more than it saves.</summary>
    public static int LeastInner => 2 * TLanes.Count;

    /// <summary>Does it.</summary>
    public static void Run(WorkTeam team, ProductOperands<T> operands)
    {
        var work = new DotWork<T, TLanes>(operands);
        team.Run(work, work._items.Count, operands.Networks * operands.Cost / TLanes.Count);
    }

    public void Do(int item)
    {
        (int first, int end, int firstColumn, int endColumn) = _items.Range(item);
        for (int network = first; network < end; network++)
        {
            Columns(network, firstColumn, endColumn);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Columns(int network, int first, int end)
    {
        ProductOperands<T> of = _operands;
        int k = of.K;
        T* a = of.A(network, 0, 0);
        long rowA = of.RowA;
        if (of.ColumnA != 1)
        {
            T* packed = Scratch<T>.Left(of.M * k);
            for (int i = 0; i < of.M; i++)
            {
                for (int p = 0; p < k; p++)
                {
                    packed[(i * (long)k) + p] = *of.A(network, i, p);
                }
            }

            a = packed;
            rowA = k;
        }

        T* sums = stackalloc T[8];
        for (int j = first; j < end; j += 4)
        {
            // Columns past the last are the last again, and are not stored.
            int columns = Math.Min(4, end - j);
            T* b0 = of.B(network, 0, j);
            T* b1 = of.B(network, 0, Math.Min(j + 1, end - 1));
            T* b2 = of.B(network, 0, Math.Min(j + 2, end - 1));
            T* b3 = of.B(network, 0, Math.Min(j + 3, end - 1));
            int i = 0;
            for (; i + 2 <= of.M; i += 2)
            {
                Two(a + (i * rowA), a + ((i + 1) * rowA), b0, b1, b2, b3, k, sums);
                Put(of, network, i, j, columns, sums);
                Put(of, network, i + 1, j, columns, sums + 4);
            }

            if (i < of.M)
            {
                One(a + (i * rowA), b0, b1, b2, b3, k, sums);
                Put(of, network, i, j, columns, sums);
            }
        }
    }

    private static void Put(in ProductOperands<T> of, int network, int row, int column, int columns, T* sums)
    {
        for (int j = 0; j < columns; j++)
        {
            T* c = of.C(network, row, column + j);
            *c = of.Beta == T.Zero ? of.Alpha * sums[j] : (of.Alpha * sums[j]) + (of.Beta * *c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One(T* a, T* b0, T* b1, T* b2, T* b3, int k, T* sums)
    {
        TLanes s0 = default, s1 = default, s2 = default, s3 = default;
        int p = 0;
        for (; p <= k - TLanes.Count; p += TLanes.Count)
        {
            TLanes x = TLanes.Load(a + p);
            s0 = TLanes.MultiplyAdd(x, TLanes.Load(b0 + p), s0);
            s1 = TLanes.MultiplyAdd(x, TLanes.Load(b1 + p), s1);
            s2 = TLanes.MultiplyAdd(x, TLanes.Load(b2 + p), s2);
            s3 = TLanes.MultiplyAdd(x, TLanes.Load(b3 + p), s3);
        }

        Finish(a, b0, b1, b2, b3, p, k, s0, s1, s2, s3, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Two(T* a, T* a1, T* b0, T* b1, T* b2, T* b3, int k, T* sums)
    {
        TLanes s0 = default, s1 = default, s2 = default, s3 = default;
        TLanes t0 = default, t1 = default, t2 = default, t3 = default;
        int p = 0;
        for (; p <= k - TLanes.Count; p += TLanes.Count)
        {
            TLanes x = TLanes.Load(a + p);
            TLanes y = TLanes.Load(a1 + p);
            TLanes b = TLanes.Load(b0 + p);
            s0 = TLanes.MultiplyAdd(x, b, s0);
            t0 = TLanes.MultiplyAdd(y, b, t0);
            b = TLanes.Load(b1 + p);
            s1 = TLanes.MultiplyAdd(x, b, s1);
            t1 = TLanes.MultiplyAdd(y, b, t1);
            b = TLanes.Load(b2 + p);
            s2 = TLanes.MultiplyAdd(x, b, s2);
            t2 = TLanes.MultiplyAdd(y, b, t2);
            b = TLanes.Load(b3 + p);
            s3 = TLanes.MultiplyAdd(x, b, s3);
            t3 = TLanes.MultiplyAdd(y, b, t3);
        }

        Finish(a, b0, b1, b2, b3, p, k, s0, s1, s2, s3, sums);
        Finish(a1, b0, b1, b2, b3, p, k, t0, t1, t2, t3, sums + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(T* a, T* b0, T* b1, T* b2, T* b3, int p, int k, TLanes s0, TLanes s1, TLanes s2, TLanes s3, T* sums)
    {
        T u0 = TLanes.Sum(s0), u1 = TLanes.Sum(s1), u2 = TLanes.Sum(s2), u3 = TLanes.Sum(s3);
        for (; p < k; p++)
        {
            u0 += a[p] * b0[p];
            u1 += a[p] * b1[p];
            u2 += a[p] * b2[p];
            u3 += a[p] * b3[p];
        }

        sums[0] = u0;
        sums[1] = u1;
        sums[2] = u2;
        sums[3] = u3;
    }
}
