using System.Numerics;
using System.Runtime.CompilerServices;

namespace NtkAnalytic.Simulation.Tensors.Managed;

/// <summary>
/// Sums of a network's elements, or of products of two tensors' elements, over rows, columns or both. Sums are pairwise, of runs that are summed
/// lane by lane, so the error grows with the logarithm of their length; the order depends on the shape alone. Items are networks.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly unsafe struct ReductionWork<T> : IWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Additions in one lane before sums are added pairwise.
    private const int Run1 = 32;

    private readonly Operand<T> _a;
    private readonly Operand<T> _b;
    private readonly bool _hasFactor;
    private readonly T* _destination;
    private readonly long _strideDestination;
    private readonly int _rows;
    private readonly int _columns;
    private readonly bool _overRows;
    private readonly bool _overColumns;
    private readonly T _alpha;
    private readonly T _beta;

    private ReductionWork(ManagedTensor<T> a, ManagedTensor<T>? b, ManagedTensor<T> destination, T alpha, T beta)
    {
        _a = new Operand<T>(a, a.Shape);
        _b = new Operand<T>(b ?? a, a.Shape);
        _hasFactor = b is not null;
        _destination = destination.Data;
        _strideDestination = destination.Stride;
        (_rows, _columns) = Operand<T>.Lines(a.Shape, a.Shape);
        (int rows, int columns) = Operand<T>.Lines(destination.Shape, a.Shape);
        _overRows = rows == 1;
        _overColumns = columns == 1;
        if (_overRows && _overColumns && _a.IsUniform && _b.IsUniform)
        {
            _columns = (int)a.Shape.PerNetwork;
            _rows = 1;
        }

        _alpha = alpha;
        _beta = beta;
    }

    /// <summary>Does it.</summary>
    public static void Run(WorkTeam team, ManagedTensor<T> a, ManagedTensor<T>? b, ManagedTensor<T> destination, T alpha, T beta) =>
        team.Run(new ReductionWork<T>(a, b, destination, alpha, beta), a.Shape.Networks, a.Shape.Count);

    public void Do(int item)
    {
        T* destination = _destination + (item * _strideDestination);
        if (_overColumns)
        {
            if (_overRows)
            {
                Put(destination, OfRows(item, 0, _rows));
                return;
            }

            for (int row = 0; row < _rows; row++)
            {
                Put(destination + row, OfRow(item, row, 0, _columns));
            }

            return;
        }

        for (int row = 0; row < (_overRows ? 1 : _rows); row++)
        {
            int end = _overRows ? _rows : row + 1;
            int column = 0;
            for (; column <= _columns - Vector<T>.Count; column += Vector<T>.Count)
            {
                Vector<T> sum = OfColumns(item, row, end, column);
                for (int lane = 0; lane < Vector<T>.Count; lane++)
                {
                    Put(destination + ((long)row * _columns) + column + lane, sum[lane]);
                }
            }

            for (; column < _columns; column++)
            {
                Put(destination + ((long)row * _columns) + column, OfColumn(item, row, end, column));
            }
        }
    }

    private void Put(T* destination, T sum) => *destination = _beta == T.Zero ? _alpha * sum : (_alpha * sum) + (_beta * *destination);

    private T OfRows(int network, int first, int end)
    {
        if (end - first == 1)
        {
            return OfRow(network, first, 0, _columns);
        }

        int middle = first + ((end - first) / 2);
        return OfRows(network, first, middle) + OfRows(network, middle, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T OfRow(int network, int row, int first, int length)
    {
        if (length > Run1 * 4 * Vector<T>.Count)
        {
            // Halves that keep whole vectors together.
            int half = length / 2 / Vector<T>.Count * Vector<T>.Count;
            return OfRow(network, row, first, half) + OfRow(network, row, first + half, length - half);
        }

        T* a = _a.At(network, row, first);
        T* b = _b.At(network, row, first);
        int stepB = _b.Step;
        T sum = T.Zero;
        int i = 0;
        if (length >= Vector<T>.Count)
        {
            Vector<T> s0 = default, s1 = default, s2 = default, s3 = default;
            for (; i <= length - (4 * Vector<T>.Count); i += 4 * Vector<T>.Count)
            {
                s0 += Value(a, b, stepB, i);
                s1 += Value(a, b, stepB, i + Vector<T>.Count);
                s2 += Value(a, b, stepB, i + (2 * Vector<T>.Count));
                s3 += Value(a, b, stepB, i + (3 * Vector<T>.Count));
            }

            for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            {
                s0 += Value(a, b, stepB, i);
            }

            sum = Vector.Sum((s0 + s1) + (s2 + s3));
        }

        for (; i < length; i++)
        {
            sum += _hasFactor ? a[i] * b[i * stepB] : a[i];
        }

        return sum;
    }

    private Vector<T> Value(T* a, T* b, int stepB, int i)
    {
        Vector<T> value = Vector.Load(a + i);
        return _hasFactor ? value * (stepB == 0 ? new Vector<T>(*b) : Vector.Load(b + i)) : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector<T> OfColumns(int network, int first, int end, int column)
    {
        if (end - first > Run1)
        {
            int middle = first + ((end - first) / 2);
            return OfColumns(network, first, middle, column) + OfColumns(network, middle, end, column);
        }

        Vector<T> sum = default;
        for (int row = first; row < end; row++)
        {
            sum += Value(_a.At(network, row, column), _b.At(network, row, column), _b.Step, 0);
        }

        return sum;
    }

    private T OfColumn(int network, int first, int end, int column)
    {
        if (end - first > Run1)
        {
            int middle = first + ((end - first) / 2);
            return OfColumn(network, first, middle, column) + OfColumn(network, middle, end, column);
        }

        T sum = T.Zero;
        for (int row = first; row < end; row++)
        {
            T value = *_a.At(network, row, column);
            sum += _hasFactor ? value * *_b.At(network, row, column) : value;
        }

        return sum;
    }
}
