namespace NtkAnalytic.Simulation.Tensors;

/// <summary>
/// The operations that simulations are written over, each on a matrix for every network of a batch at once. Results go into
/// tensors that exist: <c>destination = alpha (result) + beta destination</c>, where beta = 0 means that the old contents are not
/// read. Operands broadcast; a destination may be an operand of an elementwise operation if both have the same shape.
/// </summary>
/// <remarks>
/// This class checks shapes, once for all backends; a backend overrides the protected methods and trusts their arguments. A backend's
/// result for one network does not depend on the other networks of the batch nor on the number of threads. Calls come from one thread
/// at a time.
/// </remarks>
public abstract class TensorBackend
{
    /// <summary>A name for tables and messages.</summary>
    public abstract string Name { get; }

    /// <summary>The format of its tensors.</summary>
    public abstract Precision Precision { get; }

    /// <summary>The memory, in bytes, that tensors may take in all.</summary>
    public abstract long AvailableBytes { get; }

    /// <summary>The size of an element in bytes.</summary>
    public int ElementSize => Precision == Precision.Single ? sizeof(float) : sizeof(double);

    /// <summary>A scope that owns the tensors made in it.</summary>
    /// <returns>The scope; dispose of it.</returns>
    public TensorScope NewScope() => new(this);

    /// <summary>Part of each network's elements (in row-major order) as a matrix of its own, sharing the memory.</summary>
    /// <param name="source">A tensor, or a view.</param>
    /// <param name="offset">The first element of each network.</param>
    /// <param name="rows">The rows of the view.</param>
    /// <param name="columns">The columns of the view.</param>
    /// <returns>The view: valid as long as the source.</returns>
    /// <exception cref="ArgumentException">The source has too few elements.</exception>
    public Tensor View(Tensor source, long offset, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(source);
        var shape = new TensorShape(source.Shape.Networks, rows, columns);
        Require(offset >= 0 && rows > 0 && columns > 0 && offset + shape.PerNetwork <= source.Shape.PerNetwork, $"A view of {rows} x {columns} from element {offset} on does not fit in {source.Shape}.");
        return ViewCore(source, offset, shape);
    }

    /// <summary>Part of the elements of a tensor of one network as a batch of matrices, one after the other, sharing the memory.</summary>
    /// <param name="source">A tensor of one network.</param>
    /// <param name="offset">The first element.</param>
    /// <param name="shape">The shape of the view: its networks follow each other without gaps.</param>
    /// <returns>The view: valid as long as the source.</returns>
    /// <exception cref="ArgumentException">The source has several networks, or too few elements.</exception>
    public Tensor View(Tensor source, long offset, TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(source);
        bool isPositive = shape.Networks > 0 && shape.Rows > 0 && shape.Columns > 0;
        Require(source.Shape.Networks == 1, $"Only a tensor of one network can be seen as a batch, but this is {source.Shape}.");
        Require(isPositive && offset >= 0 && offset + shape.Count <= source.Shape.PerNetwork, $"A view of {shape} from element {offset} on does not fit in {source.Shape}.");
        return ViewCore(source, offset, shape);
    }

    /// <summary>Copies numbers in: network by network, row by row.</summary>
    /// <param name="values">As many as the tensor has.</param>
    /// <param name="destination">Receives them, rounded to its precision.</param>
    public void Write(ReadOnlySpan<double> values, Tensor destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Require(values.Length == destination.Shape.Count, $"{destination.Shape} elements cannot be written from {values.Length}.");
        WriteCore(values, destination);
    }

    /// <summary>Copies numbers out: network by network, row by row.</summary>
    /// <param name="source">The tensor.</param>
    /// <param name="destination">As long as the tensor has elements.</param>
    public void Read(Tensor source, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        Require(destination.Length == source.Shape.Count, $"{source.Shape} elements cannot be read into {destination.Length}.");
        ReadCore(source, destination);
    }

