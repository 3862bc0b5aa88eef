using NtkAnalytic.Simulation.Checkpoints;

namespace NtkAnalytic.Simulation.Training;

/// <summary>The training of one network as it goes on.</summary>
internal sealed class RunState
{
    private const double Explosion = 1e6;

    private readonly Queue<double> _window = new();

    /// <summary>How it ended; null while it goes on.</summary>
    public TrainingStatus? Status { get; private set; }

    /// <summary>The step at which it ended.</summary>
    public long EndStep { get; private set; }

    /// <summary>What was recorded.</summary>
    public List<TrainingRecord> Records { get; } = [];

    /// <summary>The loss at the start or of outputs 0, whichever is larger: what an exploding loss is held against.</summary>
    public double LossScale { get; set; }

    /// <summary>The largest stable rate.</summary>
    public double StableRate { get; set; }

    /// <summary>Whether it goes on.</summary>
    public bool IsActive => Status is null;

    /// <summary>Ends it.</summary>
    public void End(TrainingStatus status, long step)
    {
        Status = status;
        EndStep = step;
    }

    /// <summary>Whether a loss says that training has diverged.</summary>
    public bool IsExploding(double loss) => !double.IsFinite(loss) || (LossScale > 0 && loss > Explosion * LossScale);

    /// <summary>What the stopping rule says of the next loss in a row.</summary>
    public TrainingStatus? Judge(double loss, StoppingRule? rule)
    {
        if (loss <= rule?.LossLevel)
        {
            return TrainingStatus.LossReached;
        }

        if (rule?.ChangeTolerance is not { } tolerance)
        {
            return null;
        }

        bool isSettled = _window.Count == rule.Window && Math.Abs(loss - _window.Peek()) < tolerance;
        _window.Enqueue(loss);
        if (_window.Count > rule.Window)
        {
            _window.Dequeue();
        }

        return isSettled ? TrainingStatus.LossSettled : null;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Status?.Name ?? "");
        writer.Write(EndStep);
        writer.Write(LossScale);
        writer.Write(StableRate);
        Numbers.Write(writer, [.. _window]);
        writer.Write(Records.Count);
        foreach (TrainingRecord record in Records)
        {
            RecordFormat.Write(writer, record);
        }
    }

    public void Load(BinaryReader reader)
    {
        string status = reader.ReadString();
        Status = status.Length == 0 ? null : TrainingStatus.Named(status);
        EndStep = reader.ReadInt64();
        LossScale = reader.ReadDouble();
        StableRate = reader.ReadDouble();
        foreach (double loss in Numbers.Read(reader))
        {
            _window.Enqueue(loss);
        }

        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            Records.Add(RecordFormat.Read(reader));
        }
    }
}
