using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Training;

/// <summary>The minibatches of a session: every point once an epoch, in an order that all networks share; the last one may be smaller.</summary>
internal sealed class MiniBatches
{
    private readonly TrainingSession _session;
    private readonly int _size;
    private readonly int _points;
    private readonly Part _whole;
    private readonly Part? _rest;
    private int[] _order = [];
    private long _epoch = -1;

    public MiniBatches(TrainingSession session, int size)
    {
        _session = session;
        _size = size;
        _points = session.Problem.Inputs.RowCount;
        PerEpoch = (_points + size - 1) / size;
        _whole = new Part(session, size);
        _rest = _points % size == 0 ? null : new Part(session, _points % size);
    }

    /// <summary>The number of batches in an epoch.</summary>
    public int PerEpoch { get; }

    /// <summary>The loss over the batch of a step.</summary>
    public LossField At(long step)
    {
        (long epoch, long index) = Math.DivRem(step, PerEpoch);
        if (epoch != _epoch)
        {
            _order = EpochOrder.Of(_session.Options.Seed, epoch, _points);
            _epoch = epoch;
        }

        int from = (int)index * _size;
        int count = Math.Min(_size, _points - from);
        Part part = count == _size ? _whole : _rest!;
        _session.Backend.GatherRows(_session.Inputs, _order.AsSpan(from, count), part.Inputs);
        _session.Backend.GatherRows(_session.Targets, _order.AsSpan(from, count), part.Targets);
        return part.Field;
    }

    private sealed class Part
    {
        public Part(TrainingSession session, int size)
        {
            TrainingProblem problem = session.Problem;
            Inputs = session.Scope.Allocate(1, size, problem.Network.Inputs);
            Targets = session.Scope.Allocate(1, size, problem.Network.Outputs);
            Field = new LossField(session.Backend, session.Scope, problem.Network, problem.Loss, session.Parameters, Inputs, Targets);
        }

        public Tensor Inputs { get; }

        public Tensor Targets { get; }

        public LossField Field { get; }
    }
}
