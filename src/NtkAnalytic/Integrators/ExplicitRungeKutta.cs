using NtkAnalytic.Numerics;

namespace NtkAnalytic.Integrators;

/// <summary>An explicit Runge-Kutta pair. Immutable.</summary>
/// <param name="name">In kebab case.</param>
/// <param name="tableau">Its numbers.</param>
public sealed class ExplicitRungeKutta(string name, RungeKuttaTableau tableau) : IntegrationMethod
{
    // Fine against the wiggles of a polynomial of degree 12 in h lambda, whose limit is below 12.
    private const double Scan = 1.0 / 64;

    /// <summary>Its numbers.</summary>
    public RungeKuttaTableau Tableau { get; } = tableau ?? throw new ArgumentNullException(nameof(tableau));

    /// <inheritdoc/>
    public override string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <inheritdoc/>
    public override int Order => Tableau.Order;

    /// <inheritdoc/>
    public override int ErrorExponent => Tableau.ErrorExponent;

    /// <inheritdoc/>
    public override int DenseOrder => Tableau.DenseOrder;

    /// <inheritdoc/>
    public override double RealStabilityLimit { get; } = Limit(tableau);

    /// <inheritdoc/>
    public override Stepper CreateStepper(VectorField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return new ExplicitRungeKuttaStepper(Tableau, field);
    }

    // On y' = -y the step multiplies by R(-x), R the stability polynomial; the stages run through it for us.
    private static double Limit(RungeKuttaTableau tableau)
    {
        double before = 0;
        for (double x = Scan; ; x += Scan)
        {
            if (Excess(tableau, x) > 0)
            {
                return before == 0 ? 0 : BracketedRoot.Find(y => Excess(tableau, y), before, Excess(tableau, before), x, Excess(tableau, x), 1e-14 * x);
            }

            before = x;
        }
    }

    private static double Excess(RungeKuttaTableau tableau, double x)
    {
        Span<double> values = new double[tableau.StepStages];
        for (int i = 0; i < values.Length; i++)
        {
            double sum = 0;
            ReadOnlySpan<double> row = tableau.Row(i);
            for (int j = 0; j < row.Length; j++)
            {
                sum += row[j] * values[j];
            }

            values[i] = 1 - (x * sum);
        }

        return Math.Abs(values[^1]) - 1;
    }
}
