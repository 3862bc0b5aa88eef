namespace NtkAnalytic.Simulation.Tensors;

/// <summary>What was asked for does not fit in memory; nothing was computed.</summary>
public sealed class MemoryLimitException : InvalidOperationException
{
    /// <summary>Says so.</summary>
    public MemoryLimitException()
        : base("What was asked for does not fit in memory.")
    {
    }

    /// <summary>Says what does not fit.</summary>
    /// <param name="message">What, how much it needs, how much there is, and what to make smaller.</param>
    public MemoryLimitException(string message)
        : base(message)
    {
    }

    /// <summary>Says what does not fit, and why.</summary>
    /// <param name="message">What, how much it needs, how much there is, and what to make smaller.</param>
    /// <param name="innerException">The cause.</param>
    public MemoryLimitException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
