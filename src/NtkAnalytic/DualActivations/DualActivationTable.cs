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
        _ => new QuadratureDual(activation),
    };
}