    /// <summary>All numbers: network by network, row by row.</summary>
    /// <param name="source">The tensor.</param>
    /// <returns>The numbers.</returns>
    public double[] ToArray(Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        double[] values = new double[source.Shape.Count];
        Read(source, values);
        return values;
    }

    /// <summary>destination = value everywhere.</summary>
    /// <param name="destination">The tensor.</param>
    /// <param name="value">The number.</param>
    public abstract void Fill(Tensor destination, double value);

    /// <summary>destination = alpha a + beta destination, elementwise.</summary>
    /// <param name="a">Broadcasts.</param>
    /// <param name="destination">The result.</param>
    /// <param name="alpha">The factor of a.</param>
    /// <param name="beta">The factor of the old contents.</param>
    public void Add(Tensor a, Tensor destination, double alpha = 1, double beta = 1)
    {
        RequireBroadcast(a, destination);
        AddCore(a, destination, alpha, beta);
    }

    /// <summary>destination = alpha a b + beta destination, elementwise.</summary>
    /// <param name="a">Broadcasts.</param>
    /// <param name="b">Broadcasts.</param>
    /// <param name="destination">The result.</param>
    /// <param name="alpha">The factor of the product.</param>
    /// <param name="beta">The factor of the old contents.</param>
    public void Multiply(Tensor a, Tensor b, Tensor destination, double alpha = 1, double beta = 0)
    {
        RequireBroadcast(a, destination);
        RequireBroadcast(b, destination);
        MultiplyCore(a, b, destination, alpha, beta);
    }

    /// <summary>destination = alpha a / (sqrt(b) + epsilon) + beta destination, elementwise: the step of Adam.</summary>
    /// <param name="a">Of the shape of the destination.</param>
    /// <param name="b">Of the shape of the destination; not negative.</param>
    /// <param name="epsilon">Positive.</param>
    /// <param name="destination">The result.</param>
    /// <param name="alpha">The factor of the quotient.</param>
    /// <param name="beta">The factor of the old contents.</param>
    public void DivideByRoot(Tensor a, Tensor b, double epsilon, Tensor destination, double alpha = 1, double beta = 0)
    {
        RequireSame(a, destination);
        RequireSame(b, destination);
        DivideByRootCore(a, b, epsilon, destination, alpha, beta);
    }

