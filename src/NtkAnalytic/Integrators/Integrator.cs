namespace NtkAnalytic.Integrators;

/// <summary>Receives the state at a time that was asked for; the span is valid during the call.</summary>
/// <param name="index">The number of the time.</param>
/// <param name="time">t.</param>
/// <param name="state">y.</param>
public delegate void StateReceiver(int index, double time, ReadOnlySpan<double> state);

/// <summary>Integrates initial value problems. Problem, method, step control, times and result are separate things.</summary>
public static class Integrator
{
    /// <summary>Integrates and hands over the state at each time; nothing is stored.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="times">Ascending, the first not before the problem's start, finite; the last ends the integration. States between steps are dense output.</param>
    /// <param name="method">The method.</param>
    /// <param name="steps">How steps are chosen.</param>
    /// <param name="receiver">Called in the order of time, for those times that are reached.</param>
    /// <param name="options">Events, limits, cancellation.</param>
    /// <returns>A status, statistics and events; failures to reach the last time are statuses.</returns>
    /// <exception cref="ArgumentException">Times run backwards or are not finite, no step is allowed, or the function of an event is NaN.</exception>
    public static IntegrationResult Integrate(
        InitialValueProblem problem,
        IReadOnlyList<double> times,
        IntegrationMethod method,
        StepControl steps,
        StateReceiver receiver,
        IntegrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(times);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(receiver);
        options ??= new IntegrationOptions();
        if (options.MaxSteps < 1)
        {
            throw new ArgumentException($"At least one step must be allowed, but {options.MaxSteps} were given.", nameof(options));
        }

        var output = new OutputTimes(problem, times, receiver);
        return new Integration(problem, method, options, output, steps is AdaptiveSteps).Run(steps);
    }

    /// <summary>Integrates and keeps the state at each time.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="times">Ascending, the first not before the problem's start, finite; the last ends the integration.</param>
    /// <param name="method">The method.</param>
    /// <param name="steps">How steps are chosen.</param>
    /// <param name="options">Events, limits, cancellation.</param>
    /// <returns>The states at those times that were reached.</returns>
    /// <exception cref="ArgumentException">Times run backwards or are not finite.</exception>
    public static SampledPath Sample(
        InitialValueProblem problem,
        IReadOnlyList<double> times,
        IntegrationMethod method,
        StepControl steps,
        IntegrationOptions? options = null)
    {
        var states = new List<IReadOnlyList<double>>();
        IntegrationResult result = Integrate(problem, times, method, steps, (_, _, state) => states.Add(Array.AsReadOnly(state.ToArray())), options);
        return new SampledPath(result, [.. times.Take(states.Count)], states.AsReadOnly());
    }
}
