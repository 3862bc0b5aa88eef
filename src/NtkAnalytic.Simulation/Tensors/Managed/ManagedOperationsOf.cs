using System.Numerics;
using System.Numerics.Tensors;
using NtkAnalytic.Simulation.Tensors.Managed.Products;

namespace NtkAnalytic.Simulation.Tensors.Managed;

/// <summary>The operations in one precision.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class ManagedOperations<T>(WorkTeam team, MatrixProduct<T>? product) : ManagedOperations
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BufferPool<T> _pool = new();

    public override long AvailableBytes => _pool.AvailableBytes;

    public override long TakenBytes => _pool.TakenBytes;

    public override Tensor Allocate(TensorShape shape)
    {
        PinnedBuffer<T> buffer = _pool.Take(shape);
        return new ManagedTensor<T>(shape, buffer, buffer.Data, shape.PerNetwork);
    }

    public override void Release(Tensor tensor) => _pool.Return(Of(tensor).Buffer);

    public override Tensor View(Tensor source, long offset, TensorShape shape)
    {
        ManagedTensor<T> whole = Of(source);
        return new ManagedTensor<T>(shape, whole.Buffer, whole.Data + offset, shape.Networks == whole.Shape.Networks ? whole.Stride : shape.PerNetwork);
    }

    public override void Write(ReadOnlySpan<double> values, Tensor destination)
    {
        ManagedTensor<T> tensor = Of(destination);
        int length = (int)tensor.Shape.PerNetwork;
        for (int network = 0; network < tensor.Shape.Networks; network++)
        {
            TensorPrimitives.ConvertTruncating(values.Slice(network * length, length), Network(tensor, network));
        }
    }

    public override void Read(Tensor source, Span<double> destination)
    {
        ManagedTensor<T> tensor = Of(source);
        int length = (int)tensor.Shape.PerNetwork;
        for (int network = 0; network < tensor.Shape.Networks; network++)
        {
            TensorPrimitives.ConvertTruncating<T, double>(Network(tensor, network), destination.Slice(network * length, length));
        }

        // The spans are of bare memory, which the tensor keeps alive.
        GC.KeepAlive(tensor);
    }

    public override void Fill(Tensor destination, double value) => Elementwise(new Constant<T>(Round(value)), destination, destination, destination);

    public override void Add(Tensor a, Tensor destination, double alpha, double beta) =>
        Elementwise(new Scaled<T>(Round(alpha), Round(beta)), a, a, destination);

    public override void Multiply(Tensor a, Tensor b, Tensor destination, double alpha, double beta) =>
        Elementwise(new ScaledProduct<T>(Round(alpha), Round(beta)), a, b, destination);

    public override void DivideByRoot(Tensor a, Tensor b, double epsilon, Tensor destination, double alpha, double beta) =>
        Elementwise(new ScaledRootQuotient<T>(Round(alpha), Round(beta), Round(epsilon)), a, b, destination);

    public override void MatrixProduct(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor destination, double alpha, double beta)
    {
        var operands = new ProductOperands<T>(Of(a), transposeA, Of(b), transposeB, Of(destination), Round(alpha), Round(beta));
        if (product is not null && NativeProducts.IsWorthwhile(operands.M, operands.N, operands.K))
        {
            NativeProducts.Run(product, operands);
        }
        else
        {
            MatrixProducts<T>.Run(team, operands);
        }
    }

    public override void Activate(Activation phi, Tensor z, Tensor destination)
    {
        switch (phi.HomogeneityDegree)
        {
            case 0:
                Elementwise(new ThreeLevels<T>(Round(phi.Evaluate(-1)), Round(phi.Evaluate(0)), Round(phi.Evaluate(1))), z, z, destination);
                break;
            case 1:
                Elementwise(new TwoSlopes<T>(Round(-phi.Evaluate(-1)), Round(phi.Evaluate(1))), z, z, destination);
                break;
            default:
                ActivationWork<T>.Run(team, phi.Evaluate, Of(z), Of(destination));
                break;
        }
    }

    public override void ActivateDerivative(Activation phi, Tensor z, Tensor destination, int order)
    {
        if (order == 1 && phi.HomogeneityDegree is 0 or 1)
        {
            Elementwise(
                new ThreeLevels<T>(Round(phi.EvaluateDerivative(-1)), Round(phi.EvaluateDerivative(0)), Round(phi.EvaluateDerivative(1))),
                z,
                z,
                destination);
        }
        else
        {
            ActivationWork<T>.Run(team, (x, y) => phi.EvaluateDerivative(order, x, y), Of(z), Of(destination));
        }
    }

    public override void Sum(Tensor a, Tensor destination, double alpha, double beta) =>
        ReductionWork<T>.Run(team, Of(a), null, Of(destination), Round(alpha), Round(beta));

    public override void SumOfProducts(Tensor a, Tensor b, Tensor destination, double alpha, double beta) =>
        ReductionWork<T>.Run(team, Of(a), Of(b), Of(destination), Round(alpha), Round(beta));

    public override void Softmax(Tensor z, Tensor softmax, Tensor logSum) => SoftmaxWork<T>.Run(team, Of(z), Of(softmax), Of(logSum));

    public override void GatherRows(Tensor source, ReadOnlySpan<int> rows, Tensor destination) =>
        GatherWork<T>.Run(team, Of(source), rows, Of(destination));

    public override void FillNormal(Tensor destination, RandomKey key) => NormalWork<T>.Run(team, Of(destination), key);

    private static ManagedTensor<T> Of(Tensor tensor) => tensor as ManagedTensor<T>
        ?? throw new ArgumentException("The tensor belongs to another backend.", nameof(tensor));

    private static T Round(double value) => T.CreateTruncating(value);

    private static Span<T> Network(ManagedTensor<T> tensor, int network) =>
        new(tensor.Data + (network * tensor.Stride), (int)tensor.Shape.PerNetwork);

    private void Elementwise<TOperation>(TOperation operation, Tensor a, Tensor b, Tensor destination)
        where TOperation : struct, IElementwise<T> =>
        ElementwiseWork<T, TOperation>.Run(team, operation, Of(a), Of(b), Of(destination));
}
