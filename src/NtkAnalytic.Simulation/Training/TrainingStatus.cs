using NtkAnalytic.Simulation.Checkpoints;

namespace NtkAnalytic.Simulation.Training;

/// <summary>How the training of a network ended, as a sentence a person can act on. Compared by reference: each is a static member.</summary>
public sealed class TrainingStatus
{
    private static readonly TrainingStatus[] s_all;

    static TrainingStatus() => s_all = [Finished, LossReached, LossSettled, Diverged, StepsExhausted, StepTooSmall, Cancelled];

    private TrainingStatus(string name, bool isSuccess, string advice)
    {
        Name = name;
        IsSuccess = isSuccess;
        Advice = advice;
    }

    /// <summary>The last step or time that was asked for was reached.</summary>
    public static TrainingStatus Finished { get; } = new("finished", true, "The last step or time that was asked for was reached.");

    /// <summary>The loss fell to the level of the stopping rule.</summary>
    public static TrainingStatus LossReached { get; } = new("loss-reached", true, "The loss fell to the level of the stopping rule.");

    /// <summary>The loss changed less than the stopping rule asks for.</summary>
    public static TrainingStatus LossSettled { get; } = new("loss-settled", true, "The loss changed less over the window than the stopping rule asks for.");

    /// <summary>The loss grew a millionfold, or is not finite.</summary>
    public static TrainingStatus Diverged { get; } = new(
        "diverged",
        false,
        "The loss grew a millionfold or is no finite number: take a learning rate below the largest stable one.");

    /// <summary>Gradient flow took the most steps that it may.</summary>
    public static TrainingStatus StepsExhausted { get; } = new(
        "steps-exhausted",
        false,
        "Gradient flow used up its steps before the last time: stability limits an explicit step, so allow more steps, ask for earlier times, or train with a conditioning of the data that lowers the largest eigenvalue of the kernel.");

    /// <summary>The tolerance of gradient flow is out of reach of rounding.</summary>
    public static TrainingStatus StepTooSmall { get; } = new(
        "step-too-small",
        false,
        "The steps of gradient flow shrank to rounding: ask for less accuracy, or use double precision.");

    /// <summary>Training was asked to stop.</summary>
    public static TrainingStatus Cancelled { get; } = new("cancelled", false, "Training was asked to stop; the records up to there are kept.");

    /// <summary>A short name in kebab case, for tables and JSON.</summary>
    public string Name { get; }

    /// <summary>True when training came to the end that was asked for.</summary>
    public bool IsSuccess { get; }

    /// <summary>What happened and what to do about it.</summary>
    public string Advice { get; }

    /// <summary>The name of the status.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    internal static TrainingStatus Named(string name) => Array.Find(s_all, status => status.Name == name)
        ?? throw new CheckpointException($"The checkpoint holds an unknown status '{name}'.");
}
