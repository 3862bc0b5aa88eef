using NtkAnalytic.Activations;

namespace NtkAnalytic;

/// <summary>
/// An activation phi: the function, its derivative and what is known of its shape. It says what phi is; what phi does to
/// correlated Gaussians is the business of <see cref="DualActivations.DualActivation"/>. Activations are immutable.
/// </summary>
public abstract class Activation
{
    /// <summary>phi(x) = x.</summary>
    public static Activation Identity { get; } = new TwoSlope("identity", 1, 1);

    /// <summary>phi(x) = max(0, x).</summary>
    public static Activation Relu { get; } = new TwoSlope("relu", 0, 1);

    /// <summary>phi(x) = |x|.</summary>
    public static Activation Abs { get; } = new TwoSlope("abs", -1, 1);

    /// <summary>phi(x) = 0 for x &lt; 0 and 1 for x &gt; 0.</summary>
    public static Activation Step { get; } = new TwoLevel("step", 0, 1);

    /// <summary>phi(x) = -1 for x &lt; 0 and 1 for x &gt; 0.</summary>
    public static Activation Sign { get; } = new TwoLevel("sign", -1, 1);

    /// <summary>phi(x) = erf(x).</summary>
    public static Activation Erf { get; } = new ErfActivation("erf", 1);

    /// <summary>phi(x) = x Phi(x), Phi the standard normal distribution function; without the tanh approximation.</summary>
    public static Activation Gelu { get; } = new Gelu();

    /// <summary>phi(x) = sin(x).</summary>
    public static Activation Sin { get; } = new Sinusoid("sin", 1, 1, 0);

    /// <summary>phi(x) = cos(x).</summary>
    public static Activation Cos { get; } = new Sinusoid("cos", 1, 1, Math.PI / 2);

    /// <summary>phi(x) = tanh(x).</summary>
    public static Activation Tanh { get; } = new Tanh("tanh", 1);

    /// <summary>phi(x) = 1 / (1 + e^-x).</summary>
    public static Activation Sigmoid { get; } = new Sigmoid("sigmoid");

    /// <summary>phi(x) = log(1 + e^x).</summary>
    public static Activation Softplus { get; } = new Softplus("softplus", 1);

    /// <summary>phi(x) = x / (1 + e^-x), also known as swish.</summary>
    public static Activation Silu { get; } = new Silu("silu", 1);

    /// <summary>The name with its parameters, as <see cref="Parse"/> reads it: <c>relu</c>, <c>leaky-relu(0.1)</c>.</summary>
    public abstract string Name { get; }

    /// <summary>phi as a formula in x, for people.</summary>
    public abstract string Formula { get; }

    /// <summary>Every point where phi or one of its derivatives jumps, in ascending order.</summary>
    public virtual IReadOnlyList<Breakpoint> Breakpoints => [];

    /// <summary>k when phi(t x) = t^k phi(x) for all t &gt; 0; null when phi is not positively homogeneous.</summary>
    public virtual int? HomogeneityDegree => null;

    /// <summary>The reflection symmetry of phi.</summary>
    public virtual Parity Parity => Parity.None;

    /// <summary>phi(x).</summary>
    /// <param name="x">A finite number.</param>
    /// <returns>phi(x); at a jump, the value the field gives it there.</returns>
    public abstract double Evaluate(double x);

    /// <summary>phi'(x), the derivative almost everywhere (without the Dirac terms of jumps).</summary>
    /// <param name="x">A finite number.</param>
    /// <returns>phi'(x); at a kink, the mean of the two one-sided derivatives.</returns>
    public abstract double EvaluateDerivative(double x);

