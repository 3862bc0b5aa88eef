using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.HigherKernels;

/// <summary>
/// The series of a sampled network's tangent kernels without stored tensors: <see cref="Kernel"/> is a few passes through the network, at
/// a small multiple of the cost of one NTK. From <see cref="TangentJets.Series"/>. Not for several threads at once.
/// </summary>
/// <remarks>
/// It uses that a signature obeys the shuffle relation S^(2)_{bc} + S^(2)_{cb} = S^(1)_b S^(1)_c, as iterated integrals of one path do; of S^(2) only
/// what this leaves free, its antisymmetric part, then matters. At numbers that do not obey it, it is a smooth function that differs from
/// <see cref="TangentTensors.Kernel"/> by terms of the size of the violation.
/// </remarks>
public sealed class TangentJetSeries : TangentSeries, IDisposable
{
    private readonly TensorBackend _backend;
    private readonly TensorScope _scope;
    private readonly FiniteNetwork _network;
    private readonly SeriesCopy[] _copies;
    private readonly Tensor _first;
    private readonly Tensor _second;
    private readonly Tensor _kernel;
    private readonly double[] _scaled;

    internal TangentJetSeries(TensorBackend backend, FiniteNetwork network, double[] parameters, JetPoints points, int order)
    {
        _backend = backend;
        _network = network;
        Points = points.Count;
        TestPoints = points.TestCount;
        Outputs = network.Outputs;
        HighestOrder = order;
        _scope = backend.NewScope();
        Tensor values = _scope.Allocate(1, 1, parameters.Length);
        backend.Write(parameters, values);
        (Tensor inputs, Tensor units) = JetPoints.Rows(backend, _scope, network, points.All);
        _copies = [.. Enumerable.Range(0, network.Copies).Select(copy =>
            new SeriesCopy(backend, _scope, network, values, copy * network.CopyParameterCount, inputs, units, Indices, order - 2))];
        _first = _scope.Allocate(1, Indices, 1);
        _second = _scope.Allocate(1, Indices, Indices);
        _kernel = _scope.Allocate(1, Indices + TestIndices, Indices);
        _scaled = new double[Indices * Indices];
    }

    /// <inheritdoc/>
    public override int Points { get; }

    /// <inheritdoc/>
    public override int TestPoints { get; }

    /// <inheritdoc/>
    public override int Outputs { get; }

    /// <summary>The order that was asked for: 2, 3 or 4.</summary>
    public override int HighestOrder { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The order is out of range, or a span has not the length that was said.</exception>
    /// <exception cref="OverflowException">An entry is not a finite number of the backend's precision.</exception>
    public override void Kernel(int order, ReadOnlySpan<double> signature, Span<double> kernel)
    {
        Check(order, signature.Length, kernel.Length);
        _backend.Fill(_kernel, 0);
        for (int copy = 0; copy < _copies.Length; copy++)
        {
            double sign = Sign(copy);
            _copies[copy].Add(0, sign * sign, _kernel);
            if (order > 2)
            {
                Write(signature[..Indices], -sign / Points, _first);
                _copies[copy].First(_first);
                _copies[copy].Add(1, sign * sign, _kernel);
            }

            if (order > 3)
            {
                Write(signature.Slice(Indices, Indices * Indices), sign * sign / ((double)Points * Points), _second);
                _copies[copy].Second(_second);
                _copies[copy].Add(2, sign * sign, _kernel);
            }
        }

        ReadKernel(kernel);
    }

    /// <summary>K^(3) : v, the derivative of the NTK along sum_b v_b grad f_b in parameter space, without K^(3).</summary>
    /// <param name="direction">v, N numbers.</param>
    /// <returns>(N + T) x N.</returns>
    /// <exception cref="ArgumentException">The series is of order 2, or v has not N numbers.</exception>
    /// <exception cref="OverflowException">An entry is not a finite number of the backend's precision.</exception>
    public Matrix<double> DerivativeAlong(ReadOnlySpan<double> direction)
    {
        if (HighestOrder < 3)
        {
            throw new ArgumentException("A series of order 2 knows no K^(3): make one of order 3.");
        }

        if (direction.Length != Indices)
        {
            throw new ArgumentException($"A direction has {Indices} numbers, one for each training index, but {direction.Length} were given.", nameof(direction));
        }

        _backend.Fill(_kernel, 0);
        for (int copy = 0; copy < _copies.Length; copy++)
        {
            double sign = Sign(copy);
            Write(direction, sign, _first);
            _copies[copy].First(_first);
            _copies[copy].Add(1, sign * sign, _kernel);
        }

        double[] entries = new double[(Indices + TestIndices) * Indices];
        ReadKernel(entries);
        return Matrix<double>.Build.Dense(Indices + TestIndices, Indices, (a, b) => entries[(a * Indices) + b]);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _scope.Dispose();

    // f = sum_i s_i g_i: copy i moves along s_i grad g_i, and its kernel counts s_i^2.
    private double Sign(int copy) => _network.Copies == 1 ? 1 : (copy == 0 ? 1 : -1) * Math.Sqrt(0.5);

    private void ReadKernel(Span<double> kernel)
    {
        _backend.Read(_kernel, kernel);
        foreach (double value in kernel)
        {
            if (!double.IsFinite(value))
            {
                throw new OverflowException("An entry of the kernel's series is not a finite number of this precision.");
            }
        }
    }

    private void Check(int order, int signature, int kernel)
    {
        if (order < 2 || order > HighestOrder)
        {
            throw new ArgumentException($"The order must be from 2 to {HighestOrder}, but it is {order}.", nameof(order));
        }

        long expected = order == 2 ? 0 : order == 3 ? Indices : Indices + ((long)Indices * Indices);
        if (signature != expected)
        {
            throw new ArgumentException($"The signature of order {order} has {expected} numbers, but {signature} were given.", nameof(signature));
        }

        long entries = (long)(Indices + TestIndices) * Indices;
        if (kernel != entries)
        {
            throw new ArgumentException($"The kernel has {entries} entries, but there is room for {kernel}.", nameof(kernel));
        }
    }

    private void Write(ReadOnlySpan<double> signature, double factor, Tensor destination)
    {
        Span<double> scaled = _scaled.AsSpan(0, signature.Length);
        for (int i = 0; i < scaled.Length; i++)
        {
            scaled[i] = factor * signature[i];
        }

        _backend.Write(scaled, destination);
    }
}
