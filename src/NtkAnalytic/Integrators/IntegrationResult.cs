namespace NtkAnalytic.Integrators;

/// <summary>What an integration gave. Immutable.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Time">Where it ended.</param>
/// <param name="Statistics">What it took.</param>
/// <param name="Events">Found on the way, in the order of time.</param>
public sealed record IntegrationResult(
    IntegrationStatus Status,
    double Time,
    IntegrationStatistics Statistics,
    IReadOnlyList<LocatedEvent> Events);

/// <summary>What an integration took.</summary>
/// <param name="AcceptedSteps">Steps that were kept.</param>
/// <param name="RejectedSteps">Steps that were tried again shorter.</param>
/// <param name="Work">Evaluations and linear systems.</param>
/// <param name="SmallestStep">Of the accepted steps.</param>
/// <param name="LargestStep">Of the accepted steps.</param>
public sealed record IntegrationStatistics(long AcceptedSteps, long RejectedSteps, StepperWork Work, double SmallestStep, double LargestStep);
