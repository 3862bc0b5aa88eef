using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Networks;

namespace NtkAnalytic.DepthLimits;

/// <summary>
/// Rows that a network cannot tell apart but for a factor, f(x) = t f(y) at every depth: equal rows; positive multiples where the
/// network is homogeneous and has no bias; opposite ones where phi is even or odd and nothing is added.
/// </summary>
internal sealed class RowTwins
{
    // 1 -+ c of rows that are multiples but for the rounding of their entries.
    private const double Parallel = 1e-30;
    private readonly RowPairs _known;
    private readonly bool _nothingAdded;
    private readonly bool _scales;
    private readonly Parity _parity;

    public RowTwins(Network network, RowPairs known)
    {
        _known = known;
        // Without biases the gradients of all layers are alike.
        _nothingAdded = !network.HasBias && network.BiasGradient(1) == 0;
        _scales = _nothingAdded && network.Activation.HomogeneityDegree == 1;

        // With a skip the sign of z survives beside an even phi.
        Parity parity = network.Activation.Parity;
        _parity = _nothingAdded && (parity == Parity.Odd || network.Architecture == Architecture.FullyConnected) ? parity : Parity.None;
    }

    /// <summary>The first two training rows of which one is a multiple of the other to the network; null when there are none.</summary>
    public (int First, int Second, bool SameRow)? FirstPair()
    {
        for (int i = 0; i < _known.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                GaussianPair pair = _known.Pair(j, _known, i);
                if (Factor(pair) is { } factor)
                {
                    return (j, i, factor == 1 && pair.OneMinusCorrelation < pair.OnePlusCorrelation);
                }
            }
        }

        return null;
    }

    /// <summary>Gives new rows that are twins of a training row their exact weights.</summary>
    public void Apply(RowPairs asked, Matrix<double> weights)
    {
        for (int k = 0; k < asked.Count; k++)
        {
            for (int i = 0; i < _known.Count; i++)
            {
                if (Factor(asked.Pair(k, _known, i)) is { } factor)
                {
                    weights.ClearRow(k);
                    weights[k, i] = factor;
                }
            }
        }
    }

    private double? Factor(GaussianPair pair)
    {
        bool parallel = pair.OneMinusCorrelation <= Parallel;
        bool opposite = pair.OnePlusCorrelation <= Parallel;
        bool oneNorm = RowPairs.AreOneNorm(pair.Variance1, pair.Variance2);
        if (!(parallel || (opposite && _parity != Parity.None)) || !(oneNorm || _scales))
        {
            return null;
        }

        double size = oneNorm ? 1 : Math.Sqrt(pair.Variance1 / pair.Variance2);
        return opposite && _parity == Parity.Odd ? -size : size;
    }
}
