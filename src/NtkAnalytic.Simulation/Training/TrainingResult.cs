namespace NtkAnalytic.Simulation.Training;

/// <summary>What training gave. Immutable.</summary>
/// <param name="Runs">One for each network.</param>
public sealed record TrainingResult(IReadOnlyList<TrainingRun> Runs)
{
    /// <summary>True when training was asked to stop before its end.</summary>
    public bool IsCancelled => Runs.Any(run => run.Status == TrainingStatus.Cancelled);
}
