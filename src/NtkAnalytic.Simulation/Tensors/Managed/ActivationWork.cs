using System.Numerics;
using System.Numerics.Tensors;

namespace NtkAnalytic.Simulation.Tensors.Managed;

/// <summary>A function of many points at once, computed in double.</summary>
internal delegate void PointwiseFunction(ReadOnlySpan<double> x, Span<double> destination);

/// <summary>An activation that has no faster form: in double, blocks of single numbers through blocks of doubles. Items are blocks.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly unsafe struct ActivationWork<T> : IWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ElementsInItem = 512;

    // Some operations for an exponential.
    private const double CostOfElement = 20;

    private readonly PointwiseFunction _function;
    private readonly T* _z;
    private readonly T* _destination;
    private readonly long _strideZ;
    private readonly long _strideDestination;
    private readonly int _length;
    private readonly int _blocks;

    private ActivationWork(PointwiseFunction function, ManagedTensor<T> z, ManagedTensor<T> destination)
    {
        _function = function;
        _z = z.Data;
        _destination = destination.Data;
        _strideZ = z.Stride;
        _strideDestination = destination.Stride;
        _length = (int)z.Shape.PerNetwork;
        _blocks = (int)(((long)_length + ElementsInItem - 1) / ElementsInItem);
    }

    /// <summary>Does it.</summary>
    public static void Run(WorkTeam team, PointwiseFunction function, ManagedTensor<T> z, ManagedTensor<T> destination)
    {
        var work = new ActivationWork<T>(function, z, destination);
        team.Run(work, destination.Shape.Networks * work._blocks, CostOfElement * destination.Shape.Count);
    }

    public void Do(int item)
    {
        (int network, int block) = Math.DivRem(item, _blocks);
        int start = block * ElementsInItem;
        int length = Math.Min(ElementsInItem, _length - start);
        T* z = _z + (network * _strideZ) + start;
        T* destination = _destination + (network * _strideDestination) + start;
        if (typeof(T) == typeof(double))
        {
            _function(new ReadOnlySpan<double>(z, length), new Span<double>(destination, length));
            return;
        }

        Span<double> wide = stackalloc double[ElementsInItem];
        wide = wide[..length];
        TensorPrimitives.ConvertTruncating(new ReadOnlySpan<T>(z, length), wide);
        _function(wide, wide);
        TensorPrimitives.ConvertTruncating<double, T>(wide, new Span<T>(destination, length));
    }
}
