namespace NtkAnalytic.Activations;

/// <summary>An activation that a user gives as phi and phi', or as a function of the order of the derivative.</summary>
internal sealed class FunctionActivation : Activation
{
    private readonly Func<double, double> _value;
    private readonly Func<double, double> _derivative;
    private readonly Func<int, double, double>? _ofOrder;

    public FunctionActivation(
        string name,
        Func<double, double> value,
        Func<double, double> derivative,
        IEnumerable<double> breakpoints)
    {
        Name = name;
        _value = value;
        _derivative = derivative;
        Breakpoints = [.. breakpoints.Distinct().Order().Select(Measure)];
    }

    public FunctionActivation(string name, Func<int, double, double> derivative, int highestDerivative, IEnumerable<double> breakpoints)
        : this(name, x => derivative(0, x), x => derivative(1, x), breakpoints)
    {
        _ofOrder = derivative;
        HighestDerivative = highestDerivative;
        Breakpoint rough = Breakpoints.FirstOrDefault(point => point.IsJump || point.DerivativeJump != 0);
        if (highestDerivative > 1 && rough != default)
        {
            throw new ArgumentException(
                $"{name} has a {(rough.IsJump ? "jump" : "kink")} at {rough.Location:R}: the second derivative is no function, and the highest to be given is of order 1.",
                nameof(highestDerivative));
        }
    }

    public override string Name { get; }

    public override string Formula => "given as a function";

    public override IReadOnlyList<Breakpoint> Breakpoints { get; }

    public override int HighestDerivative { get; } = 1;

    public override double Evaluate(double x) => _value(x);

    public override double EvaluateDerivative(double x) => _derivative(x);

    protected override void EvaluateHigherDerivative(int order, ReadOnlySpan<double> x, Span<double> destination)
    {
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = _ofOrder!(order, x[i]);
        }
    }

    // The one-sided limits are taken one unit in the last place away (at least 1e-300), where a continuous phi has moved by
    // a rounding error: what moved by more than 1e-9 of its size has jumped.
    private Breakpoint Measure(double location)
    {
        if (!double.IsFinite(location))
        {
            throw new ArgumentException($"A breakpoint must be finite, but {location:R} was given.", nameof(location));
        }

        double above = location == 0 ? 1e-300 : Math.BitIncrement(location);
        double below = location == 0 ? -1e-300 : Math.BitDecrement(location);
        return new Breakpoint(location, Jump(_value, below, above), Jump(_derivative, below, above));
    }

    private static double Jump(Func<double, double> function, double below, double above)
    {
        double left = function(below);
        double right = function(above);
        double jump = right - left;
        return Math.Abs(jump) > 1e-9 * Math.Max(1, Math.Max(Math.Abs(left), Math.Abs(right))) ? jump : 0;
    }
}
