namespace NtkAnalytic.Simulation.Tensors.Managed;

/// <summary>The operations of <see cref="ManagedBackend"/> in one precision, whatever that is.</summary>
internal abstract class ManagedOperations
{
    public abstract long AvailableBytes { get; }

    public abstract long TakenBytes { get; }

    public abstract Tensor Allocate(TensorShape shape);

    public abstract void Release(Tensor tensor);

    public abstract Tensor View(Tensor source, long offset, TensorShape shape);

    public abstract void Write(ReadOnlySpan<double> values, Tensor destination);

    public abstract void Read(Tensor source, Span<double> destination);

    public abstract void Fill(Tensor destination, double value);

    public abstract void Add(Tensor a, Tensor destination, double alpha, double beta);

    public abstract void Multiply(Tensor a, Tensor b, Tensor destination, double alpha, double beta);

    public abstract void DivideByRoot(Tensor a, Tensor b, double epsilon, Tensor destination, double alpha, double beta);

    public abstract void MatrixProduct(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor destination, double alpha, double beta);

    public abstract void Activate(Activation phi, Tensor z, Tensor destination);

    public abstract void ActivateDerivative(Activation phi, Tensor z, Tensor destination, int order);

    public abstract void Sum(Tensor a, Tensor destination, double alpha, double beta);

    public abstract void SumOfProducts(Tensor a, Tensor b, Tensor destination, double alpha, double beta);

    public abstract void Softmax(Tensor z, Tensor softmax, Tensor logSum);

    public abstract void GatherRows(Tensor source, ReadOnlySpan<int> rows, Tensor destination);

    public abstract void FillNormal(Tensor destination, RandomKey key);
}
