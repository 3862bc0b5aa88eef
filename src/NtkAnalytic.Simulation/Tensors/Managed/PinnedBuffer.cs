using System.Runtime.CompilerServices;

namespace NtkAnalytic.Simulation.Tensors.Managed;

/// <summary>Memory that the garbage collector does not move, starting at a cache line.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class PinnedBuffer<T>
    where T : unmanaged
{
    private const int CacheLine = 64;
    private readonly T[] _array;

    /// <summary>Memory with undefined contents.</summary>
    /// <param name="capacity">The number of elements.</param>
    public PinnedBuffer(int capacity)
    {
        Capacity = capacity;
        _array = GC.AllocateUninitializedArray<T>(capacity + Padding, pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref _array[0]);
        Data = (T*)((address + CacheLine - 1) & ~(nuint)(CacheLine - 1));
    }

    /// <summary>The most elements that a buffer can have.</summary>
    public static int GreatestCapacity => Array.MaxLength - Padding;

    /// <summary>The number of elements.</summary>
    public int Capacity { get; }

    /// <summary>The first element, valid as long as this object is alive.</summary>
    public T* Data { get; }

    private static int Padding => CacheLine / sizeof(T);
}
