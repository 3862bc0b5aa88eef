namespace NtkAnalytic.Activations;

/// <summary>
/// phi(x) rises from (start, low) to (end, high) in a straight line and is constant outside: hard-tanh is clamp(x, -1, 1),
/// hard-sigmoid is clamp(x + 3, 0, 6) / 6.
/// </summary>
internal sealed class ClippedLine : Activation
{
    private readonly double _start;
    private readonly double _end;
    private readonly double _low;
    private readonly double _high;
    private readonly double _slope;
    private readonly double _center;
    private readonly double _middle;

    public ClippedLine(string name, string formula, (double Start, double End) run, (double Low, double High) rise)
    {
        Name = name;
        Formula = formula;
        (_start, _end) = run;
        (_low, _high) = rise;
        _slope = (_high - _low) / (_end - _start);
        _center = (_start + _end) / 2;
        _middle = (_low + _high) / 2;
        Breakpoints = [new Breakpoint(_start, 0, _slope), new Breakpoint(_end, 0, -_slope)];
    }

    public override string Name { get; }

    public override string Formula { get; }

    public override IReadOnlyList<Breakpoint> Breakpoints { get; }

    public override Parity Parity => _start == -_end && _low == -_high ? Parity.Odd : Parity.None;

    // From the middle outwards: an odd phi keeps its digits near 0.
    public override double Evaluate(double x) =>
        x <= _start ? _low : x >= _end ? _high : _middle + ((x - _center) * _slope);

    public override double EvaluateDerivative(double x) =>
        x < _start || x > _end ? 0 : x == _start || x == _end ? _slope / 2 : _slope;
}
