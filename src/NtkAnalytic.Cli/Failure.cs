using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Cli;

/// <summary>The one line, and the exit code, that stand for an exception.</summary>
internal static class Failure
{
    public static (int Code, string Message) Describe(Exception exception, CancellationToken cancellation)
    {
        Exception cause = Innermost(exception);
        return cause switch
        {
            OperationCanceledException when cancellation.IsCancellationRequested => (ExitCode.Cancelled, "cancelled; nothing was written"),
            UsageException or OverflowException or IOException or UnauthorizedAccessException or NotSupportedException or MemoryLimitException =>
                (ExitCode.BadInput, OneLine(cause.Message)),
            ArgumentException argument => (ExitCode.BadInput, OneLine(WithoutParameterName(argument))),
            OutOfMemoryException => (ExitCode.BadInput, "not enough memory; 'ntk kernel --out FILE.npy' never holds a whole matrix, and --train-rows takes fewer rows"),
            _ => (ExitCode.BadInput, OneLine($"unexpected error, please report it: {cause.GetType().Name}: {cause.Message}")),
        };
    }

    // Work on several threads wraps what went wrong on one of them.
    private static Exception Innermost(Exception exception) =>
        exception is AggregateException aggregate ? Innermost(aggregate.Flatten().InnerExceptions[0]) : exception;

    // The name of a parameter of the library means nothing on a command line; .NET appends it to the message.
    private static string WithoutParameterName(ArgumentException exception)
    {
        string suffix = $" (Parameter '{exception.ParamName}')";
        return exception.Message.Replace(suffix, "", StringComparison.Ordinal);
    }

    private static string OneLine(string message) =>
        string.Join(' ', message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
