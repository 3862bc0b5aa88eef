using System.Diagnostics;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Benchmarks;

/// <summary>A backend that measures how long another one takes, by kind of operation.</summary>
/// <param name="inner">The backend that computes.</param>
internal sealed class TimingBackend(TensorBackend inner) : TensorBackend
{
    public override string Name => inner.Name;

    public override Precision Precision => inner.Precision;

    public override long AvailableBytes => inner.AvailableBytes;

    /// <summary>Time spent drawing numbers.</summary>
    public TimeSpan Random { get; private set; }

    /// <summary>Time spent in matrix products.</summary>
    public TimeSpan Products { get; private set; }

    /// <summary>Time spent in all other operations.</summary>
    public TimeSpan Others { get; private set; }

    public override void Fill(Tensor destination, double value) => Other(() => inner.Fill(destination, value));

    public override void FillNormal(Tensor destination, RandomKey key) => Random += Time(() => inner.FillNormal(destination, key));

    protected internal override Tensor Allocate(TensorShape shape) => inner.Allocate(shape);

    protected internal override void Release(Tensor tensor) => inner.Release(tensor);

    protected override Tensor ViewCore(Tensor source, long offset, TensorShape shape) => shape.Networks == source.Shape.Networks
        ? inner.View(source, offset, shape.Rows, shape.Columns)
        : inner.View(source, offset, shape);

    protected override void WriteCore(ReadOnlySpan<double> values, Tensor destination) => inner.Write(values, destination);

    protected override void ReadCore(Tensor source, Span<double> destination) => inner.Read(source, destination);

    protected override void AddCore(Tensor a, Tensor destination, double alpha, double beta) => Other(() => inner.Add(a, destination, alpha, beta));

    protected override void MultiplyCore(Tensor a, Tensor b, Tensor destination, double alpha, double beta) =>
        Other(() => inner.Multiply(a, b, destination, alpha, beta));

    protected override void DivideByRootCore(Tensor a, Tensor b, double epsilon, Tensor destination, double alpha, double beta) =>
        Other(() => inner.DivideByRoot(a, b, epsilon, destination, alpha, beta));

    protected override void MatrixProductCore(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor destination, double alpha, double beta) =>
        Products += Time(() => inner.MatrixProduct(a, transposeA, b, transposeB, destination, alpha, beta));

    protected override void ActivateCore(Activation phi, Tensor z, Tensor destination) => Other(() => inner.Activate(phi, z, destination));

    protected override void ActivateDerivativeCore(Activation phi, Tensor z, Tensor destination, int order) =>
        Other(() => inner.ActivateDerivative(phi, z, destination, order));

    protected override void SumCore(Tensor a, Tensor destination, double alpha, double beta) => Other(() => inner.Sum(a, destination, alpha, beta));

    protected override void SumOfProductsCore(Tensor a, Tensor b, Tensor destination, double alpha, double beta) =>
        Other(() => inner.SumOfProducts(a, b, destination, alpha, beta));

    protected override void SoftmaxCore(Tensor z, Tensor softmax, Tensor logSum) => Other(() => inner.Softmax(z, softmax, logSum));

    protected override void GatherRowsCore(Tensor source, ReadOnlySpan<int> rows, Tensor destination) => inner.GatherRows(source, rows, destination);

    private static TimeSpan Time(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start);
    }

    private void Other(Action action) => Others += Time(action);
}
