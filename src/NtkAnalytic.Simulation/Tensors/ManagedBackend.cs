using NtkAnalytic.Simulation.Tensors.Managed;

namespace NtkAnalytic.Simulation.Tensors;

/// <summary>
/// Tensors in this process, computed on by all cores with vector instructions. Memory is used again: a loop whose scopes and
/// tensors have the same shapes each time takes no more after the first.
/// </summary>
/// <remarks>
/// The order of every sum follows from the shape of one network's operands, so a network's numbers are the same, bit by bit, in every batch and with
/// any number of threads; they differ in rounding between processors of different vector lengths.
/// </remarks>
public sealed class ManagedBackend : TensorBackend
{
    private readonly ManagedOperations _operations;

    /// <summary>A backend.</summary>
    /// <param name="precision">The format of its tensors.</param>
    /// <param name="threads">The number of threads, at least 1; null for one for each core.</param>
    /// <param name="singleProduct">
    /// A routine for large matrix products in single precision, used one network after another where all three dimensions of one network's
    /// product are at least 32 and their product is at least 256^3; it may have threads of its own. Results are then as accurate as it is, and as
    /// independent of threads and machine.
    /// </param>
    /// <param name="doubleProduct">The same in double precision.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is less than 1, or there is no such precision.</exception>
    public ManagedBackend(
        Precision precision,
        int? threads = null,
        MatrixProduct<float>? singleProduct = null,
        MatrixProduct<double>? doubleProduct = null)
    {
        if (threads is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(threads));
        }

        var team = new WorkTeam(threads ?? Environment.ProcessorCount);
        _operations = precision switch
        {
            Precision.Single => new ManagedOperations<float>(team, singleProduct),
            Precision.Double => new ManagedOperations<double>(team, doubleProduct),
            _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "There is no such precision."),
        };
        Precision = precision;
        bool isNative = precision == Precision.Single ? singleProduct is not null : doubleProduct is not null;
        Name = isNative ? "managed, with native products" : "managed";
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override Precision Precision { get; }

    /// <inheritdoc/>
    public override long AvailableBytes => _operations.AvailableBytes;

    /// <summary>The memory that tensors of living scopes take, in bytes.</summary>
    internal long TakenBytes => _operations.TakenBytes;

    /// <inheritdoc/>
    public override void Fill(Tensor destination, double value)
    {
        ArgumentNullException.ThrowIfNull(destination);
        _operations.Fill(destination, value);
    }

    /// <inheritdoc/>
    public override void FillNormal(Tensor destination, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(destination);
        _operations.FillNormal(destination, key);
    }

    /// <inheritdoc/>
    protected internal override Tensor Allocate(TensorShape shape) => _operations.Allocate(shape);

    /// <inheritdoc/>
    protected internal override void Release(Tensor tensor) => _operations.Release(tensor);

    /// <inheritdoc/>
    protected override Tensor ViewCore(Tensor source, long offset, TensorShape shape) => _operations.View(source, offset, shape);

    /// <inheritdoc/>
    protected override void WriteCore(ReadOnlySpan<double> values, Tensor destination) => _operations.Write(values, destination);

    /// <inheritdoc/>
    protected override void ReadCore(Tensor source, Span<double> destination) => _operations.Read(source, destination);

    /// <inheritdoc/>
    protected override void AddCore(Tensor a, Tensor destination, double alpha, double beta) => _operations.Add(a, destination, alpha, beta);

    /// <inheritdoc/>
    protected override void MultiplyCore(Tensor a, Tensor b, Tensor destination, double alpha, double beta) =>
        _operations.Multiply(a, b, destination, alpha, beta);

    /// <inheritdoc/>
    protected override void DivideByRootCore(Tensor a, Tensor b, double epsilon, Tensor destination, double alpha, double beta) =>
        _operations.DivideByRoot(a, b, epsilon, destination, alpha, beta);

    /// <inheritdoc/>
    protected override void MatrixProductCore(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor destination, double alpha, double beta) =>
        _operations.MatrixProduct(a, transposeA, b, transposeB, destination, alpha, beta);

    /// <inheritdoc/>
    protected override void ActivateCore(Activation phi, Tensor z, Tensor destination) => _operations.Activate(phi, z, destination);

    /// <inheritdoc/>
    protected override void ActivateDerivativeCore(Activation phi, Tensor z, Tensor destination, int order) =>
        _operations.ActivateDerivative(phi, z, destination, order);

    /// <inheritdoc/>
    protected override void SumCore(Tensor a, Tensor destination, double alpha, double beta) => _operations.Sum(a, destination, alpha, beta);

    /// <inheritdoc/>
    protected override void SumOfProductsCore(Tensor a, Tensor b, Tensor destination, double alpha, double beta) =>
        _operations.SumOfProducts(a, b, destination, alpha, beta);

    /// <inheritdoc/>
    protected override void SoftmaxCore(Tensor z, Tensor softmax, Tensor logSum) => _operations.Softmax(z, softmax, logSum);

    /// <inheritdoc/>
    protected override void GatherRowsCore(Tensor source, ReadOnlySpan<int> rows, Tensor destination) =>
        _operations.GatherRows(source, rows, destination);
}
