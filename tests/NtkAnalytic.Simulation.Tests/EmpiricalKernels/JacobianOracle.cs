using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Passes;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Tests.EmpiricalKernels;

/// <summary>The plain route to the NTK: the Jacobian by one backward pass for each point and output, then J J^T.</summary>
internal static class JacobianOracle
{
    /// <summary>d f_i(x_p) / d theta in row p M + i.</summary>
    public static Matrix<double>[] Jacobians(NetworkSample sample, Matrix<double> points)
    {
        TensorBackend backend = sample.Backend;
        using TensorScope scope = backend.NewScope();
        int outputs = sample.Network.Outputs;
        int count = (int)sample.Network.ParameterCount;
        var pass = new NetworkPass(backend, scope, sample.Network, sample.ParameterTensor, scope.FromMatrix(points));
        Tensor signal = scope.Allocate(sample.Count, points.RowCount, outputs);
        Tensor gradient = scope.Allocate(sample.Count, 1, count);
        GradientViews[] views = pass.Views(gradient);
        Matrix<double>[] jacobians = [.. Enumerable.Range(0, sample.Count).Select(_ => Matrix<double>.Build.Dense(points.RowCount * outputs, count))];
        pass.Forward();
        for (int row = 0; row < points.RowCount * outputs; row++)
        {
            double[] one = new double[signal.Shape.Count];
            for (int b = 0; b < sample.Count; b++)
            {
                one[(b * points.RowCount * outputs) + row] = 1;
            }

            backend.Write(one, signal);
            pass.Gradient(signal, views);
            double[] values = backend.ToArray(gradient);
            for (int b = 0; b < sample.Count; b++)
            {
                jacobians[b].SetRow(row, values[(b * count)..((b + 1) * count)]);
            }
        }

        return jacobians;
    }

    /// <summary>The columns of a Jacobian that belong to a weight layer, 1..L + 1, of all copies.</summary>
    public static Matrix<double> OfLayer(FiniteNetwork network, Matrix<double> jacobian, int layer)
    {
        FiniteLayer shape = network.Layers[layer - 1];
        int count = (int)(shape.End - shape.WeightOffset);
        Matrix<double> part = Matrix<double>.Build.Dense(jacobian.RowCount, count * network.Copies);
        for (int copy = 0; copy < network.Copies; copy++)
        {
            int start = (int)((copy * network.CopyParameterCount) + shape.WeightOffset);
            part.SetSubMatrix(0, copy * count, jacobian.SubMatrix(0, jacobian.RowCount, start, count));
        }

        return part;
    }

    /// <summary>The rows of one output.</summary>
    public static Matrix<double> OfOutput(Matrix<double> jacobian, int outputs, int index) =>
        Matrix<double>.Build.DenseOfRows(jacobian.EnumerateRows().Where((_, row) => row % outputs == index));

    /// <summary>(1/M) sum over i of J_i J'_i^T.</summary>
    public static Matrix<double> Mean(Matrix<double> rows, Matrix<double> columns, int outputs) =>
        Enumerable.Range(0, outputs)
            .Select(i => OfOutput(rows, outputs, i).TransposeAndMultiply(OfOutput(columns, outputs, i)))
            .Aggregate((sum, term) => sum + term) / outputs;
}
