namespace NtkAnalytic.Simulation.Tensors.Managed.Products;

/// <summary>Memory of the calling thread for the panels that all threads of a team read.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal static class SharedPanels<T>
    where T : unmanaged
{
    [ThreadStatic]
    private static PinnedBuffer<T>? t_buffer;

    /// <summary>Room for so many elements, valid until the next call in this thread.</summary>
    public static PinnedBuffer<T> Room(int elements)
    {
        if (t_buffer is null || t_buffer.Capacity < elements)
        {
            t_buffer = new PinnedBuffer<T>(elements);
        }

        return t_buffer;
    }
}
