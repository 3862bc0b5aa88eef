namespace NtkAnalytic.Integrators;

/// <summary>A stiffly accurate, L-stable Runge-Kutta pair that solves one stage after the other with one matrix. Immutable.</summary>
internal sealed class DiagonallyImplicitRungeKutta(string name, DiagonallyImplicitTableau tableau) : IntegrationMethod
{
    public DiagonallyImplicitTableau Tableau { get; } = tableau;

    public override string Name { get; } = name;

    public override int Order => Tableau.Order;

    public override int ErrorExponent => Tableau.Order;

    public override int DenseOrder => Tableau.DenseOrder;

    public override bool IsImplicit => true;

    public override double RealStabilityLimit => double.PositiveInfinity;

    public override Stepper CreateStepper(VectorField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return new DiagonallyImplicitStepper(Tableau, field);
    }
}
