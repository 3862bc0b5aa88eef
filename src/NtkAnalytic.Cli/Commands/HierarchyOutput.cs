using NtkAnalytic.Cli.Output;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The answer in the format that was asked for.</summary>
internal static class HierarchyOutput
{
    public static void Write(CommandHost host, HierarchyAnswer answer, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(host.Output, HierarchyDocument.Of(answer));
                break;
            case OutputFormat.Csv when answer.Scaling is null:
                HierarchyDocument.WriteCsv(host.Output, answer);
                break;
            case OutputFormat.Csv:
                HierarchyWidths.WriteCsv(host.Output, answer);
                break;
            default:
                HierarchyText.Write(host, answer);
                break;
        }
    }
}
