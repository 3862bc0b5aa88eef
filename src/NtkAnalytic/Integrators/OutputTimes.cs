namespace NtkAnalytic.Integrators;

/// <summary>Hands over the state at the times that were asked for, from the path across each step.</summary>
internal sealed class OutputTimes
{
    private readonly IReadOnlyList<double> _times;
    private readonly StateReceiver _receiver;
    private readonly double[] _state;
    private int _next;

    public OutputTimes(InitialValueProblem problem, IReadOnlyList<double> times, StateReceiver receiver)
    {
        _times = times;
        _receiver = receiver;
        _state = new double[problem.Field.Dimension];
        Check(problem.Start, times);
        for (; _next < times.Count && times[_next] == problem.Start; _next++)
        {
            receiver(_next, problem.Start, problem.State);
        }
    }

    /// <summary>The last time.</summary>
    public double End => _times[^1];

    /// <summary>Hands over those in an accepted step.</summary>
    /// <param name="stepper">After the step.</param>
    /// <param name="begin">Where it began.</param>
    /// <param name="end">Where it ends; for the last step the last time itself.</param>
    /// <param name="until">No times after this one.</param>
    public void HandOver(Stepper stepper, double begin, double end, double until)
    {
        for (; _next < _times.Count && _times[_next] <= until; _next++)
        {
            if (_times[_next] == end)
            {
                _receiver(_next, end, stepper.State);
            }
            else
            {
                stepper.Interpolate((_times[_next] - begin) / (end - begin), _state);
                _receiver(_next, _times[_next], _state);
            }
        }
    }

    private static void Check(double start, IReadOnlyList<double> times)
    {
        if (times.Count == 0)
        {
            throw new ArgumentException("At least one time must be asked for.", nameof(times));
        }

        for (int i = 0; i < times.Count; i++)
        {
            double before = i == 0 ? start : times[i - 1];
            if (!double.IsFinite(times[i]) || times[i] < before)
            {
                string what = i == 0 ? "the start" : $"time {i - 1}";
                throw new ArgumentException(
                    FormattableString.Invariant($"Times are finite and ascend, but time {i} is {times[i]:R} after {what} at {before:R}."), nameof(times));
            }
        }
    }
}
