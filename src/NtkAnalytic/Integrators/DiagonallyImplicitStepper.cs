using System.Numerics.Tensors;

namespace NtkAnalytic.Integrators;

/// <summary>Steps of a diagonally implicit pair.</summary>
internal sealed class DiagonallyImplicitStepper : Stepper
{
    // A matrix for another coefficient contracts stiff components at the rate |c'/c - 1|; decompositions are cheap beside evaluations.
    private const double AllowedCoefficientChange = 0.02;

    // A slower contraction asks for a Jacobian of the present state.
    private const double SlowRate = 0.1;

    private readonly DiagonallyImplicitTableau _tableau;
    private readonly VectorField _field;
    private readonly NewtonSystem _system;
    private readonly StageNewton _newton;
    private readonly double[][] _slopes;
    private readonly double[] _psi;
    private readonly double[] _increment;
    private readonly double[] _error;
    private readonly double[] _weights;
    private double[] _state;
    private double[] _proposal;
    private double _time;
    private double _step;
    private bool _isAccepted;
    private bool _isLinearised;
    private bool _isPresent;
    private double _coefficient;
    private long _evaluations;
    private long _linearisations;
    private long _factorisations;
    private long _filters;

    public DiagonallyImplicitStepper(DiagonallyImplicitTableau tableau, VectorField field)
    {
        _tableau = tableau;
        _field = field;
        _system = field.CreateNewtonSystem();
        _newton = new StageNewton(field, _system);
        int count = field.Dimension;
        _slopes = [.. tableau.Nodes.Select(_ => new double[count])];
        _psi = new double[count];
        _increment = new double[count];
        _error = new double[count];
        _weights = new double[tableau.Nodes.Length];
        _state = new double[count];
        _proposal = new double[count];
    }

    public override double Time => _time;

    public override ReadOnlySpan<double> State => _state;

    public override ReadOnlySpan<double> Derivative => _slopes[_isAccepted ? ^1 : 0];

    public override ReadOnlySpan<double> Proposal => _proposal;

    public override ReadOnlySpan<double> Error => _error;

    public override StepperWork Work => new(
        _evaluations + _newton.Evaluations + _system.Evaluations, _linearisations, _factorisations, _newton.Solves + _filters);

    public override void Start(double time, ReadOnlySpan<double> state)
    {
        _time = time;
        _isAccepted = false;
        _isLinearised = false;
        state.CopyTo(_state);
        _field.Evaluate(time, _state, _slopes[0]);
        _evaluations++;
    }

    public override bool Attempt(double step, ReadOnlySpan<double> scale)
    {
        if (_isAccepted)
        {
            (_slopes[0], _slopes[^1]) = (_slopes[^1], _slopes[0]);
            _isAccepted = false;
        }

        _step = step;
        if (!_isLinearised)
        {
            Linearise();
        }

        if (!TryFactor())
        {
            return false;
        }

        while (true)
        {
            _newton.Begin(_state, scale);
            if (TryStages())
            {
                break;
            }

            if (_isPresent)
            {
                return false;
            }

            Linearise();
            if (!TryFactor())
            {
                return false;
            }
        }

        TensorPrimitives.Add(_state, _increment, _proposal);
        FilteredError();
        return double.IsFinite(TensorPrimitives.MaxMagnitude<double>(_proposal)) && double.IsFinite(TensorPrimitives.MaxMagnitude<double>(_error));
    }

    public override void Accept()
    {
        (_state, _proposal) = (_proposal, _state);
        _time += _step;
        _isAccepted = true;
        _isPresent = false;
        _isLinearised = _newton.Rate <= SlowRate;
    }

    public override void Interpolate(double fraction, Span<double> state)
    {
        // After Accept the state before the step stands where the proposal was.
        _tableau.DenseWeights(fraction, _weights);
        LinearCombination.Add(_proposal, _step, _weights, _slopes, state);
    }

    // The difference of both methods tends to a quarter of a stiff component, which the step itself has right: times (1 - c J)^-1, which is
    // 1 + O(h), it tends to 0 (Hosea and Shampine, Applied Numerical Mathematics 20, 1996).
    private void FilteredError()
    {
        LinearCombination.Add([], _step, _tableau.Error, _slopes, _error);
        _system.Solve(_error);
        _filters++;
    }

    private void Linearise()
    {
        // The slope that the last step left is F but for what was left of its iteration, which differences would multiply.
        _field.Evaluate(_time, _state, _psi);
        _evaluations++;
        _system.Linearise(_time, _state, _psi);
        _linearisations++;
        _isLinearised = true;
        _isPresent = true;
        _coefficient = 0;
    }

    private bool TryFactor()
    {
        double coefficient = _step * _tableau.Gamma;
        if (Math.Abs(coefficient - _coefficient) <= AllowedCoefficientChange * coefficient)
        {
            return true;
        }

        _coefficient = coefficient;
        _factorisations++;
        if (_system.Factor(coefficient))
        {
            return true;
        }

        _coefficient = 0;
        return false;
    }

    private bool TryStages()
    {
        double coefficient = _step * _tableau.Gamma;
        for (int i = 1; i < _slopes.Length; i++)
        {
            LinearCombination.Add([], _step, _tableau.Row(i), _slopes, _psi);
            LinearCombination.Add(_psi, coefficient, _tableau.Predictor(i), _slopes, _increment);
            if (!_newton.Solve(_time + (_tableau.Nodes[i] * _step), _state, _psi, coefficient, _increment))
            {
                return false;
            }

            // Not F(y + z): what is left of the iteration would come back multiplied by the stiffness.
            TensorPrimitives.Subtract(_increment, _psi, _slopes[i]);
            TensorPrimitives.Divide(_slopes[i], coefficient, _slopes[i]);
        }

        return true;
    }
}
