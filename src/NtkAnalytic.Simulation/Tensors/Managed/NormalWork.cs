using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace NtkAnalytic.Simulation.Tensors.Managed;

/// <summary>Standard normal numbers as <see cref="Philox"/> defines them. Items are runs of blocks of four.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly unsafe struct NormalWork<T> : IWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int BlocksInItem = 1024;
    private const double CostOfElement = 10;

    // Doubles on the stack, a multiple of what is made at a time.
    private const int Piece = 16 * NormalLanes.Count;

    private readonly T* _destination;
    private readonly long _stride;
    private readonly int _length;
    private readonly int _items;
    private readonly RandomKey _key;

    private NormalWork(ManagedTensor<T> destination, RandomKey key)
    {
        _destination = destination.Data;
        _stride = destination.Stride;
        _length = (int)destination.Shape.PerNetwork;
        _items = (int)(((long)_length + (4 * BlocksInItem) - 1) / (4 * BlocksInItem));
        _key = key;
    }

    /// <summary>Does it.</summary>
    public static void Run(WorkTeam team, ManagedTensor<T> destination, RandomKey key)
    {
        var work = new NormalWork<T>(destination, key);
        team.Run(work, work._items * destination.Shape.Networks, CostOfElement * destination.Shape.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Do(int item)
    {
        (int network, int run) = Math.DivRem(item, _items);
        long start = (long)run * 4 * BlocksInItem;
        int length = (int)Math.Min(4 * BlocksInItem, _length - start);
        T* destination = _destination + (network * _stride) + start;
        uint block = (uint)(start / 4);
        uint number = _key.FirstNetwork + (uint)network;
        int done = 0;
        if (typeof(T) == typeof(double))
        {
            for (; done <= length - NormalLanes.Count; done += NormalLanes.Count)
            {
                NormalLanes.Fill((double*)(destination + done), block + ((uint)done / 4), number, _key);
            }
        }

        // Single numbers are the double ones rounded, and a piece that is not full is taken from a full one.
        double* piece = stackalloc double[Piece];
        while (done < length)
        {
            int count = Math.Min(Piece, length - done);
            for (int i = 0; i < count; i += NormalLanes.Count)
            {
                NormalLanes.Fill(piece + i, block + ((uint)(done + i) / 4), number, _key);
            }

            TensorPrimitives.ConvertTruncating<double, T>(new ReadOnlySpan<double>(piece, count), new Span<T>(destination + done, count));
            done += count;
        }
    }
}
