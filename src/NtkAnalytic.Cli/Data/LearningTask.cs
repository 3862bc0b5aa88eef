namespace NtkAnalytic.Cli.Data;

/// <summary>What a target column is taken for.</summary>
internal enum LearningTask
{
    /// <summary>A class when it holds few whole numbers, a quantity otherwise.</summary>
    Automatic,

    /// <summary>Classes: one-hot columns minus 1 / classes, and the largest output wins.</summary>
    Classification,

    /// <summary>A quantity; its mean over the training rows is subtracted before the fit and added after it.</summary>
    Regression,
}
