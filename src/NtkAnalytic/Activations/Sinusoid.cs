using System.Numerics.Tensors;

namespace NtkAnalytic.Activations;

/// <summary>
/// phi(x) = A sin(w x + p): sin, cos (p = pi/2) and the random feature sqrt(2) sin(sqrt(2 gamma) x + pi/4), whose dual
/// is the Gaussian kernel exp(-gamma E[(u - v)^2]) (Rahimi and Recht 2007).
/// </summary>
internal sealed class Sinusoid : Activation
{
    private const double QuarterTurn = Math.PI / 2;

    public Sinusoid(string name, double amplitude, double frequency, double phase)
    {
        Name = name;
        Amplitude = amplitude;
        Frequency = frequency;
        Phase = phase;
        Parity = phase == 0 ? Parity.Odd : Math.Abs(phase) == QuarterTurn ? Parity.Even : Parity.None;
    }

    public double Amplitude { get; }

    public double Frequency { get; }

    public double Phase { get; }

    public override string Name { get; }

    public override string Formula => Phase switch
    {
        0 => FormattableString.Invariant($"{Factor}sin({Argument})"),
        QuarterTurn => FormattableString.Invariant($"{Factor}cos({Argument})"),
        _ => FormattableString.Invariant($"{Factor}sin({Argument} + {Phase:R})"),
    };

    public override Parity Parity { get; }

    private string Factor => Amplitude == 1 ? "" : FormattableString.Invariant($"{Amplitude:R} ");

    private string Argument => Frequency == 1 ? "x" : FormattableString.Invariant($"{Frequency:R} x");

    public override int HighestDerivative => int.MaxValue;

    // A cosine where there is one: sin(w x + pi/2) in floating point is even only up to the rounding of w x + pi/2.
    private double EvenSign => Parity == Parity.Even ? Math.Sign(Phase) : 0;

    public override double Evaluate(double x) => Parity == Parity.Even
        ? EvenSign * Amplitude * Math.Cos(Frequency * x)
        : Amplitude * Math.Sin((Frequency * x) + Phase);

    public override double EvaluateDerivative(double x) => Parity == Parity.Even
        ? -EvenSign * Amplitude * Frequency * Math.Sin(Frequency * x)
        : Amplitude * Frequency * Math.Cos((Frequency * x) + Phase);

    public override void Evaluate(ReadOnlySpan<double> x, Span<double> destination)
    {
        TensorPrimitives.Multiply(x, Frequency, destination);
        if (Parity == Parity.Even)
        {
            TensorPrimitives.Cos(destination, destination);
            TensorPrimitives.Multiply(destination, EvenSign * Amplitude, destination);
            return;
        }

        TensorPrimitives.Add(destination, Phase, destination);
        TensorPrimitives.Sin(destination, destination);
        TensorPrimitives.Multiply(destination, Amplitude, destination);
    }

    public override void EvaluateDerivative(ReadOnlySpan<double> x, Span<double> destination)
    {
        TensorPrimitives.Multiply(x, Frequency, destination);
        if (Parity == Parity.Even)
        {
            TensorPrimitives.Sin(destination, destination);
            TensorPrimitives.Multiply(destination, -EvenSign * Amplitude * Frequency, destination);
            return;
        }

        TensorPrimitives.Add(destination, Phase, destination);
        TensorPrimitives.Cos(destination, destination);
        TensorPrimitives.Multiply(destination, Amplitude * Frequency, destination);
    }

    // phi'' = -w^2 phi.
    protected override void EvaluateHigherDerivative(int order, ReadOnlySpan<double> x, Span<double> destination)
    {
        if (order % 2 == 0)
        {
            Evaluate(x, destination);
        }
        else
        {
            EvaluateDerivative(x, destination);
        }

        double sign = (order / 2) % 2 == 0 ? 1 : -1;
        TensorPrimitives.Multiply(destination, sign * Math.Pow(Frequency, order - (order % 2)), destination);
    }
}
