using NtkAnalytic.Cli.Data;

namespace NtkAnalytic.Cli.Options;

/// <summary>What the target of a verb that learns is taken for.</summary>
internal static class TaskOption
{
    public static Setting<LearningTask> Create() => new(
        "--task",
        "auto|classification|regression",
        $"What the target is; 'auto' takes few whole numbers (at most {Targets.MostClasses}) for classes.",
        Read.Choice(
            ("auto", LearningTask.Automatic),
            ("classification", LearningTask.Classification),
            ("regression", LearningTask.Regression)),
        "auto");
}
