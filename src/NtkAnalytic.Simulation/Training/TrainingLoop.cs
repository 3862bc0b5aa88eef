using NtkAnalytic.Simulation.Checkpoints;

namespace NtkAnalytic.Simulation.Training;

/// <summary>From record to record, with checkpoints between.</summary>
internal sealed class TrainingLoop(TrainingSession session, TrainingMethod method, Motion motion)
{
    private static readonly CheckpointFile s_file = new("NTKTRAIN", "a run");
    private readonly TrainingOptions _options = session.Options;

    // The records that are made, and with it the one that is being approached.
    private int _next;

    public TrainingResult Run()
    {
        if (_options.ResumePath is { } path)
        {
            s_file.Read(path, RunDescription.Of(session.Problem, method, _options), reader => Load(reader, path));
        }
        else
        {
            session.MeasureStart();
            motion.Begin();
        }

        bool isCancelled = false;
        long sinceCheckpoint = 0;
        for (; _next < _options.RecordAt.Count && session.AnyActive && !isCancelled; _next++)
        {
            double mark = _options.RecordAt[_next];
            while (!(isCancelled = _options.CancellationToken.IsCancellationRequested) && motion.Advance(mark))
            {
                sinceCheckpoint++;
                if (sinceCheckpoint == _options.CheckpointEvery)
                {
                    SaveCheckpoint();
                    sinceCheckpoint = 0;
                }

                _options.Progress?.Report(Share(mark));
            }

            if (isCancelled)
            {
                break;
            }

            session.Recorder.Record([.. session.Runs.Select(run => run.IsActive)], motion.Steps, motion.Times);
        }

        SaveCheckpoint();
        return Result(isCancelled);
    }

    private double Share(double mark)
    {
        double last = _options.RecordAt[^1];
        double slowest = mark;
        for (int b = 0; b < session.Networks; b++)
        {
            if (session.Runs[b].IsActive)
            {
                slowest = Math.Min(slowest, method is GradientFlow ? motion.Times[b] : motion.Steps[b]);
            }
        }

        return slowest / last;
    }

    private TrainingResult Result(bool isCancelled)
    {
        long[] steps = motion.Steps;
        TrainingStatus rest = isCancelled ? TrainingStatus.Cancelled : TrainingStatus.Finished;
        return new TrainingResult(
        [
            .. session.Runs.Select((run, b) => new TrainingRun(
                _options.FirstNetwork + (uint)b,
                run.Status ?? rest,
                run.IsActive ? steps[b] : run.EndStep,
                motion.Rates?[b],
                run.StableRate,
                [.. run.Records])),
        ]);
    }

    private void SaveCheckpoint()
    {
        if (_options.CheckpointPath is not { } path)
        {
            return;
        }

        motion.Settle();
        s_file.Write(path, RunDescription.Of(session.Problem, method, _options), writer =>
        {
            Numbers.Write(writer, [.. _options.RecordAt]);
            writer.Write(_next);
            foreach (RunState run in session.Runs)
            {
                run.Save(writer);
            }

            Numbers.Write(writer, session.Backend.ToArray(session.Parameters));
            motion.Save(writer);
        });
    }

    private void Load(BinaryReader reader, string path)
    {
        double[] marks = Numbers.Read(reader);
        _next = reader.ReadInt32();

        // A step of gradient flow is cut to hit the record that it approaches: up to that one they must be the same.
        int same = Math.Min(_next + 1, marks.Length);
        if (!marks.AsSpan(0, same).SequenceEqual(_options.RecordAt.Take(same).ToArray()))
        {
            throw new CheckpointException($"The checkpoint {path} is of a run with other records: they must begin with those at {string.Join(", ", marks.Take(same).Select(mark => mark.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}.");
        }

        foreach (RunState run in session.Runs)
        {
            run.Load(reader);
        }

        session.Backend.Write(Numbers.Read(reader), session.Parameters);
        motion.Load(reader);
    }
}
