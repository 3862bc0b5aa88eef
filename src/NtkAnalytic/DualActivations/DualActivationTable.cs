using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations.ClosedForms;
using NtkAnalytic.DualActivations.Quadrature;

namespace NtkAnalytic.DualActivations;

/// <summary>Which dual belongs to which activation: the one place that knows every closed form.</summary>
internal static class DualActivationTable
{
    public static DualActivation Find(Activation activation) => activation switch
    {
        TwoSlope twoSlope => new TwoSlopeDual(twoSlope),
        RectifiedMonomial monomial => new RectifiedMonomialDual(monomial),
        TwoLevel twoLevel => new TwoLevelDual(twoLevel),
        ErfActivation erf => new ErfDual(erf),
        Gelu gelu => new GeluDual(gelu),
        Sinusoid sinusoid => new SinusoidDual(sinusoid),
        Exponential exponential => new ExponentialDual(exponential),
        GaussianBump bump => new GaussianBumpDual(bump),
        PolynomialActivation polynomial => new PolynomialDual(polynomial),
        HermiteActivation hermite => new PolynomialDual(hermite),
        _ => new QuadratureDual(activation),
    };
}
