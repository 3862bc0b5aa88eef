using System.Runtime.CompilerServices;

namespace NtkAnalytic.Simulation.Tensors.Managed.Products;

/// <summary>Sums of one or two outer products, as gradients of one or two points are: writing the result takes most of the time. Items are runs of rows.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TLanes">The vectors.</typeparam>
internal readonly unsafe struct OuterWork<T, TLanes> : IWork
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<TLanes, T>
{
    /// <summary>The most outer products that are added.</summary>
    public const int GreatestInner = 2;

    private const int ElementsInItem = 8192;

    private readonly ProductOperands<T> _operands;
    private readonly int _rowsInItem;
    private readonly int _items;

    private OuterWork(ProductOperands<T> operands)
    {
        _operands = operands;
        _rowsInItem = Math.Clamp(ElementsInItem / operands.N, 1, operands.M);
        _items = (operands.M + _rowsInItem - 1) / _rowsInItem;
    }

    /// <summary>Does it.</summary>
    public static void Run(WorkTeam team, ProductOperands<T> operands)
    {
        var work = new OuterWork<T, TLanes>(operands);
        team.Run(work, operands.Networks * work._items, (double)operands.Networks * operands.M * operands.N);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Do(int item)
    {
        (int network, int block) = Math.DivRem(item, _items);
        int n = _operands.N;
        bool isPair = _operands.K == 2;
        T beta = _operands.Beta;
        T* b0 = _operands.B(network, 0, 0);
        T* b1 = isPair ? _operands.B(network, 1, 0) : b0;
        for (int row = block * _rowsInItem; row < Math.Min(_operands.M, (block + 1) * _rowsInItem); row++)
        {
            T a0 = _operands.Alpha * *_operands.A(network, row, 0);
            T a1 = isPair ? _operands.Alpha * *_operands.A(network, row, 1) : T.Zero;
            T* c = _operands.C(network, row, 0);
            int j = 0;
            for (; j <= n - TLanes.Count; j += TLanes.Count)
            {
                TLanes sum = TLanes.Multiply(TLanes.All(a0), TLanes.Load(b0 + j));
                sum = isPair ? TLanes.MultiplyAdd(TLanes.All(a1), TLanes.Load(b1 + j), sum) : sum;
                TLanes.Store(beta == T.Zero ? sum : TLanes.Add(sum, TLanes.Multiply(TLanes.All(beta), TLanes.Load(c + j))), c + j);
            }

            for (; j < n; j++)
            {
                T sum = a0 * b0[j];
                sum = isPair ? sum + (a1 * b1[j]) : sum;
                c[j] = beta == T.Zero ? sum : sum + (beta * c[j]);
            }
        }
    }
}
