using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace NtkAnalytic.Cli.Commands;

/// <summary><c>ntk --version</c>: the version, and what does the linear algebra.</summary>
/// <param name="host">Where to write.</param>
internal sealed class VersionAction(CommandHost host) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        string version = typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        host.Output.WriteLine($"ntk {version.Split('+')[0]}");
        host.Output.WriteLine($"linear algebra: {LinearAlgebra.Use()}");
        return ExitCode.Done;
    }
}
