using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.Moments;

/// <summary>
/// The Gaussian moments of an activation and their derivatives in the variance, by quadrature whose nodes are kept for an octave
/// of variances where the activation has no breakpoint other than 0. Where the duals have a closed form, E[phi^2] and E[phi'^2]
/// are taken from it.
/// </summary>
internal sealed class ActivationMoments
{
    private static readonly ConditionalWeakTable<Activation, ActivationMoments> Known = [];
    private readonly ConcurrentDictionary<int, MomentPlan> _octaves = new();
    private readonly Activation _activation;
    private readonly DualActivation _dual;
    private readonly bool _shares;
    private readonly bool _jumps;

    private ActivationMoments(Activation activation)
    {
        _activation = activation;
        _dual = DualActivation.Of(activation);
        _shares = activation.Breakpoints.All(breakpoint => breakpoint.Location == 0);
        _jumps = activation.Breakpoints.Any(breakpoint => breakpoint.IsJump);
        Origin = ActivationRays.AtOrigin(activation);
    }

    /// <summary>phi next to 0.</summary>
    public ActivationRays Origin { get; }

    /// <summary>The moments of an activation; they live as long as the activation does.</summary>
    public static ActivationMoments Of(Activation activation) => Known.GetValue(activation, static a => new ActivationMoments(a));

    /// <summary>The moments at one variance.</summary>
    /// <param name="variance">q, positive and finite.</param>
    public MomentDerivatives At(double variance)
    {
        MomentPlan plan = PlanFor(variance);
        if (!plan.IsSupported && !MomentPlan.IsSupportedAt(_activation, variance))
        {
            return Overflown(variance);
        }

        (SquareMoments value, SquareMoments derivative) = plan.RuleFor(_activation, variance).Evaluate(variance, plan.RelativeError);
        derivative = _jumps ? SquareMoments.Infinite : derivative;
        if (!double.IsFinite(value.Power3) || double.IsNaN(derivative.Power3))
        {
            return Overflown(variance);
        }

        SolveStatus status = plan.IsMet ? SolveStatus.Converged : SolveStatus.ToleranceNotMet;
        if (_dual.IsClosedForm)
        {
            DualMoments exact = _dual.Diagonal(variance);
            value = value with { Mean = exact.SecondMoment };
            derivative = derivative with { Mean = exact.DerivativeSecondMoment };
        }

        return new MomentDerivatives(variance, value, derivative, SolveStatus.Worse(status, _jumps ? SolveStatus.Diverges : SolveStatus.Converged));
    }

    /// <summary>E[phi(u)^2 - r(u)^2] for a pair of rays from the origin.</summary>
    public double ExcessOverRays(double variance, ActivationRays rays) =>
        PlanFor(variance).RuleFor(_activation, variance).ExcessOverRays(variance, rays.NegativeSlope, rays.PositiveSlope);

    private MomentPlan PlanFor(double variance)
    {
        int octave = Math.ILogB(variance) + 1;
        return _octaves.TryGetValue(octave, out MomentPlan? known)
            ? known
            : _octaves.GetOrAdd(octave, MomentPlan.For(_activation, Math.ScaleB(1, octave), _shares));
    }

    // E[phi^2] in closed form reaches farther than the quadrature does.
    private MomentDerivatives Overflown(double variance)
    {
        double mean = _dual.IsClosedForm ? _dual.Diagonal(variance).SecondMoment : double.PositiveInfinity;
        return new MomentDerivatives(
            variance,
            SquareMoments.Infinite with { Mean = mean },
            SquareMoments.Infinite,
            SolveStatus.Overflow);
    }
}
