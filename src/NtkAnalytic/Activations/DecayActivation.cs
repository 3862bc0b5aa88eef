using NtkAnalytic.Numerics;

namespace NtkAnalytic.Activations;

/// <summary>An activation built from one exponential: the exponentials of a run of points are computed together.</summary>
/// <typeparam name="TForm">phi in terms of the exponential; a struct, so that it is inlined into the loops.</typeparam>
internal abstract class DecayActivation<TForm> : Activation
    where TForm : struct, IDecayForm
{
    private const int Run = 128;

    // The Taylor coefficients of the logistic function fall like pi^-k: none below 1e-64 and no derivative near overflow.
    private const int HighestOrder = 128;
    private readonly TForm _form;

    protected DecayActivation(string name, TForm form)
    {
        Name = name;
        _form = form;
    }

    public sealed override string Name { get; }

    protected TForm Form => _form;

    public override int HighestDerivative => HighestOrder;

    public sealed override double Evaluate(double x)
    {
        double exponent = -Math.Abs(_form.Rate * x);
        return _form.Value(x, Math.Exp(exponent), NearZero.ExpM1(exponent));
    }

    public sealed override double EvaluateDerivative(double x)
    {
        double exponent = -Math.Abs(_form.Rate * x);
        return _form.Derivative(x, Math.Exp(exponent), NearZero.ExpM1(exponent));
    }

    public sealed override void Evaluate(ReadOnlySpan<double> x, Span<double> destination)
    {
        Span<double> exponent = stackalloc double[Run];
        Span<double> decay = stackalloc double[Run];
        Span<double> lessOne = stackalloc double[Run];
        for (int start = 0; start < x.Length; start += Run)
        {
            ReadOnlySpan<double> points = x[start..Math.Min(start + Run, x.Length)];
            Decay(points, exponent, decay, lessOne);
            for (int i = 0; i < points.Length; i++)
            {
                destination[start + i] = _form.Value(points[i], decay[i], lessOne[i]);
            }
        }
    }

    public sealed override void EvaluateDerivative(ReadOnlySpan<double> x, Span<double> destination)
    {
        Span<double> exponent = stackalloc double[Run];
        Span<double> decay = stackalloc double[Run];
        Span<double> lessOne = stackalloc double[Run];
        for (int start = 0; start < x.Length; start += Run)
        {
            ReadOnlySpan<double> points = x[start..Math.Min(start + Run, x.Length)];
            Decay(points, exponent, decay, lessOne);
            for (int i = 0; i < points.Length; i++)
            {
                destination[start + i] = _form.Derivative(points[i], decay[i], lessOne[i]);
            }
        }
    }

    protected sealed override void EvaluateHigherDerivative(int order, ReadOnlySpan<double> x, Span<double> destination)
    {
        Span<double> exponent = stackalloc double[Run];
        Span<double> decay = stackalloc double[Run];
        Span<double> lessOne = stackalloc double[Run];
        Span<double> scratch = stackalloc double[2 * (order + 1)];
        for (int start = 0; start < x.Length; start += Run)
        {
            ReadOnlySpan<double> points = x[start..Math.Min(start + Run, x.Length)];
            Decay(points, exponent, decay, lessOne);
            for (int i = 0; i < points.Length; i++)
            {
                // Far out the factor of w could overflow before it meets a w of 0.
                destination[start + i] = decay[i] == 0 ? 0 : _form.HigherDerivative(order, points[i], decay[i], lessOne[i], scratch);
            }
        }
    }

    private void Decay(ReadOnlySpan<double> points, Span<double> exponent, Span<double> decay, Span<double> lessOne)
    {
        for (int i = 0; i < points.Length; i++)
        {
            exponent[i] = -Math.Abs(_form.Rate * points[i]);
        }

        NearZero.ExpAndExpM1(exponent[..points.Length], decay[..points.Length], lessOne[..points.Length]);
    }
}
