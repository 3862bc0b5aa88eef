using System.Numerics;
using System.Runtime.CompilerServices;

namespace NtkAnalytic.Simulation.Tensors.Managed.Products;

/// <summary>
/// A few rows times a matrix whose rows are contiguous: sums of its rows, a strip of columns at a time. Each element is summed in order. Items are runs of
/// networks, or of columns of one network.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TLanes">The vectors.</typeparam>
internal readonly unsafe struct RowWork<T, TLanes> : IWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    /// <summary>More rows fill a tile.</summary>
    public const int GreatestRows = 3;

    private readonly ProductOperands<T> _operands;
    private readonly ThinItems _items;

    private RowWork(ProductOperands<T> operands)
    {
        _operands = operands;
        _items = new ThinItems(operands.Networks, operands.N, (double)operands.M * operands.K);
    }

    /// <summary>Does it.</summary>
    public static void Run(WorkTeam team, ProductOperands<T> operands)
    {
        var work = new RowWork<T, TLanes>(operands);
        team.Run(work, work._items.Count, operands.Networks * operands.Cost / TLanes.Count);
    }

    public void Do(int item)
    {
        (int first, int end, int column, int endColumn) = _items.Range(item);
        for (int network = first; network < end; network++)
        {
            for (int row = 0; row < _operands.M; row++)
            {
                Row(network, row, column, endColumn);
            }
        }
    }

    private void Row(int network, int row, int column, int end)
    {
        int lanes = TLanes.Count;
        for (; column <= end - (8 * lanes); column += 8 * lanes)
        {
            Eight(network, row, column);
        }

        if (column <= end - (4 * lanes))
        {
            Four(network, row, column);
            column += 4 * lanes;
        }

        for (; column <= end - lanes; column += lanes)
        {
            One(network, row, column, 0);
        }

        if (column < end && end >= lanes)
        {
            // The last whole vector, of which only the new elements are stored.
            One(network, row, end - lanes, column - (end - lanes));
            return;
        }

        for (; column < end; column++)
        {
            T* a = _operands.A(network, row, 0);
            T* b = _operands.B(network, 0, column);
            T sum = T.Zero;
            for (int p = 0; p < _operands.K; p++, a += _operands.ColumnA, b += _operands.RowB)
            {
                sum = T.MultiplyAddEstimate(*a, *b, sum);
            }

            Put(_operands.C(network, row, column), sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Eight(int network, int row, int column)
    {
        int lanes = TLanes.Count;
        TLanes s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        T* a = _operands.A(network, row, 0);
        T* b = _operands.B(network, 0, column);
        long stepA = _operands.ColumnA;
        long stepB = _operands.RowB;
        for (int p = _operands.K; p > 0; p--, a += stepA, b += stepB)
        {
            TLanes x = TLanes.All(*a);
            s0 = TLanes.MultiplyAdd(x, TLanes.Load(b), s0);
            s1 = TLanes.MultiplyAdd(x, TLanes.Load(b + lanes), s1);
            s2 = TLanes.MultiplyAdd(x, TLanes.Load(b + (2 * lanes)), s2);
            s3 = TLanes.MultiplyAdd(x, TLanes.Load(b + (3 * lanes)), s3);
            s4 = TLanes.MultiplyAdd(x, TLanes.Load(b + (4 * lanes)), s4);
            s5 = TLanes.MultiplyAdd(x, TLanes.Load(b + (5 * lanes)), s5);
            s6 = TLanes.MultiplyAdd(x, TLanes.Load(b + (6 * lanes)), s6);
            s7 = TLanes.MultiplyAdd(x, TLanes.Load(b + (7 * lanes)), s7);
        }

        Put(network, row, column, s0, 0);
        Put(network, row, column + lanes, s1, 0);
        Put(network, row, column + (2 * lanes), s2, 0);
        Put(network, row, column + (3 * lanes), s3, 0);
        Put(network, row, column + (4 * lanes), s4, 0);
        Put(network, row, column + (5 * lanes), s5, 0);
        Put(network, row, column + (6 * lanes), s6, 0);
        Put(network, row, column + (7 * lanes), s7, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Four(int network, int row, int column)
    {
        int lanes = TLanes.Count;
        TLanes s0 = default, s1 = default, s2 = default, s3 = default;
        T* a = _operands.A(network, row, 0);
        T* b = _operands.B(network, 0, column);
        long stepA = _operands.ColumnA;
        long stepB = _operands.RowB;
        for (int p = _operands.K; p > 0; p--, a += stepA, b += stepB)
        {
            TLanes x = TLanes.All(*a);
            s0 = TLanes.MultiplyAdd(x, TLanes.Load(b), s0);
            s1 = TLanes.MultiplyAdd(x, TLanes.Load(b + lanes), s1);
            s2 = TLanes.MultiplyAdd(x, TLanes.Load(b + (2 * lanes)), s2);
            s3 = TLanes.MultiplyAdd(x, TLanes.Load(b + (3 * lanes)), s3);
        }

        Put(network, row, column, s0, 0);
        Put(network, row, column + lanes, s1, 0);
        Put(network, row, column + (2 * lanes), s2, 0);
        Put(network, row, column + (3 * lanes), s3, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void One(int network, int row, int column, int skip)
    {
        TLanes sum = default;
        T* a = _operands.A(network, row, 0);
        T* b = _operands.B(network, 0, column);
        long stepA = _operands.ColumnA;
        long stepB = _operands.RowB;
        for (int p = _operands.K; p > 0; p--, a += stepA, b += stepB)
        {
            sum = TLanes.MultiplyAdd(TLanes.All(*a), TLanes.Load(b), sum);
        }

        Put(network, row, column, sum, skip);
    }

    // Stores a vector of sums without its first lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(int network, int row, int column, TLanes sum, int skip)
    {
        T* c = _operands.C(network, row, column);
        if (skip == 0 && _operands.ColumnC == 1)
        {
            TLanes scaled = TLanes.Multiply(TLanes.All(_operands.Alpha), sum);
            TLanes.Store(_operands.Beta == T.Zero ? scaled : TLanes.Add(scaled, TLanes.Multiply(TLanes.All(_operands.Beta), TLanes.Load(c))), c);
            return;
        }

        T* values = stackalloc T[TLanes.Count];
        TLanes.Store(sum, values);
        for (int lane = skip; lane < TLanes.Count; lane++)
        {
            Put(c + ((long)lane * _operands.ColumnC), values[lane]);
        }
    }

    private void Put(T* c, T sum) => *c = _operands.Beta == T.Zero ? _operands.Alpha * sum : (_operands.Alpha * sum) + (_operands.Beta * *c);
}
