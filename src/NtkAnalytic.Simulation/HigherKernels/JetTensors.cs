using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.EmpiricalKernels;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.HigherKernels;

/// <summary>K^(2), ..., K^(p) of one network: tuples in blocks, shorter ones first, and test rows in blocks.</summary>
internal sealed class JetTensors
{
    private readonly TensorBackend _backend;
    private readonly FiniteNetwork _network;
    private readonly JetPlan _plan;
    private readonly JetPoints _points;

    /// <summary>A computation.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="network">A fully connected network with enough derivatives of its activation.</param>
    /// <param name="points">The points.</param>
    /// <param name="plan">The order and the blocks.</param>
    public JetTensors(TensorBackend backend, FiniteNetwork network, JetPoints points, JetPlan plan)
    {
        _backend = backend;
        _network = network;
        _points = points;
        _plan = plan;
    }

    /// <summary>The tensors.</summary>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="options">Cancellation, progress.</param>
    /// <param name="done">The share of all work that is done before.</param>
    /// <param name="share">The share of this call.</param>
    /// <returns>K^(2), ..., K^(p).</returns>
    public TangentTensors Run(double[] parameters, SampleOptions? options, double done, double share)
    {
        int tests = _points.TestCount * _network.Outputs;
        var packing = new TensorPacking(_plan.Indices, tests, _plan.Generators);
        int parts = tests == 0 ? 1 : ((tests - 1) / _plan.TestRows) + 1;
        for (int part = 0; part < parts; part++)
        {
            int first = part * _plan.TestRows;
            Part(parameters, packing, first, Math.Min(_plan.TestRows, tests - first), options, done + (share * part / parts), share / parts);
        }

        return new TangentTensors(_points.Count, _points.TestCount, _network.Outputs, packing.Tensors);
    }

    // The training rows are computed again for each part of the test rows, and taken the first time.
    private void Part(double[] parameters, TensorPacking packing, int firstTest, int tests, SampleOptions? options, double done, double share)
    {
        using TensorScope scope = _backend.NewScope();
        Tensor values = scope.Allocate(1, 1, parameters.Length);
        _backend.Write(parameters, values);
        Side training = Make(scope, values, _points.Training, null);
        int first = firstTest / _network.Outputs * _network.Inputs;
        Side? test = tests == 0 ? null : Make(scope, values, _points.Test.AsSpan(first, tests / _network.Outputs * _network.Inputs), training.Rows);
        double all = _plan.Tuples(_plan.Generators);
        for (int length = 0; length <= _plan.Generators; length++)
        {
            double taken = 0;
            foreach (JetBlock block in _plan.Blocks(length))
            {
                options?.CancellationToken.ThrowIfCancellationRequested();
                Tensor kernels = Compute(training, block, takes: firstTest == 0);
                if (firstTest == 0)
                {
                    packing.Training(block, Read(training, kernels), training.Terms[0].IsHalf(block));
                }

                if (test is not null)
                {
                    packing.Test(block, Read(test, Compute(test, block, takes: true)), firstTest, tests);
                }

                taken += block.Count;
                if (length == _plan.Generators)
                {
                    options?.Progress?.Report(done + (share * taken / all));
                }
            }
        }
    }

    private Tensor Compute(Side side, JetBlock block, bool takes)
    {
        Tensor kernels = _backend.View(side.Kernels, 0, new TensorShape(block.Count, side.Rows[0].Rows, _plan.Indices));
        for (int copy = 0; copy < _network.Copies; copy++)
        {
            side.Rows[copy].Compute(block, _plan.Generators, side.Training[copy]);
            if (takes)
            {
                side.Terms[copy].Compute(block, Share(copy, block.Length + 2), copy, kernels);
            }
        }

        return kernels;
    }

    private ReadOnlySpan<double> Read(Side side, Tensor kernels)
    {
        Span<double> values = side.Values.AsSpan(0, (int)kernels.Shape.Count);
        _backend.Read(kernels, values);
        return values;
    }

    // f = sum_i s_i g_i, so K^(r) = sum_i s_i^r K_i^(r).
    private double Share(int copy, int order) =>
        _network.Copies == 1 ? 1 : (copy == 1 && order % 2 == 1 ? -1 : 1) * Math.Pow(0.5, order / 2.0);

    private Side Make(TensorScope scope, Tensor parameters, ReadOnlySpan<double> points, JetRows[]? training)
    {
        (Tensor inputs, Tensor units) = JetPoints.Rows(_backend, scope, _network, points);
        JetRows[] copies = [.. Enumerable.Range(0, _network.Copies).Select(copy =>
            new JetRows(_backend, scope, _plan, _network, parameters, copy * _network.CopyParameterCount, inputs, units))];
        training ??= copies;
        JetKernel[] terms = [.. copies.Select((copy, i) => new JetKernel(_backend, scope, _plan, _network, copy, training[i]))];
        Tensor kernels = scope.Allocate(1, _plan.BlockTuples * inputs.Shape.Rows, _plan.Indices);
        return new Side(copies, training, terms, kernels, new double[kernels.Shape.Count]);
    }

    /// <summary>A set of rows: each copy of the network at them and at the training rows, and the kernels between the two.</summary>
    private sealed record Side(JetRows[] Rows, JetRows[] Training, JetKernel[] Terms, Tensor Kernels, double[] Values);
}
