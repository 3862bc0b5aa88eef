using NtkAnalytic.Numerics;

namespace NtkAnalytic.Integrators;

/// <summary>Looks for events in each accepted step.</summary>
internal sealed class EventSearch
{
    // The width of the bracket as a share of the step, about its rounding.
    private const double Width = 1e-15;

    private readonly IReadOnlyList<IntegrationEvent> _events;
    private readonly double[] _state;
    private readonly double[] _before;
    private readonly double[] _after;
    private readonly List<LocatedEvent> _found = [];

    // Of the present step, in the order of time.
    private readonly List<(double Time, int Index)> _inStep = [];

    public EventSearch(IReadOnlyList<IntegrationEvent> events, int dimension)
    {
        _events = events;
        _before = new double[events.Count];
        _after = new double[events.Count];
        _state = events.Count > 0 ? new double[dimension] : [];
    }

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<LocatedEvent> Found => _found;

    /// <summary>Takes the values at the start.</summary>
    public void Start(double time, ReadOnlySpan<double> state)
    {
        if (_events.Count > 0)
        {
            state.CopyTo(_state);
            Fill(time, _before);
        }
    }

    /// <summary>Looks for events in an accepted step.</summary>
    /// <param name="stepper">After the step.</param>
    /// <param name="begin">Where it began.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>Where a terminal event is; NaN when there is none.</returns>
    public double Look(Stepper stepper, double begin, double end)
    {
        if (_events.Count == 0)
        {
            return double.NaN;
        }

        stepper.State.CopyTo(_state);
        Fill(end, _after);
        _inStep.Clear();
        for (int i = 0; i < _events.Count; i++)
        {
            if (_before[i] != 0 && Math.Sign(_before[i]) != Math.Sign(_after[i]))
            {
                _inStep.Add((_after[i] == 0 ? end : Locate(i, stepper, begin, end), i));
            }
        }

        _after.CopyTo(_before, 0);
        _inStep.Sort();
        foreach ((double time, int index) in _inStep)
        {
            stepper.Interpolate((time - begin) / (end - begin), _state);
            _found.Add(new LocatedEvent(_events[index].Name, time, [.. time == end ? stepper.State : _state]));
            if (_events[index].IsTerminal)
            {
                return time;
            }
        }

        return double.NaN;
    }

    private double Locate(int index, Stepper stepper, double begin, double end)
    {
        double share = BracketedRoot.Find(
            fraction =>
            {
                stepper.Interpolate(fraction, _state);
                return Value(index, begin + (fraction * (end - begin)));
            },
            0,
            _before[index],
            1,
            _after[index],
            Width);
        return begin + (share * (end - begin));
    }

    private void Fill(double time, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Value(i, time);
        }
    }

    private double Value(int index, double time)
    {
        double value = _events[index].Function(time, _state);
        return double.IsNaN(value)
            ? throw new ArgumentException(FormattableString.Invariant($"The function of event '{_events[index].Name}' is not a number at time {time:R}."))
            : value;
    }
}