    /// <summary>destination = alpha op(a) op(b) + beta destination, a matrix product for each network.</summary>
    /// <param name="a">Its networks broadcast.</param>
    /// <param name="transposeA">Whether op(a) is the transpose of a.</param>
    /// <param name="b">Its networks broadcast.</param>
    /// <param name="transposeB">Whether op(b) is the transpose of b.</param>
    /// <param name="destination">The result; neither a nor b.</param>
    /// <param name="alpha">The factor of the product.</param>
    /// <param name="beta">The factor of the old contents.</param>
    public void MatrixProduct(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor destination, double alpha = 1, double beta = 0)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(destination);
        TensorShape left = transposeA ? a.Shape.Transposed : a.Shape;
        TensorShape right = transposeB ? b.Shape.Transposed : b.Shape;
        TensorShape result = destination.Shape;
        Require(
            left.Columns == right.Rows && left.Rows == result.Rows && right.Columns == result.Columns
                && (left.Networks == result.Networks || left.Networks == 1) && (right.Networks == result.Networks || right.Networks == 1),
            $"The product of {left} and {right} is not {result}.");
        Require(!ReferenceEquals(a, destination) && !ReferenceEquals(b, destination), "A product cannot overwrite its operands.");
        MatrixProductCore(a, transposeA, b, transposeB, destination, alpha, beta);
    }

    /// <summary>destination = phi(z), elementwise.</summary>
    /// <param name="phi">The activation.</param>
    /// <param name="z">Of the shape of the destination, which it may be.</param>
    /// <param name="destination">The result.</param>
    public void Activate(Activation phi, Tensor z, Tensor destination)
    {
        ArgumentNullException.ThrowIfNull(phi);
        RequireSame(z, destination);
        ActivateCore(phi, z, destination);
    }

    /// <summary>destination = phi^(k)(z), elementwise; almost everywhere.</summary>
    /// <param name="phi">The activation.</param>
    /// <param name="z">Of the shape of the destination, which it may be.</param>
    /// <param name="destination">The result.</param>
    /// <param name="order">k, from 0 (phi itself) to <see cref="Activation.HighestDerivative"/>.</param>
    public void ActivateDerivative(Activation phi, Tensor z, Tensor destination, int order = 1)
    {
        ArgumentNullException.ThrowIfNull(phi);
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        Require(
            order <= phi.HighestDerivative,
            $"The derivative of order {order} of {phi.Name} is not a known function: the highest is of order {phi.HighestDerivative}.");
        RequireSame(z, destination);
        if (order == 0)
        {
            ActivateCore(phi, z, destination);
        }
        else
        {
            ActivateDerivativeCore(phi, z, destination, order);
        }
    }

    /// <summary>destination = alpha (sum over a's rows, columns or both) + beta destination: dimensions of 1 in the destination are summed over.</summary>
    /// <param name="a">The addends; as many networks as the destination.</param>
    /// <param name="destination">The sums.</param>
    /// <param name="alpha">The factor of the sums.</param>
    /// <param name="beta">The factor of the old contents.</param>
    public void Sum(Tensor a, Tensor destination, double alpha = 1, double beta = 0)
    {
        RequireReduction(a, destination);
        SumCore(a, destination, alpha, beta);
    }

    /// <summary>destination = alpha (sum of a b over rows, columns or both) + beta destination: dimensions of 1 in the destination are summed over.</summary>
    /// <param name="a">As many networks as the destination.</param>
    /// <param name="b">Broadcasts to a.</param>
    /// <param name="destination">The sums.</param>
    /// <param name="alpha">The factor of the sums.</param>
    /// <param name="beta">The factor of the old contents.</param>
    public void SumOfProducts(Tensor a, Tensor b, Tensor destination, double alpha = 1, double beta = 0)
    {
        RequireReduction(a, destination);
        RequireBroadcast(b, a);
        SumOfProductsCore(a, b, destination, alpha, beta);
    }

    /// <summary>Each row's exp(z - max z) / sum exp(z - max z), and the logarithm of its sum of exponentials.</summary>
    /// <param name="z">The logits: networks x rows x columns.</param>
    /// <param name="softmax">Receives the probabilities; may be z.</param>
    /// <param name="logSum">Receives log sum exp z: networks x rows x 1.</param>
    public void Softmax(Tensor z, Tensor softmax, Tensor logSum)
    {
        RequireSame(z, softmax);
        ArgumentNullException.ThrowIfNull(logSum);
        Require(logSum.Shape == z.Shape with { Columns = 1 }, $"The sums of {z.Shape} do not fit in {logSum.Shape}.");
        SoftmaxCore(z, softmax, logSum);
    }

    /// <summary>destination[b, i] = source[b, rows[i]].</summary>
    /// <param name="source">Networks x rows x columns.</param>
    /// <param name="rows">Row numbers of the source, in any order, as many as the destination has rows.</param>
    /// <param name="destination">As many networks and columns as the source; not the source.</param>
    public void GatherRows(Tensor source, ReadOnlySpan<int> rows, Tensor destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        Require(destination.Shape == source.Shape with { Rows = rows.Length }, $"{rows.Length} rows of {source.Shape} do not fit in {destination.Shape}.");
        foreach (int row in rows)
        {
            Require(row >= 0 && row < source.Shape.Rows, $"There is no row {row} among {source.Shape.Rows}.");
        }

        GatherRowsCore(source, rows, destination);
    }

    /// <summary>Independent standard normal numbers.</summary>
    /// <param name="destination">Receives them.</param>
    /// <param name="key">Which numbers.</param>
    public abstract void FillNormal(Tensor destination, RandomKey key);

    /// <summary>Memory for a tensor.</summary>
    /// <param name="shape">Its shape.</param>
    /// <returns>The tensor, its contents undefined.</returns>
    protected internal abstract Tensor Allocate(TensorShape shape);

    /// <summary>Takes the memory of a tensor back.</summary>
    /// <param name="tensor">One of this backend's tensors.</param>
    protected internal abstract void Release(Tensor tensor);

    /// <summary>Part of a tensor or view: of each network, or, when the source has one network and the shape several, these one after the other.</summary>
    /// <param name="source">The tensor.</param>
    /// <param name="offset">The first element, of each network.</param>
    /// <param name="shape">As many networks as the source, or any number when that has one.</param>
    /// <returns>The view.</returns>
    protected abstract Tensor ViewCore(Tensor source, long offset, TensorShape shape);

    /// <inheritdoc cref="Write"/>
    protected abstract void WriteCore(ReadOnlySpan<double> values, Tensor destination);

    /// <inheritdoc cref="Read"/>
    protected abstract void ReadCore(Tensor source, Span<double> destination);

    /// <inheritdoc cref="Add"/>
    protected abstract void AddCore(Tensor a, Tensor destination, double alpha, double beta);

    /// <inheritdoc cref="Multiply"/>
    protected abstract void MultiplyCore(Tensor a, Tensor b, Tensor destination, double alpha, double beta);

    /// <inheritdoc cref="DivideByRoot"/>
    protected abstract void DivideByRootCore(Tensor a, Tensor b, double epsilon, Tensor destination, double alpha, double beta);

    /// <inheritdoc cref="MatrixProduct"/>
    protected abstract void MatrixProductCore(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor destination, double alpha, double beta);

    /// <inheritdoc cref="Activate"/>
    protected abstract void ActivateCore(Activation phi, Tensor z, Tensor destination);

    /// <summary>destination = phi^(k)(z), elementwise, for a k that phi has.</summary>
    /// <param name="phi">The activation.</param>
    /// <param name="z">Of the shape of the destination, which it may be.</param>
    /// <param name="destination">The result.</param>
    /// <param name="order">k, at least 1.</param>
    protected abstract void ActivateDerivativeCore(Activation phi, Tensor z, Tensor destination, int order);

    /// <inheritdoc cref="Sum"/>
    protected abstract void SumCore(Tensor a, Tensor destination, double alpha, double beta);

    /// <inheritdoc cref="SumOfProducts"/>
    protected abstract void SumOfProductsCore(Tensor a, Tensor b, Tensor destination, double alpha, double beta);

    /// <inheritdoc cref="Softmax"/>
    protected abstract void SoftmaxCore(Tensor z, Tensor softmax, Tensor logSum);

    /// <inheritdoc cref="GatherRows"/>
    protected abstract void GatherRowsCore(Tensor source, ReadOnlySpan<int> rows, Tensor destination);

    private static void RequireSame(Tensor a, Tensor destination)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(destination);
        Require(a.Shape == destination.Shape, $"{a.Shape} is not {destination.Shape}.");
    }

    private static void RequireBroadcast(Tensor a, Tensor destination)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(destination);
        Require(a.Shape.BroadcastsTo(destination.Shape), $"{a.Shape} does not broadcast to {destination.Shape}.");
    }

    private static void RequireReduction(Tensor a, Tensor destination)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(destination);
        Require(a.Shape.Networks == destination.Shape.Networks && destination.Shape.BroadcastsTo(a.Shape), $"Sums of {a.Shape} are not {destination.Shape}.");
    }

    // The message is only put together when it is needed.
    private static void Require(bool condition, [System.Runtime.CompilerServices.InterpolatedStringHandlerArgument(nameof(condition))] RequirementText text)
    {
        if (!condition)
        {
            throw new ArgumentException(text.ToString());
        }
    }
}
