using NtkAnalytic.Cli.Output;

namespace NtkAnalytic.Cli.Options;

/// <summary>How a verb writes its answer.</summary>
internal static class FormatOption
{
    public static Setting<OutputFormat> Create() => new(
        "--format",
        "text|json|csv",
        "Text for people, one JSON document, or comma-separated values.",
        Read.Choice(("text", OutputFormat.Text), ("json", OutputFormat.Json), ("csv", OutputFormat.Csv)),
        "text");
}
