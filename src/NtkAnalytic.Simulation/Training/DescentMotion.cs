using NtkAnalytic.Simulation.Checkpoints;
using NtkAnalytic.Simulation.Passes;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Training;

/// <summary>Steps of gradient descent or Adam, all networks together.</summary>
internal sealed class DescentMotion : Motion
{
    private readonly UpdateRule _rule;
    private readonly LearningRate _rate;
    private readonly GradientViews[] _gradient;
    private readonly Tensor _rates;
    private readonly MiniBatches? _batches;
    private readonly double[] _learningRates;
    private long _step;

    public DescentMotion(TrainingSession session, TrainingMethod method)
        : base(session)
    {
        _rule = UpdateRule.Of(method, session.Backend, session.Scope, session.Parameters.Shape);
        int? batch = method is Adam adam ? adam.BatchSize : ((GradientDescent)method).BatchSize;
        _rate = method is Adam moments ? LearningRate.Absolute(moments.LearningRate) : ((GradientDescent)method).LearningRate;
        _gradient = session.Train.Pass.Views(session.Gradient);
        _rates = session.Scope.Allocate(session.Networks, 1, 1);
        _batches = batch < session.Problem.Inputs.RowCount ? new MiniBatches(session, batch.Value) : null;
        _learningRates = new double[session.Networks];
    }

    public override long[] Steps => [.. Enumerable.Repeat(_step, Session.Networks)];

    public override double[] Times => [.. _learningRates.Select(rate => _step * rate)];

    public override double[] Rates => _learningRates;

    public override void Begin()
    {
        for (int b = 0; b < _learningRates.Length; b++)
        {
            double rate = _rate.IsRelative ? _rate.Value * Session.Runs[b].StableRate : _rate.Value;

            // Without gradients every rate is stable, and none moves anything.
            _learningRates[b] = double.IsFinite(rate) ? rate : 0;
        }
    }

    public override bool Advance(double mark)
    {
        if (_step >= mark || !Session.AnyActive)
        {
            return false;
        }

        LossField field = Session.Train;
        if (_batches is null)
        {
            Session.Judge(field.Loss(), Steps, Times, isWhole: true);
        }
        else
        {
            if (_step % _batches.PerEpoch == 0 && Session.Options.Stopping is not null)
            {
                Session.Judge(field.Loss(), Steps, Times, isWhole: true);
            }

            field = _batches.At(_step);
            Session.Judge(field.Loss(), Steps, Times, isWhole: false);
        }

        if (!Session.AnyActive)
        {
            return false;
        }

        field.Gradient(_gradient);
        Session.Backend.Write([.. _learningRates.Select((rate, b) => Session.Runs[b].IsActive ? rate : 0)], _rates);
        _step++;
        _rule.Apply(Session.Parameters, Session.Gradient, _rates, _step);
        return true;
    }

    public override void Settle()
    {
    }

    public override void Save(BinaryWriter writer)
    {
        writer.Write(_step);
        Numbers.Write(writer, _learningRates);
        foreach (Tensor memory in _rule.Memory)
        {
            Numbers.Write(writer, Session.Backend.ToArray(memory));
        }
    }

    public override void Load(BinaryReader reader)
    {
        _step = reader.ReadInt64();
        Numbers.Read(reader).CopyTo(_learningRates, 0);
        foreach (Tensor memory in _rule.Memory)
        {
            Session.Backend.Write(Numbers.Read(reader), memory);
        }
    }
}
