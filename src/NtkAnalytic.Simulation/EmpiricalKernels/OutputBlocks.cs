using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Passes;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.EmpiricalKernels;

/// <summary>The outputs of a batch of networks at any number of points, block of points by block.</summary>
internal static class OutputBlocks
{
    /// <summary>f at points.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="network">The network.</param>
    /// <param name="parameters">networks x 1 x <see cref="FiniteNetwork.ParameterCount"/>.</param>
    /// <param name="points">Checked, row by row.</param>
    /// <param name="workElements">The numbers that a block may take.</param>
    /// <param name="options">Progress, cancellation.</param>
    /// <returns>n x M for each network.</returns>
    public static Matrix<double>[] Run(
        TensorBackend backend,
        FiniteNetwork network,
        Tensor parameters,
        double[] points,
        long workElements,
        SampleOptions? options)
    {
        int batch = parameters.Shape.Networks;
        int n = points.Length / network.Inputs;
        double perPoint = network.Inputs + (batch * ((network.Copies * 2.0 * network.Widths.Sum(width => (double)width)) + (3.0 * network.Outputs)));
        int size = (int)Math.Clamp(workElements / perPoint, 1, n);
        MemoryLimit.Require(
            backend,
            parameters.Shape.Count + (size * perPoint) + ((double)batch * n * network.Outputs * sizeof(double) / backend.ElementSize),
            FormattableString.Invariant($"The outputs of {batch} networks at {n} points"),
            "Use fewer points, fewer networks or a smaller width");
        Matrix<double>[] results = [.. Enumerable.Range(0, batch).Select(_ => Matrix<double>.Build.Dense(n, network.Outputs))];
        using TensorScope scope = backend.NewScope();
        Tensor inputs = scope.Allocate(1, size, network.Inputs);
        var pass = new NetworkPass(backend, scope, network, parameters, inputs, forwardOnly: true);
        double[] block = new double[size * network.Inputs];
        double[] values = new double[pass.Outputs.Shape.Count];
        for (int first = 0; first < n; first += size)
        {
            options?.CancellationToken.ThrowIfCancellationRequested();
            int taken = Math.Min(size, n - first);
            points.AsSpan(first * network.Inputs, taken * network.Inputs).CopyTo(block);
            backend.Write(block, inputs);
            pass.Forward();
            backend.Read(pass.Outputs, values);
            for (int b = 0; b < batch; b++)
            {
                for (int i = 0; i < taken; i++)
                {
                    for (int o = 0; o < network.Outputs; o++)
                    {
                        double value = values[(((b * size) + i) * network.Outputs) + o];
                        results[b][first + i, o] = double.IsFinite(value) ? value : throw new OverflowException(
                            FormattableString.Invariant($"Output {o} of network {b} (counted from 0 in the sample) at point {first + i} is not a finite number of this precision."));
                    }
                }
            }

            options?.Progress?.Report((first + taken) / (double)n);
        }

        return results;
    }
}
