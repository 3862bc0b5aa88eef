using System.Runtime.InteropServices;
using System.Text;
using NtkAnalytic.Cli;

using CancellationTokenSource stop = new();

// The first Ctrl-C or SIGTERM asks the command to tidy up and end; a second one ends the process at once.
void Stop(PosixSignalContext context)
{
    if (!stop.IsCancellationRequested)
    {
        context.Cancel = true;
        stop.Cancel();
    }
}

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

using StreamWriter output = new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16);
CommandHost host = new(output, Console.Error)
{
    OutputIsTerminal = !Console.IsOutputRedirected,
    ErrorIsTerminal = !Console.IsErrorRedirected,
    CancellationToken = stop.Token,
};
return CommandLine.Run(args, host);
