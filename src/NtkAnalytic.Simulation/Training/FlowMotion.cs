using NtkAnalytic.Integrators;
using NtkAnalytic.Simulation.Checkpoints;
using NtkAnalytic.Simulation.Passes;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Training;

/// <summary>Gradient flow: every network has its own time and step, and waits where the next record is due.</summary>
internal sealed class FlowMotion : Motion
{
    // A share of the largest step at which Euler's method is stable: small against every time scale of the start.
    private const double FirstStep = 0.1;

    // Below this share of the time a step is lost in rounding.
    private const double SmallestStep = 1e-15;

    private static readonly StepRule Rule = StepRule.ProportionalIntegral;

    private readonly GradientFlow _method;
    private readonly PairStep _pair;
    private readonly GradientViews[][] _views;
    private readonly StepMemory[] _memories;
    private readonly double[] _times;
    private readonly long[] _steps;

    // The losses at the end of the last step.
    private double[] _losses = [];

    public FlowMotion(TrainingSession session, GradientFlow method)
        : base(session)
    {
        _method = method;
        RungeKuttaTableau pair = Tableau;
        TensorShape shape = session.Parameters.Shape;
        Tensor[] derivatives = [.. pair.Stages.Select(_ => session.Scope.Allocate(shape.Networks, shape.Rows, shape.Columns))];
        _views = [.. derivatives.Select(session.Train.Pass.Views)];
        _pair = new PairStep(session.Backend, session.Scope, pair, session.Parameters, session.Gradient, derivatives, Field);
        _memories = new StepMemory[session.Networks];
        _times = new double[session.Networks];
        _steps = new long[session.Networks];
    }

    /// <summary>The method.</summary>
    public static RungeKuttaTableau Tableau => IntegrationMethods.DormandPrince5.Tableau;

    public override long[] Steps => _steps;

    public override double[] Times => _times;

    public override void Begin()
    {
        for (int b = 0; b < _times.Length; b++)
        {
            _memories[b] = Rule.Begin(FirstStep * Session.Runs[b].StableRate);
        }

        Field(0);
        Session.Judge(_losses, _steps, _times, isWhole: true);
    }

    public override bool Advance(double mark)
    {
        double[] steps = new double[_times.Length];
        var ending = new TrainingStatus?[_times.Length];
        for (int b = 0; b < steps.Length; b++)
        {
            if (!Session.Runs[b].IsActive || _times[b] >= mark)
            {
                continue;
            }

            double left = mark - _times[b];
            steps[b] = Math.Min(_memories[b].Step, left);
            ending[b] = _steps[b] >= _method.MaxSteps ? TrainingStatus.StepsExhausted
                : !(steps[b] > Math.Min(SmallestStep * mark, left / 2)) ? TrainingStatus.StepTooSmall
                : null;
            steps[b] = ending[b] is null ? steps[b] : 0;
        }

        Session.End(ending, _steps, _times, Settle);
        if (Array.TrueForAll(steps, step => step == 0))
        {
            return false;
        }

        Step(steps, mark);
        return true;
    }

    public override void Settle() => Session.Backend.Add(_pair.Base, Session.Parameters, 1, 0);

    public override void Save(BinaryWriter writer)
    {
        Numbers.Write(writer, _times);
        Numbers.Write(writer, [.. _steps.Select(step => (double)step)]);
        Numbers.Write(writer, [.. _memories.Select(memory => memory.Step)]);
        Numbers.Write(writer, [.. _memories.Select(memory => memory.Error)]);
        Numbers.Write(writer, [.. _memories.Select(memory => memory.IsRejected ? 1.0 : 0.0)]);
    }

    public override void Load(BinaryReader reader)
    {
        Numbers.Read(reader).CopyTo(_times, 0);
        double[] steps = Numbers.Read(reader);
        for (int b = 0; b < _steps.Length; b++)
        {
            _steps[b] = (long)steps[b];
        }

        double[] next = Numbers.Read(reader);
        double[] errors = Numbers.Read(reader);
        double[] rejections = Numbers.Read(reader);
        for (int b = 0; b < _memories.Length; b++)
        {
            _memories[b] = new StepMemory(next[b], errors[b], rejections[b] == 1);
        }

        Session.Backend.Add(Session.Parameters, _pair.Base, 1, 0);

        // The first stage is the gradient at the same parameters, hence the same numbers.
        Field(0);
    }

    private void Step(double[] steps, double mark)
    {
        double[] errors = _pair.Attempt(steps);
        double[] distances = _pair.Distances(Session.Start);
        bool[] isAccepted = new bool[steps.Length];
        bool isFinite = true;
        for (int b = 0; b < steps.Length; b++)
        {
            if (steps[b] == 0)
            {
                continue;
            }

            isFinite &= double.IsFinite(errors[b]);
            _steps[b]++;
            double error = double.IsFinite(_losses[b]) ? errors[b] / (_method.AbsoluteTolerance + (_method.RelativeTolerance * distances[b])) : double.NaN;
            _memories[b] = Rule.Judge(_memories[b], Tableau.ErrorExponent, steps[b], error);
            isAccepted[b] = !_memories[b].IsRejected;
            if (isAccepted[b])
            {
                _times[b] = steps[b] == mark - _times[b] ? mark : _times[b] + steps[b];
            }
        }

        _pair.Accept(isAccepted, isFinite);
        Session.Judge(_losses, _steps, _times, isWhole: true, isAccepted);
    }

    private void Field(int stage)
    {
        _losses = Session.Train.Loss();
        Session.Train.Gradient(_views[stage], -1);
    }
}
