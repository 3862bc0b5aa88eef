namespace NtkAnalytic.Simulation.Tensors.Managed.Products;

/// <summary>Memory for packed panels: of each thread, and kept.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal static unsafe class Scratch<T>
    where T : unmanaged
{
    [ThreadStatic]
    private static PinnedBuffer<T>? t_left;

    [ThreadStatic]
    private static PinnedBuffer<T>? t_right;

    /// <summary>Room for so many elements of the left operand; valid until the next call in this thread.</summary>
    public static T* Left(int elements) => Room(ref t_left, elements);

    /// <summary>Room for so many elements of the right operand; valid until the next call in this thread.</summary>
    public static T* Right(int elements) => Room(ref t_right, elements);

    private static T* Room(ref PinnedBuffer<T>? buffer, int elements)
    {
        if (buffer is null || buffer.Capacity < elements)
        {
            buffer = new PinnedBuffer<T>(elements);
        }

        return buffer.Data;
    }
}
