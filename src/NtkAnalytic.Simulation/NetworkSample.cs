using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.EmpiricalKernels;
using NtkAnalytic.Simulation.Passes;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation;

/// <summary>
/// Networks of finite width with their parameters: outputs, and the empirical NTK and NNGP kernels, computed layer by layer without a
/// Jacobian (the formula is derived for this toolkit; see the page on empirical kernels). Points are rows. Besides parameters and
/// results at most 2^25 numbers are held, or what one point needs. Not for several threads at once.
/// </summary>
public sealed class NetworkSample : IDisposable
{
    private readonly TensorScope _scope;

    /// <summary>Draws the networks number <paramref name="first"/>, first + 1, ... of an ensemble.</summary>
    /// <param name="network">The network.</param>
    /// <param name="backend">Where it is computed, and in which precision.</param>
    /// <param name="seed">The seed of the ensemble: a network depends on seed and number alone.</param>
    /// <param name="first">The number of the first network.</param>
    /// <param name="count">How many networks, at least 1.</param>
    /// <exception cref="ArgumentException">The count is less than 1, or there are 2^31 parameters or more in all.</exception>
    /// <exception cref="MemoryLimitException">The parameters do not fit in memory.</exception>
    public NetworkSample(FiniteNetwork network, TensorBackend backend, ulong seed, uint first = 0, int count = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (network.ParameterCount > Array.MaxLength / count)
        {
            throw new ArgumentException(FormattableString.Invariant($"A sample holds at most {Array.MaxLength} parameters, but {count} networks of {network.ParameterCount} were asked for."), nameof(count));
        }

        MemoryLimit.Require(backend, (double)count * network.ParameterCount, FormattableString.Invariant($"A sample of {count} networks"), "Use fewer networks or a smaller width");
        Network = network;
        Backend = backend;
        Seed = seed;
        First = first;
        Count = count;
        _scope = backend.NewScope();
        ParameterTensor = _scope.Allocate(count, 1, (int)network.ParameterCount);
        ParameterDraw.Fill(backend, network, ParameterTensor, seed, first);
    }

    /// <summary>The network.</summary>
    public FiniteNetwork Network { get; }

    /// <summary>Where it is computed.</summary>
    public TensorBackend Backend { get; }

    /// <summary>The seed of the ensemble.</summary>
    public ulong Seed { get; }

    /// <summary>The number of the first network.</summary>
    public uint First { get; }

    /// <summary>The number of networks.</summary>
    public int Count { get; }

    /// <summary>networks x 1 x <see cref="FiniteNetwork.ParameterCount"/>.</summary>
    internal Tensor ParameterTensor { get; }

    /// <summary>The parameters of a network: for each weight layer W row by row (outputs x inputs), then b; a mirrored network's second copy follows the first.</summary>
    /// <param name="network">0..Count - 1.</param>
    /// <returns>The numbers.</returns>
    public double[] Parameters(int network)
    {
        RequireIndex(network);
        int length = (int)Network.ParameterCount;
        return Backend.ToArray(ParameterTensor).AsSpan(network * length, length).ToArray();
    }

    /// <summary>Replaces the parameters of a network, rounded to the backend's precision.</summary>
    /// <param name="network">0..Count - 1.</param>
    /// <param name="values">As <see cref="Parameters"/> gives them; all finite.</param>
    /// <exception cref="ArgumentException">Their number differs, or one is not finite.</exception>
    public void SetParameters(int network, ReadOnlySpan<double> values)
    {
        RequireIndex(network);
        int length = (int)Network.ParameterCount;
        if (values.Length != length)
        {
            throw new ArgumentException($"The network has {length} parameters, but {values.Length} were given.", nameof(values));
        }

        for (int i = 0; i < length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException(FormattableString.Invariant($"Parameters must be finite, but number {i} (counted from 0) is {values[i]}."), nameof(values));
            }
        }

