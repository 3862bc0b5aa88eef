namespace NtkAnalytic.Simulation.Training;

/// <summary>How the parameters of a session move from one record to the next.</summary>
internal abstract class Motion(TrainingSession session)
{
    /// <summary>The steps that each network has taken.</summary>
    public abstract long[] Steps { get; }

    /// <summary>The time of each network.</summary>
    public abstract double[] Times { get; }

    /// <summary>The rate of each network; null where there is none.</summary>
    public virtual double[]? Rates => null;

    protected TrainingSession Session => session;

    /// <summary>Called once before the first step, at the parameters of the start.</summary>
    public abstract void Begin();

    /// <summary>Takes one step of every network that is not there yet, or ends it.</summary>
    /// <param name="mark">Where to: a step, or a time.</param>
    /// <returns>False when all active networks are there, and their parameters are those of that point.</returns>
    public abstract bool Advance(double mark);

    /// <summary>Makes the parameters those of <see cref="Steps"/> and <see cref="Times"/>.</summary>
    public abstract void Settle();

    /// <summary>Writes what the next step depends on; after <see cref="Settle"/>.</summary>
    public abstract void Save(BinaryWriter writer);

    /// <summary>Reads what <see cref="Save"/> wrote; the parameters are already there.</summary>
    public abstract void Load(BinaryReader reader);
}
