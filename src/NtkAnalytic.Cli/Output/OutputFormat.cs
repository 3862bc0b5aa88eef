namespace NtkAnalytic.Cli.Output;

/// <summary>How an answer is written.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>One JSON document with camelCase names and round-trip numbers.</summary>
    Json,

    /// <summary>Comma-separated values with round-trip numbers.</summary>
    Csv,
}
