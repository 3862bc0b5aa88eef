namespace NtkAnalytic.Simulation.Tensors.Managed;

/// <summary>
/// A tensor in pinned memory: network b starts <c>b * Stride</c> elements after <see cref="Data"/>, and its matrix is contiguous, row by row.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class ManagedTensor<T>(TensorShape shape, PinnedBuffer<T> buffer, T* data, long stride) : Tensor(shape)
    where T : unmanaged
{
    /// <summary>What keeps the memory alive.</summary>
    public PinnedBuffer<T> Buffer => buffer;

    /// <summary>The first element.</summary>
    public T* Data => data;

    /// <summary>The elements between the starts of two networks.</summary>
    public long Stride => stride;

    /// <summary>The elements between the starts of two networks where a tensor of one network stands for any number of them.</summary>
    public long BroadcastStride => Shape.Networks == 1 ? 0 : stride;

}
