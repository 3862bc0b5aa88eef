namespace NtkAnalytic.Cli.Data;

/// <summary>What is done to the features before they enter the network.</summary>
internal enum Scaling
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Every row is divided by its norm; a row of zeros stays.</summary>
    Unit,

    /// <summary>From every column its mean is subtracted and it is divided by its deviation, both of the training rows.</summary>
    Standardize,

    /// <summary>All features are divided by the largest absolute value among those of the training rows.</summary>
    Max,
}
