namespace NtkAnalytic.Cli;

/// <summary>What the command tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>The answer was computed; an infinite limit is an answer.</summary>
    public const int Done = 0;

    /// <summary>Wrong usage or bad input: one line on standard error, nothing on standard output, no file.</summary>
    public const int BadInput = 1;

    /// <summary>An answer was computed, but a solver did not reach its tolerance, a formula has no closed form, or a claim did not hold.</summary>
    public const int NotConverged = 2;

    /// <summary>Stopped by Ctrl-C or SIGTERM (128 + SIGINT, as shells count).</summary>
    public const int Cancelled = 130;
}
