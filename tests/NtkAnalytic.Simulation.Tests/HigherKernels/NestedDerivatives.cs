using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Networks;

namespace NtkAnalytic.Simulation.Tests.HigherKernels;

/// <summary>
/// The definition of the higher tangent kernels, by numbers with nilpotent generators: the flat vector of parameters is moved along whole gradients, and a
/// gradient is one evaluation of the network for each parameter. Knows nothing of layers' kernels, signals or the chain rule.
/// </summary>
internal sealed class NestedDerivatives
{
    private readonly FiniteNetwork _network;
    private readonly double[] _parameters;
    private readonly bool[] _moves;
    private readonly Matrix<double> _points;
    private readonly int _generators;

    /// <summary>A network at points, training points first.</summary>
    public NestedDerivatives(FiniteNetwork network, double[] parameters, Matrix<double> points, int generators)
    {
        _network = network;
        _parameters = parameters;
        _points = points;
        _generators = generators;
        _moves = [.. Enumerable.Range(0, parameters.Length).Select(IsMoved)];
    }

    /// <summary>K^(2+u)_{ab;b_1..b_u} for all rows a and columns b below the given number, row by row.</summary>
    public double[] Kernel(int[] directions, int columns)
    {
        NilpotentNumber[] theta = [.. _parameters.Select(p => NilpotentNumber.Constant(p, _generators + 1))];
        for (int j = directions.Length - 1; j >= 0; j--)
        {
            NilpotentNumber[] gradient = Gradient(theta, directions[j]);
            theta = [.. theta.Zip(gradient, (value, slope) => value + slope.Times(j))];
        }

        int all = (1 << directions.Length) - 1;
        NilpotentNumber[][] gradients = [.. Enumerable.Range(0, _points.RowCount * _network.Outputs).Select(row => Gradient(theta, row))];
        return [.. gradients.SelectMany(a => gradients.Take(columns).Select(b => a.Zip(b, (x, y) => (x * y)[all]).Sum()))];
    }

    private NilpotentNumber[] Gradient(NilpotentNumber[] theta, int row)
    {
        var gradient = new NilpotentNumber[theta.Length];
        NilpotentNumber one = NilpotentNumber.Constant(1, _generators + 1).Times(_generators);
        for (int p = 0; p < theta.Length; p++)
        {
            NilpotentNumber[] moved = [.. theta];
            moved[p] += one;
            gradient[p] = _moves[p] ? Output(moved, row).DerivativeBy(_generators) : NilpotentNumber.Constant(0, _generators + 1);
        }

        return gradient;
    }

    private NilpotentNumber Output(NilpotentNumber[] theta, int row)
    {
        (int point, int output) = Math.DivRem(row, _network.Outputs);
        if (_network.Copies == 1)
        {
            return Copy(theta, 0, point)[output];
        }

        return Math.Sqrt(0.5) * (Copy(theta, 0, point)[output] + (-1.0 * Copy(theta, _network.CopyParameterCount, point)[output]));
    }

    private NilpotentNumber[] Copy(NilpotentNumber[] theta, long offset, int point)
    {
        NilpotentNumber[] values = [.. _points.Row(point).Select(x => NilpotentNumber.Constant(x, _generators + 1))];
        for (int l = 0; l < _network.Layers.Count; l++)
        {
            FiniteLayer layer = _network.Layers[l];
            var next = new NilpotentNumber[layer.Outputs];
            for (int i = 0; i < layer.Outputs; i++)
            {
                NilpotentNumber sum = NilpotentNumber.Constant(0, _generators + 1);
                for (int j = 0; j < layer.Inputs; j++)
                {
                    sum += layer.WeightScale * (theta[offset + layer.WeightOffset + (i * layer.Inputs) + j] * values[j]);
                }

                next[i] = layer.HasBias ? sum + (layer.BiasScale * theta[offset + layer.BiasOffset + i]) : sum;
            }

            values = l == _network.Layers.Count - 1 ? next : [.. next.Select(z => z.Apply(_network.Network.Activation))];
        }

        return values;
    }

    // Biases without gradients stay where they are.
    private bool IsMoved(int parameter)
    {
        long place = parameter % _network.CopyParameterCount;
        FiniteLayer layer = _network.Layers.Last(l => l.WeightOffset <= place);
        return place < layer.BiasOffset || layer.TrainsBias;
    }
}
