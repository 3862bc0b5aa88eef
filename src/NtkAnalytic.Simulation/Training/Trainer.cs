using NtkAnalytic.Simulation.Checkpoints;

namespace NtkAnalytic.Simulation.Training;

/// <summary>
/// Trains networks of finite width. Problem, loss, method, stopping rule, records and result are separate things; a network's run depends on
/// neither the other networks of the batch nor the number of threads.
/// </summary>
/// <remarks>
/// Biases without gradients (a bias gradient factor of 0) stay where they start. Both copies of a mirrored network are trained.
/// </remarks>
public static class Trainer
{
    /// <summary>Trains an ensemble.</summary>
    /// <param name="problem">What is learnt, by which network.</param>
    /// <param name="method">How.</param>
    /// <param name="options">Where, for how long, with what records.</param>
    /// <returns>
    /// A run for each network. A run that diverges, that uses up its steps or that is cancelled is a value with a status; its
    /// records up to there are kept.
    /// </returns>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    /// <exception cref="Tensors.MemoryLimitException">The training does not fit in memory; nothing was computed.</exception>
    /// <exception cref="CheckpointException">The checkpoint to go on from is damaged or of another run.</exception>
    /// <exception cref="IOException">The checkpoint cannot be written.</exception>
    public static TrainingResult Train(TrainingProblem problem, TrainingMethod method, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(options);
        options.Check(method);
        if (options.CheckpointPath is { } path)
        {
            CheckpointFile.RequireWritable(path);
        }

        using var session = new TrainingSession(problem, method, options);
        Motion motion = method is GradientFlow flow ? new FlowMotion(session, flow) : new DescentMotion(session, method);
        return new TrainingLoop(session, method, motion).Run();
    }
}
