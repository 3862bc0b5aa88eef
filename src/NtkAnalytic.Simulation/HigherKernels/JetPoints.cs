using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.HigherKernels;

/// <summary>Training and test points, checked, row by row.</summary>
/// <param name="Count">n.</param>
/// <param name="TestCount">m.</param>
/// <param name="Training">n x n_0.</param>
/// <param name="Test">m x n_0; empty when m = 0.</param>
internal sealed record JetPoints(int Count, int TestCount, double[] Training, double[] Test)
{
    /// <summary>All points, training points first.</summary>
    public double[] All => [.. Training, .. Test];

    /// <summary>The rows of points as tensors: a point stands once for each output.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="scope">Owns the tensors.</param>
    /// <param name="network">The network.</param>
    /// <param name="points">Points, row by row.</param>
    /// <returns>The points, 1 x rows x n_0, and the derivative of each row's output by the outputs, 1 x rows x M.</returns>
    public static (Tensor Inputs, Tensor Units) Rows(TensorBackend backend, TensorScope scope, FiniteNetwork network, ReadOnlySpan<double> points)
    {
        int outputs = network.Outputs;
        int rows = points.Length / network.Inputs * outputs;
        double[] repeated = new double[(long)rows * network.Inputs];
        double[] ones = new double[(long)rows * outputs];
        for (int row = 0; row < rows; row++)
        {
            points.Slice(row / outputs * network.Inputs, network.Inputs).CopyTo(repeated.AsSpan(row * network.Inputs));
            ones[(row * outputs) + (row % outputs)] = 1;
        }

        Tensor inputs = scope.Allocate(1, rows, network.Inputs);
        Tensor units = scope.Allocate(1, rows, outputs);
        backend.Write(repeated, inputs);
        backend.Write(ones, units);
        return (inputs, units);
    }
}
