using System.Globalization;
using System.Numerics;

namespace NtkAnalytic.Simulation.Tensors.Managed;

/// <summary>
/// Buffers that are used again. Capacities are rounded up to one of eight sizes in each power of two, so at most an eighth of a buffer
/// is waste. Idle buffers are let go when their memory is needed for something else. Not for several threads at once.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class BufferPool<T>
    where T : unmanaged
{
    private const int SizesInPowerOfTwo = 8;
    private const int LeastCapacity = 64;
    private readonly Dictionary<int, Stack<PinnedBuffer<T>>> _idle = [];
    private long _takenElements;
    private long _idleElements;

    /// <summary>The bytes that buffers in use take.</summary>
    public long TakenBytes => _takenElements * sizeof(T);

    /// <summary>The bytes of buffers that wait to be used again.</summary>
    public long IdleBytes => _idleElements * sizeof(T);

    /// <summary>The bytes that can still be taken.</summary>
    public long AvailableBytes => Math.Max(0, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - TakenBytes);

    /// <summary>A buffer with undefined contents.</summary>
    /// <param name="shape">What must fit in it.</param>
    /// <exception cref="MemoryLimitException">There is not so much memory, or no array is that large.</exception>
    public PinnedBuffer<T> Take(TensorShape shape)
    {
        if ((double)shape.Networks * shape.PerNetwork > PinnedBuffer<T>.GreatestCapacity)
        {
            throw new MemoryLimitException(string.Create(
                CultureInfo.InvariantCulture,
                $"A tensor of {shape} has more than the {PinnedBuffer<T>.GreatestCapacity} elements that one tensor can have. Use smaller batches."));
        }

        int capacity = Capacity((int)shape.Count);
        if (_idle.TryGetValue(capacity, out Stack<PinnedBuffer<T>>? stack) && stack.TryPop(out PinnedBuffer<T>? buffer))
        {
            _idleElements -= capacity;
        }
        else
        {
            buffer = Make(shape, capacity);
        }

        _takenElements += capacity;
        return buffer;
    }

    /// <summary>Takes a buffer back.</summary>
    public void Return(PinnedBuffer<T> buffer)
    {
        if (!_idle.TryGetValue(buffer.Capacity, out Stack<PinnedBuffer<T>>? stack))
        {
            stack = new Stack<PinnedBuffer<T>>();
            _idle.Add(buffer.Capacity, stack);
        }

        stack.Push(buffer);
        _takenElements -= buffer.Capacity;
        _idleElements += buffer.Capacity;
    }

    private static int Capacity(int elements)
    {
        if (elements <= LeastCapacity)
        {
            return LeastCapacity;
        }

        long step = Math.Max(1, (long)BitOperations.RoundUpToPowerOf2((uint)elements) / (2 * SizesInPowerOfTwo));
        return (int)Math.Min((elements + step - 1) / step * step, PinnedBuffer<T>.GreatestCapacity);
    }

    private PinnedBuffer<T> Make(TensorShape shape, int capacity)
    {
        long bytes = (long)capacity * sizeof(T);
        long available = AvailableBytes;
        if (bytes > available)
        {
            throw TooLarge(shape, null);
        }

        if (bytes + IdleBytes > available)
        {
            _idle.Clear();
            _idleElements = 0;
        }

        try
        {
            return new PinnedBuffer<T>(capacity);
        }
        catch (OutOfMemoryException exception)
        {
            throw TooLarge(shape, exception);
        }
    }

    private MemoryLimitException TooLarge(TensorShape shape, Exception? cause)
    {
        const double Gibibyte = 1L << 30;
        string message = string.Create(
            CultureInfo.InvariantCulture,
            $"A tensor of {shape} takes {shape.Count * sizeof(T) / Gibibyte:0.##} GiB of memory, but {AvailableBytes / Gibibyte:0.##} GiB can be had. Use smaller batches or widths.");
        return cause is null ? new MemoryLimitException(message) : new MemoryLimitException(message, cause);
    }
}
