using System.Numerics.Tensors;

namespace NtkAnalytic.Integrators;

/// <summary>Steps of an explicit pair.</summary>
internal sealed class ExplicitRungeKuttaStepper : Stepper
{
    private readonly RungeKuttaTableau _tableau;
    private readonly VectorField _field;
    private readonly double[][] _stages;
    private readonly double[] _error;
    private readonly double[] _correction;
    private readonly double[] _weights;
    private readonly double[] _point;

    // Stages of the step that its proposal and its error need: the derivative at the end waits for acceptance where the error does not use it.
    private readonly int _needed;
    private double[] _state;
    private double[] _proposal;
    private double _time;
    private double _begin;
    private double _step;
    private int _evaluated;
    private bool _isAccepted;
    private long _evaluations;

    public ExplicitRungeKuttaStepper(RungeKuttaTableau tableau, VectorField field)
    {
        _tableau = tableau;
        _field = field;
        int count = field.Dimension;
        _stages = [.. tableau.Nodes.Select(_ => new double[count])];
        _error = new double[count];
        _correction = new double[tableau.CorrectionWeights.Count > 0 ? count : 0];
        _weights = new double[_stages.Length];
        _point = new double[count];
        _state = new double[count];
        _proposal = new double[count];
        int last = tableau.StepStages - 1;
        _needed = Uses(tableau.ErrorWeights, last) || Uses(tableau.CorrectionWeights, last) ? tableau.StepStages : last;
    }

    public override double Time => _time;

    public override ReadOnlySpan<double> State => _state;

    public override ReadOnlySpan<double> Derivative => _stages[_isAccepted ? _tableau.StepStages - 1 : 0];

    public override ReadOnlySpan<double> Proposal => _proposal;

    public override ReadOnlySpan<double> Error => _error;

    public override StepperWork Work => new(_evaluations, 0, 0, 0);

    public override void Start(double time, ReadOnlySpan<double> state)
    {
        _time = time;
        _isAccepted = false;
        state.CopyTo(_state);
        Evaluate(0, time, _state);
    }

    public override bool Attempt(double step, ReadOnlySpan<double> scale)
    {
        int last = _tableau.StepStages - 1;
        if (_isAccepted)
        {
            (_stages[0], _stages[last]) = (_stages[last], _stages[0]);
            _isAccepted = false;
        }

        _step = step;
        for (int i = 1; i < last; i++)
        {
            LinearCombination.Add(_state, step, _tableau.Row(i), _stages, _point);
            Evaluate(i, _time + (_tableau.Nodes[i] * step), _point);
        }

        LinearCombination.Add(_state, step, _tableau.Row(last), _stages, _proposal);
        _evaluated = last;
        if (!IsFinite(_proposal))
        {
            return false;
        }

        if (_needed > last)
        {
            Evaluate(last, _time + step, _proposal);
            _evaluated++;
        }

        LinearCombination.Add([], step, _tableau.ErrorRow, _stages, _error);
        if (_correction.Length > 0)
        {
            LinearCombination.Add([], step, _tableau.CorrectionRow, _stages, _correction);
            Correct();
        }

        return IsFinite(_error);
    }

    public override void Accept()
    {
        int last = _tableau.StepStages - 1;
        if (_evaluated == last)
        {
            Evaluate(last, _time + _step, _proposal);
            _evaluated++;
        }

        (_state, _proposal) = (_proposal, _state);
        _begin = _time;
        _time += _step;
        _isAccepted = true;
    }

    public override void Interpolate(double fraction, Span<double> state)
    {
        for (; _evaluated < _stages.Length; _evaluated++)
        {
            LinearCombination.Add(_proposal, _step, _tableau.Row(_evaluated), _stages, _point);
            Evaluate(_evaluated, _begin + (_tableau.Nodes[_evaluated] * _step), _point);
        }

        // After Accept the state before the step stands where the proposal was.
        _tableau.DenseWeights(fraction, _weights);
        LinearCombination.Add(_proposal, _step, _weights, _stages, state);
    }

    private static bool Uses(IReadOnlyList<double> weights, int stage) => weights.Count > stage && weights[stage] != 0;

    private static bool IsFinite(double[] values) => double.IsFinite(TensorPrimitives.MaxMagnitude<double>(values));

    private void Evaluate(int stage, double time, double[] state)
    {
        _field.Evaluate(time, state, _stages[stage]);
        _evaluations++;
    }

    private void Correct()
    {
        for (int i = 0; i < _error.Length; i++)
        {
            double error = _error[i];
            double size = Math.Sqrt((error * error) + (0.01 * _correction[i] * _correction[i]));
            _error[i] = size > 0 ? error * (Math.Abs(error) / size) : error;
        }
    }
}
