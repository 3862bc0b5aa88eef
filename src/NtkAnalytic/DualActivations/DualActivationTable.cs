using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations.ClosedForms;

namespace NtkAnalytic.DualActivations;

/// <summary>Which dual belongs to which activation: the one place that knows every closed form.</summary>
internal static class DualActivationTable
{
    public static DualActivation Find(Activation activation) => activation switch
    {
        TwoSlope twoSlope => new TwoSlopeDual(twoSlope),
        _ => throw new NotSupportedException(activation.Name),
    };
}
