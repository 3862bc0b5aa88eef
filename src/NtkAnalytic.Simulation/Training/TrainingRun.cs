namespace NtkAnalytic.Simulation.Training;

/// <summary>The training of one network. Immutable.</summary>
/// <param name="Network">Its number within the ensemble.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Step">The step at which it ended.</param>
/// <param name="LearningRate">The rate that was used; null under gradient flow.</param>
/// <param name="LargestStableRate">
/// 2 n / (lambda_max(Theta_0) h), times what momentum allows: the largest rate at which descent is stable in the kernel regime; infinite when
/// Theta_0 = 0.
/// </param>
/// <param name="Records">In the order of time.</param>
public sealed record TrainingRun(
    uint Network,
    TrainingStatus Status,
    long Step,
    double? LearningRate,
    double LargestStableRate,
    IReadOnlyList<TrainingRecord> Records);
