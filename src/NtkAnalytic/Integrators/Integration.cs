namespace NtkAnalytic.Integrators;

/// <summary>One integration under way. The loop allocates nothing.</summary>
internal sealed class Integration
{
    // Below this share of the time a step is lost in rounding.
    private const double SmallestShare = 4 * 2.220446049250313e-16;

    // Below this a step has no relative precision; only at a time of 0 does it get so short.
    private const double SmallestLength = 1e-290;

    // A last step longer by this spares one that is next to nothing.
    private const double Stretch = 1.01;

    private const double ProgressShare = 0.01;

    private readonly InitialValueProblem _problem;
    private readonly IntegrationMethod _method;
    private readonly IntegrationOptions _options;
    private readonly OutputTimes _output;
    private readonly EventSearch _events;
    private readonly Stepper _stepper;
    private readonly double[] _scale;
    private readonly double _end;
    private double _time;
    private double _reported;
    private long _accepted;
    private long _rejected;
    private long _otherEvaluations;
    private double _smallest = double.PositiveInfinity;
    private double _largest;

    public Integration(InitialValueProblem problem, IntegrationMethod method, IntegrationOptions options, OutputTimes output, bool isAdaptive)
    {
        _problem = problem;
        _method = method;
        _options = options;
        _output = output;
        _end = output.End;
        _time = problem.Start;
        _events = new EventSearch(options.Events, problem.Field.Dimension);
        _events.Start(problem.Start, problem.State);
        _stepper = method.CreateStepper(problem.Field);
        _scale = new double[isAdaptive ? problem.Field.Dimension : 0];
        _stepper.Start(problem.Start, problem.State);
    }

    public IntegrationResult Run(StepControl steps)
    {
        IntegrationStatus status = _time >= _end ? IntegrationStatus.Finished
            : !IsFinite(_stepper.Derivative) ? IntegrationStatus.FieldNotFinite
            : steps is AdaptiveSteps adaptive ? Adapt(adaptive)
            : Repeat(((FixedSteps)steps).Step);
        StepperWork work = _stepper.Work with { Evaluations = _stepper.Work.Evaluations + _otherEvaluations };
        return new(status, _time, new(_accepted, _rejected, work, _accepted > 0 ? _smallest : 0, _largest), _events.Found);
    }

    private static bool IsFinite(ReadOnlySpan<double> values) => double.IsFinite(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude(values));

    private IntegrationStatus Adapt(AdaptiveSteps steps)
    {
        StepScale.Fill(steps, _stepper.State, _scale);
        StepMemory memory = steps.Rule.Begin(
            FirstStep.Of(_problem, _stepper.Derivative, _scale, _method.ErrorExponent, _end - _time));
        _otherEvaluations++;
        while (true)
        {
            if (Interruption() is { } interruption)
            {
                return interruption;
            }

            double left = _end - _time;
            bool isLast = memory.Step * Stretch >= left;
            double step = isLast ? left : memory.Step;
            if (!isLast && !(step > Math.Max(SmallestShare * Math.Abs(_time), SmallestLength)))
            {
                return IntegrationStatus.StepTooSmall;
            }

            double error = _stepper.Attempt(step, _scale)
                ? StepScale.Norm(steps, _stepper.Error, _stepper.State, _stepper.Proposal)
                : double.NaN;
            memory = steps.Rule.Judge(memory, _method.ErrorExponent, step, error);
            if (memory.IsRejected || double.IsNaN(error))
            {
                _rejected++;
            }
            else if (Accept(step, isLast) is { } ending)
            {
                return ending;
            }
            else
            {
                StepScale.Fill(steps, _stepper.State, _scale);
            }
        }
    }

    private IntegrationStatus Repeat(double step)
    {
        while (true)
        {
            if (Interruption() is { } interruption)
            {
                return interruption;
            }

            // What rounding of the times can have added up to is no step of its own.
            double left = _end - _time;
            double rounding = (_accepted + 2) * SmallestShare * Math.Max(Math.Abs(_problem.Start), Math.Abs(_end));
            bool isLast = left - step <= rounding;
            double length = isLast ? left : step;
            if (!isLast && !(_time + length > _time))
            {
                return IntegrationStatus.StepTooSmall;
            }

            if (!_stepper.Attempt(length, []))
            {
                return _method.IsImplicit && IsFinite(_stepper.Derivative) ? IntegrationStatus.NotSolved : IntegrationStatus.NotFinite;
            }

            if (Accept(length, isLast) is { } ending)
            {
                return ending;
            }
        }
    }

    private IntegrationStatus? Interruption() =>
        _options.CancellationToken.IsCancellationRequested ? IntegrationStatus.Cancelled
        : _accepted + _rejected >= _options.MaxSteps ? IntegrationStatus.StepsExhausted
        : null;

    private IntegrationStatus? Accept(double step, bool isLast)
    {
        double begin = _time;
        _stepper.Accept();
        _accepted++;
        _smallest = Math.Min(_smallest, step);
        _largest = Math.Max(_largest, step);

        // The sum of the time and the rest may miss the end by a rounding.
        double end = isLast ? _end : _stepper.Time;
        double terminal = _events.Look(_stepper, begin, end);
        bool isEnded = !double.IsNaN(terminal);
        _output.HandOver(_stepper, begin, end, isEnded ? terminal : end);
        _time = isEnded ? terminal : end;
        Report();
        return isEnded ? IntegrationStatus.EventReached : isLast ? IntegrationStatus.Finished : null;
    }

    private void Report()
    {
        double done = (_time - _problem.Start) / (_end - _problem.Start);
        if (_options.Progress is { } progress && (done >= _reported + ProgressShare || done == 1))
        {
            _reported = done;
            progress.Report(done);
        }
    }
}
