namespace NtkAnalytic.Simulation.Checkpoints;

/// <summary>A checkpoint cannot be used: it is damaged, of another version, or of another run.</summary>
public sealed class CheckpointException : IOException
{
    /// <summary>Says so.</summary>
    public CheckpointException()
        : base("The checkpoint cannot be used.")
    {
    }

    /// <summary>Says why.</summary>
    /// <param name="message">One sentence.</param>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>Says why.</summary>
    /// <param name="message">One sentence.</param>
    /// <param name="innerException">The cause.</param>
    public CheckpointException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
