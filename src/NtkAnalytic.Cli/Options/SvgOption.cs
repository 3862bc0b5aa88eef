namespace NtkAnalytic.Cli.Options;

/// <summary>Where a verb writes its picture.</summary>
internal static class SvgOption
{
    public const string Name = "--svg";

    public static Setting<string> Create(string description) => new(Name, "FILE.svg", description, Read.Text);
}
