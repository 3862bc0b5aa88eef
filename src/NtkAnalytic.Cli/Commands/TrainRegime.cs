using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Networks;
using NtkAnalytic.Simulation;

namespace NtkAnalytic.Cli.Commands;

/// <summary>Whether a training stayed in the kernel regime: by the measured drift of the kernel, and by theory at the start where there is one.</summary>
/// <param name="Regime">The verdict: the worse one of both.</param>
/// <param name="Drift">||Theta_t - Theta_0|| / ||Theta_0||, the mean over the networks.</param>
/// <param name="RelativeDeviation">sd(Theta)/E[Theta] at the start; null without theory.</param>
/// <param name="Sentences">The verdict and its reasons.</param>
internal sealed record TrainRegime(Regime Regime, double Drift, double? RelativeDeviation, IReadOnlyList<string> Sentences)
{
    /// <summary>The verdict.</summary>
    /// <param name="network">The network.</param>
    /// <param name="points">The points of the kernel.</param>
    /// <param name="drift">How far the kernel moved.</param>
    /// <returns>The verdict.</returns>
    public static TrainRegime Of(FiniteNetwork network, Matrix<double> points, double drift)
    {
        // Inputs of several norms are judged at their mean square.
        double norm = points.RowNorms(2).PointwisePower(2).Average();
        if (HasTheory(network) && norm > 0)
        {
            var theory = NtkRegime.Of(network.Network, [network.Inputs, .. network.Widths], norm, drift);
            return new TrainRegime(theory.Regime, drift, theory.RelativeDeviation, theory.Sentences);
        }

        return new TrainRegime(NtkRegime.Judge(drift), drift, null, NtkRegime.Describe(drift));
    }

    private static bool HasTheory(FiniteNetwork network)
    {
        Network description = network.Network;
        bool isUniform = Enumerable.Range(1, description.HiddenLayers + 1).All(layer =>
            description.WeightVariance(layer) == description.WeightVariance(1) && description.BiasVariance(layer) == description.BiasVariance(1));
        return isUniform
            && description.Architecture == Architecture.FullyConnected
            && description.HiddenLayers > 0
            && description.WeightVariance(1) > 0
            && !description.Activation.Breakpoints.Any(point => point.IsJump);
    }
}
