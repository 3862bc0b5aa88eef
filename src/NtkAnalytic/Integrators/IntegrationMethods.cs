namespace NtkAnalytic.Integrators;

/// <summary>The methods that are at hand.</summary>
public static class IntegrationMethods
{
    /// <summary>The pair 5(4) of Dormand and Prince; seven stages, of which a step costs six.</summary>
    public static ExplicitRungeKutta DormandPrince5 { get; } = new ExplicitRungeKutta("dormand-prince-5", Integrators.DormandPrince5.Tableau);

    /// <summary>The pair 5(4) of Tsitouras; the cost of <see cref="DormandPrince5"/> with smaller errors.</summary>
    public static ExplicitRungeKutta Tsitouras5 { get; } = new ExplicitRungeKutta("tsitouras-5", Integrators.Tsitouras5.Tableau);

    /// <summary>The method of order 8 of Dormand and Prince; twelve evaluations a step, and three more where dense output is read.</summary>
    public static ExplicitRungeKutta DormandPrince8 { get; } = new ExplicitRungeKutta("dormand-prince-8", Integrators.DormandPrince8.Tableau);

    /// <summary>
    /// For stiff problems: the L-stable, stiffly accurate pair 5(4) of Kennedy and Carpenter; six stages a step, each of which solves equations
    /// with one matrix 1 - c J.
    /// </summary>
    public static IntegrationMethod KennedyCarpenter5 { get; } = new DiagonallyImplicitRungeKutta("kennedy-carpenter-5", Integrators.KennedyCarpenter5.Tableau);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IntegrationMethod> All { get; } = [DormandPrince5, Tsitouras5, DormandPrince8, KennedyCarpenter5];

    /// <summary>The method of a name.</summary>
    /// <param name="name">One of <see cref="IntegrationMethod.Name"/>.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static IntegrationMethod Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(method => method.Name == name)
            ?? throw new ArgumentException($"There is no method '{name}'; the methods are {string.Join(", ", All)}.", nameof(name));
    }
}
