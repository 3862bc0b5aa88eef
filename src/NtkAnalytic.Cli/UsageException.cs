namespace NtkAnalytic.Cli;

/// <summary>Something the person at the keyboard can put right; its message is the one line that is shown.</summary>
/// <param name="message">What is wrong, where, and what was expected.</param>
internal sealed class UsageException(string message) : Exception(message);
