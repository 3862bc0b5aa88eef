using System.Numerics;
using System.Numerics.Tensors;

namespace NtkAnalytic.Simulation.Tensors.Managed;

/// <summary>The softmax of rows. Items are networks.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly unsafe struct SoftmaxWork<T> : IWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double CostOfElement = 20;

    private readonly T* _z;
    private readonly T* _softmax;
    private readonly T* _logSum;
    private readonly long _strideZ;
    private readonly long _strideSoftmax;
    private readonly long _strideLogSum;
    private readonly int _rows;
    private readonly int _columns;

    private SoftmaxWork(ManagedTensor<T> z, ManagedTensor<T> softmax, ManagedTensor<T> logSum)
    {
        _z = z.Data;
        _softmax = softmax.Data;
        _logSum = logSum.Data;
        _strideZ = z.Stride;
        _strideSoftmax = softmax.Stride;
        _strideLogSum = logSum.Stride;
        _rows = z.Shape.Rows;
        _columns = z.Shape.Columns;
    }

    /// <summary>Does it.</summary>
    public static void Run(WorkTeam team, ManagedTensor<T> z, ManagedTensor<T> softmax, ManagedTensor<T> logSum) =>
        team.Run(new SoftmaxWork<T>(z, softmax, logSum), z.Shape.Networks, CostOfElement * z.Shape.Count);

    public void Do(int item)
    {
        for (int row = 0; row < _rows; row++)
        {
            var z = new ReadOnlySpan<T>(_z + (item * _strideZ) + ((long)row * _columns), _columns);
            var softmax = new Span<T>(_softmax + (item * _strideSoftmax) + ((long)row * _columns), _columns);
            T greatest = TensorPrimitives.Max(z);
            TensorPrimitives.Subtract(z, greatest, softmax);
            TensorPrimitives.Exp(softmax, softmax);
            T sum = TensorPrimitives.Sum<T>(softmax);
            TensorPrimitives.Divide(softmax, sum, softmax);
            _logSum[(item * _strideLogSum) + row] = greatest + T.Log(sum);
        }
    }
}
