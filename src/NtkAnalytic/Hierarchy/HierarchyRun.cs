using NtkAnalytic.Integrators;

namespace NtkAnalytic.Hierarchy;

/// <summary>One integration of a field with its records and events.</summary>
internal static class HierarchyRun
{
    private const string LossName = "loss";

    public static HierarchySolution Run(HierarchyField field, IReadOnlyList<double> times, IntegrationMethod method, StepControl steps, HierarchyOptions options)
    {
        List<IntegrationEvent> events = Events(field, options);
        List<HierarchyRecord> records = [];
        if (options.StopAtLoss is { } level && field.Losses.Mean(field.InitialState[..field.Indices]) <= level)
        {
            return StoppedAtStart(field, times, options);
        }

        IntegrationResult result = Integrator.Integrate(
            new InitialValueProblem(field, 0, field.InitialState),
            times,
            method,
            steps,
            (_, time, state) => records.Add(field.Read(time, state, options.KeepKernels)),
            new IntegrationOptions
            {
                MaxSteps = options.MaxSteps,
                Events = events,
                Progress = options.Progress,
                CancellationToken = options.CancellationToken,
            });
        return new HierarchySolution(field.Order, records.AsReadOnly(), result.Status, result.Time, result.Statistics, result.Events)
        {
            Final = result.Status == IntegrationStatus.EventReached ? field.Read(result.Time, [.. result.Events[^1].State], options.KeepKernels) : null,
        };
    }

    // A loss that is low enough already does not pass through the level any more.
    private static HierarchySolution StoppedAtStart(HierarchyField field, IReadOnlyList<double> times, HierarchyOptions options) => new(
        field.Order,
        [.. times.TakeWhile(time => time == 0).Select(time => field.Read(time, field.InitialState, options.KeepKernels))],
        IntegrationStatus.EventReached,
        0,
        new IntegrationStatistics(0, 0, default, 0, 0),
        [new LocatedEvent(LossName, 0, Array.AsReadOnly(field.InitialState.ToArray()))])
    {
        Final = field.Read(0, field.InitialState, options.KeepKernels),
    };

    private static List<IntegrationEvent> Events(HierarchyField field, HierarchyOptions options)
    {
        List<IntegrationEvent> events = [];
        if (options.StopAtLoss is { } level)
        {
            if (!double.IsFinite(level))
            {
                throw new ArgumentException(FormattableString.Invariant($"The loss to stop at must be finite, but it is {level}."), nameof(options));
            }

            events.Add(new IntegrationEvent(LossName, (_, state) => field.Losses.Mean(state.AsSpan(0, field.Indices)) - level, IsTerminal: true));
        }

        foreach (OutputCrossing crossing in options.Crossings)
        {
            int points = (field.Indices + field.TestIndices) / field.Outputs;
            if (crossing.Point < 0 || crossing.Point >= points || crossing.Output < 0 || crossing.Output >= field.Outputs || !double.IsFinite(crossing.Value))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"A crossing is looked for at points 0 to {points - 1}, outputs 0 to {field.Outputs - 1} and a finite value, but {crossing} was given."),
                    nameof(options));
            }

            int index = (crossing.Point * field.Outputs) + crossing.Output;
            events.Add(new IntegrationEvent(
                FormattableString.Invariant($"output {crossing.Output} of point {crossing.Point} at {crossing.Value:R}"),
                (_, state) => state[index] - crossing.Value));
        }

        return events;
    }
}
