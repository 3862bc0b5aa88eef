namespace NtkAnalytic.Integrators;

/// <summary>
/// A place on the path: where g(t, y) comes to 0 from another value. It is looked for where the sign of g differs between the ends of a
/// step, so two zeros of one g within one step are missed; a g that is 0 at the start counts only from its first other value.
/// </summary>
/// <param name="Name">For tables and messages.</param>
/// <param name="Function">g, continuous; the array holds y during the call.</param>
/// <param name="IsTerminal">Whether the integration ends there.</param>
public sealed record IntegrationEvent(string Name, Func<double, double[], double> Function, bool IsTerminal = false);

/// <summary>An event that was found.</summary>
/// <param name="Name">Which.</param>
/// <param name="Time">When.</param>
/// <param name="State">y there, by dense output.</param>
public sealed record LocatedEvent(string Name, double Time, IReadOnlyList<double> State);