        double[] all = Backend.ToArray(ParameterTensor);
        values.CopyTo(all.AsSpan(network * length));
        Backend.Write(all, ParameterTensor);
    }

    /// <summary>f at points.</summary>
    /// <param name="points">n x n_0, finite.</param>
    /// <param name="options">Progress, cancellation.</param>
    /// <returns>n x M for each network.</returns>
    /// <exception cref="ArgumentException">The shape does not fit, or a number is not finite.</exception>
    /// <exception cref="OverflowException">An output is not a finite number of the backend's precision.</exception>
    /// <exception cref="MemoryLimitException">It does not fit in memory.</exception>
    public IReadOnlyList<Matrix<double>> Outputs(Matrix<double> points, SampleOptions? options = null) =>
        OutputBlocks.Run(Backend, Network, ParameterTensor, Check(points, nameof(points)), KernelBlocks.WorkElements, options);

    /// <summary>The empirical NTK: inner products of the outputs' gradients by all parameters that have gradients.</summary>
    /// <param name="points">n x n_0, finite.</param>
    /// <param name="points2">m x n_0, or null for a Gram matrix, which is symmetric to the bit.</param>
    /// <param name="outputs">What becomes of the outputs: their mean unless another is given.</param>
    /// <param name="options">Progress, cancellation.</param>
    /// <returns>n x m for each network; n M x m M for pairs of outputs.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or there is no such output.</exception>
    /// <exception cref="OverflowException">An entry is not a finite number of the backend's precision.</exception>
    /// <exception cref="MemoryLimitException">It does not fit in memory.</exception>
    public IReadOnlyList<Matrix<double>> Ntk(
        Matrix<double> points,
        Matrix<double>? points2 = null,
        OutputTreatment outputs = default,
        SampleOptions? options = null) =>
        Blocks(points, points2, new KernelRequest(outputs)).Ntk(KernelBlocks.WorkElements, options)[0];

    /// <summary>What each weight layer's parameters contribute to <see cref="Ntk"/>.</summary>
    /// <param name="points">n x n_0, finite.</param>
    /// <param name="points2">m x n_0, or null for a Gram matrix.</param>
    /// <param name="outputs">What becomes of the outputs.</param>
    /// <param name="options">Progress, cancellation.</param>
    /// <returns>For the weight layers 1..L + 1, what <see cref="Ntk"/> returns.</returns>
    /// <inheritdoc cref="Ntk" path="/exception"/>
    public IReadOnlyList<IReadOnlyList<Matrix<double>>> NtkByLayer(
        Matrix<double> points,
        Matrix<double>? points2 = null,
        OutputTreatment outputs = default,
        SampleOptions? options = null) =>
        Blocks(points, points2, new KernelRequest(outputs, ByLayer: true)).Ntk(KernelBlocks.WorkElements, options);

    /// <summary>Theta(x, x) alone, at a cost that is linear in the number of points.</summary>
    /// <param name="points">n x n_0, finite.</param>
    /// <param name="outputs">What becomes of the outputs.</param>
    /// <param name="options">Progress, cancellation.</param>
    /// <returns>n entries for each network; with pairs of outputs n M, Theta_ii of point p in place p M + i.</returns>
    /// <inheritdoc cref="Ntk" path="/exception"/>
    public IReadOnlyList<Vector<double>> NtkDiagonal(Matrix<double> points, OutputTreatment outputs = default, SampleOptions? options = null) =>
        [.. Blocks(points, null, new KernelRequest(outputs, Diagonal: true)).Ntk(KernelBlocks.WorkElements, options)[0].Select(matrix => matrix.Column(0))];

    /// <summary>
    /// The NNGP kernel at finite width: the covariance of a component of z^(l) given the layers below, sigma_w^2 / n_(l-1) phi phi^T +
    /// sigma_b^2; in residual networks the sum of that over the branches so far. Its mean over networks is E[z z'] exactly. A mirrored network
    /// has that of g, its two copies'.
    /// </summary>
    /// <param name="points">n x n_0, finite.</param>
    /// <param name="points2">m x n_0, or null for a Gram matrix, which is symmetric to the bit.</param>
    /// <param name="layer">l = 1..L + 1, or null for L + 1, the outputs.</param>
    /// <param name="options">Progress, cancellation.</param>
    /// <returns>n x m for each network.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or there is no such layer.</exception>
    /// <exception cref="OverflowException">An entry is not a finite number of the backend's precision.</exception>
    /// <exception cref="MemoryLimitException">It does not fit in memory.</exception>
    public IReadOnlyList<Matrix<double>> Nngp(
        Matrix<double> points,
        Matrix<double>? points2 = null,
        int? layer = null,
        SampleOptions? options = null) =>
        Blocks(points, points2, default).Nngp(RequireLayer(layer), KernelBlocks.WorkElements, options);

    /// <summary>The diagonal of <see cref="Nngp"/> alone.</summary>
    /// <param name="points">n x n_0, finite.</param>
    /// <param name="layer">l = 1..L + 1, or null for L + 1, the outputs.</param>
    /// <param name="options">Progress, cancellation.</param>
    /// <returns>n entries for each network.</returns>
    /// <inheritdoc cref="Nngp" path="/exception"/>
    public IReadOnlyList<Vector<double>> NngpDiagonal(Matrix<double> points, int? layer = null, SampleOptions? options = null) =>
        [.. Blocks(points, null, new KernelRequest(Diagonal: true)).Nngp(RequireLayer(layer), KernelBlocks.WorkElements, options).Select(matrix => matrix.Column(0))];

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _scope.Dispose();

    private double[] Check(Matrix<double> points, string name) => FinitePoints.Check(points, Network.Inputs, name);

    private KernelBlocks Blocks(Matrix<double> points, Matrix<double>? points2, KernelRequest request)
    {
        if (request.Outputs.Index is { } index && index >= Network.Outputs)
        {
            throw new ArgumentException($"There is no output {index}: the network has {Network.Outputs}, counted from 0.");
        }

        double[] rows = Check(points, nameof(points));
        return new KernelBlocks(Backend, Network, ParameterTensor, rows, points2 is null ? null : Check(points2, nameof(points2)), request);
    }

    private int RequireLayer(int? layer) => layer is null ? Network.Layers.Count
        : layer >= 1 && layer <= Network.Layers.Count ? layer.Value
        : throw new ArgumentException($"There is no weight layer {layer}: they are counted from 1 to {Network.Layers.Count}.", nameof(layer));

    private void RequireIndex(int network)
    {
        if (network < 0 || network >= Count)
        {
            throw new ArgumentOutOfRangeException(nameof(network), network, $"The sample has {Count} networks, counted from 0.");
        }
    }
}