    /// <summary>phi at many points.</summary>
    /// <param name="x">The points.</param>
    /// <param name="destination">Receives phi(x[i]); of the length of <paramref name="x"/>, and may be the same memory.</param>
    public virtual void Evaluate(ReadOnlySpan<double> x, Span<double> destination)
    {
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Evaluate(x[i]);
        }
    }

    /// <summary>phi' at many points.</summary>
    /// <param name="x">The points.</param>
    /// <param name="destination">Receives phi'(x[i]); of the length of <paramref name="x"/>, and may be the same memory.</param>
    public virtual void EvaluateDerivative(ReadOnlySpan<double> x, Span<double> destination)
    {
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = EvaluateDerivative(x[i]);
        }
    }

    /// <summary>
    /// The largest k, at least 1, for which <see cref="EvaluateDerivative(int, ReadOnlySpan{double}, Span{double})"/> gives the
    /// k-th derivative: phi'', ..., phi^(k) are known and none of them has a Dirac term. So it is 1 for phi with a kink (relu)
    /// or a jump (step), d for max(0, x)^d, whose d-th derivative jumps, and <see cref="int.MaxValue"/> or a number that no
    /// one will reach for smooth phi. 1 where only phi and phi' are known.
    /// </summary>
    public virtual int HighestDerivative => 1;

    /// <summary>The derivative of any order at many points.</summary>
    /// <param name="order">k &gt;= 0; 0 is phi itself, and 1 is phi' almost everywhere (without the Dirac terms of jumps).</param>
    /// <param name="x">The points.</param>
    /// <param name="destination">
    /// Receives the k-th derivative at x[i], where it jumps the mean of both sides; of the length of <paramref name="x"/>, and
    /// may be the same memory.
    /// </param>
    /// <exception cref="ArgumentException">The order is negative or above <see cref="HighestDerivative"/>, or the destination is too short.</exception>
    public void EvaluateDerivative(int order, ReadOnlySpan<double> x, Span<double> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        if (order > HighestDerivative)
        {
            throw new ArgumentOutOfRangeException(
                nameof(order),
                order,
                $"The derivative of order {order} of {Name} is not a known function: the highest is of order {HighestDerivative}.");
        }

        if (destination.Length < x.Length)
        {
            throw new ArgumentException($"There are {x.Length} points, but the destination has {destination.Length} elements.", nameof(destination));
        }

        switch (order)
        {
            case 0:
                Evaluate(x, destination);
                break;
            case 1:
                EvaluateDerivative(x, destination);
                break;
            default:
                EvaluateHigherDerivative(order, x, destination);
                break;
        }
    }

    /// <summary>The derivative of order 2 or more, at most <see cref="HighestDerivative"/>: to be overridden with it.</summary>
    /// <param name="order">k &gt;= 2.</param>
    /// <param name="x">The points.</param>
    /// <param name="destination">Receives the k-th derivative at x[i]; not shorter than <paramref name="x"/>, and may be the same memory.</param>
    protected virtual void EvaluateHigherDerivative(int order, ReadOnlySpan<double> x, Span<double> destination) =>
        throw new NotSupportedException($"{Name} states derivatives up to order {HighestDerivative} and does not compute them.");

    /// <summary>phi(x) = x for x &gt; 0 and alpha x for x &lt; 0.</summary>
    /// <param name="alpha">The slope of the negative half, finite.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentException">alpha is not finite.</exception>
    public static Activation LeakyRelu(double alpha = 0.01) => ActivationCatalog.Create("leaky-relu", alpha);

    /// <summary>phi(x) = x for x &gt; 0 and alpha (e^x - 1) for x &lt; 0.</summary>
    /// <param name="alpha">The limit at -infinity is -alpha; finite.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentException">alpha is not finite.</exception>
    public static Activation Elu(double alpha = 1) => ActivationCatalog.Create("elu", alpha);

    /// <summary>The activation of that name in the catalog, with its parameters: <c>elu(1.5)</c>, <c>polynomial(0,1,0.5)</c>.</summary>
    /// <param name="text">A name of <see cref="ActivationCatalog"/>, with or without parameters in parentheses.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentException">The name is unknown (the nearest names are offered) or a parameter is out of range.</exception>
    public static Activation Parse(string text) => ActivationCatalog.Parse(text);

    /// <summary>An activation of one's own. Its duals are computed by quadrature.</summary>
    /// <param name="name">A name for tables and messages.</param>
    /// <param name="value">phi.</param>
    /// <param name="derivative">phi', almost everywhere.</param>
    /// <param name="breakpoints">
    /// Every point where phi or one of its derivatives jumps; the sizes of the jumps are measured there. An activation that
    /// changes over lengths much shorter than 1 should name such places too, so that the quadrature refines around them.
    /// </param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentException">A breakpoint is not finite.</exception>
    public static Activation FromFunctions(
        string name,
        Func<double, double> value,
        Func<double, double> derivative,
        params IEnumerable<double> breakpoints)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(derivative);
        ArgumentNullException.ThrowIfNull(breakpoints);
        return new FunctionActivation(name, value, derivative, breakpoints);
    }

    /// <summary>A smooth activation of one's own with higher derivatives. Its duals are computed by quadrature.</summary>
    /// <param name="name">A name for tables and messages.</param>
    /// <param name="derivative">phi^(k)(x) from k and x, for k from 0 (phi itself) to <paramref name="highestDerivative"/>.</param>
    /// <param name="highestDerivative">The largest k, at least 1; for 2 and more, phi'', ..., phi^(k) have no Dirac terms.</param>
    /// <param name="breakpoints">Every point where phi or one of its derivatives jumps, as in the overload of two functions; often none.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentException">
    /// A breakpoint is not finite, the highest derivative is below 1, or it is above 1 although phi or phi' jumps at a breakpoint.
    /// </exception>
    public static Activation FromFunctions(
        string name,
        Func<int, double, double> derivative,
        int highestDerivative,
        params IEnumerable<double> breakpoints)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(derivative);
        ArgumentOutOfRangeException.ThrowIfLessThan(highestDerivative, 1);
        ArgumentNullException.ThrowIfNull(breakpoints);
        return new FunctionActivation(name, derivative, highestDerivative, breakpoints);
    }

    /// <summary>The name of the activation.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
