using NtkAnalytic.DualActivations;

namespace NtkAnalytic.Kernels;

/// <summary>K(x, x) and Theta(x, x) of every row of a set, padding included.</summary>
internal sealed class FinalDiagonal
{
    private const int Block = 1024;

    private FinalDiagonal(int count)
    {
        Nngp = new double[count];
        Ntk = new double[count];
        NngpRoot = new double[count];
        NtkRoot = new double[count];
    }

    public double[] Nngp { get; }

    public double[] Ntk { get; }

    public double[] NngpRoot { get; }

    public double[] NtkRoot { get; }

    /// <summary>The relative error estimates of the moments, largest of each layer, gathered over the layers.</summary>
    public double RelativeError { get; private set; }

    public static FinalDiagonal Of(Network network, DualActivation dual, InputSet set, bool withNtk)
    {
        var result = new FinalDiagonal(set.MeanSquares.Length);
        if (IsLinearInMeanSquare(network, withNtk))
        {
            // Every step multiplies both diagonals by numbers that do not depend on the input: one input tells all.
            result.Walk(dual, new BlockPath(network, dual, [1.0], set.Dimension, withNtk, keep: false), network.HiddenLayers, 0);
            double nngp = result.Nngp[0];
            double ntk = result.Ntk[0];
            for (int i = 0; i < result.Nngp.Length; i++)
            {
                result.Nngp[i] = nngp * set.MeanSquares[i];
                result.Ntk[i] = ntk * set.MeanSquares[i];
                if (double.IsInfinity(result.Nngp[i]) || double.IsInfinity(result.Ntk[i]))
                {
                    throw BlockLayer.Overflow(network.HiddenLayers + 1, set.MeanSquares[i]);
                }
            }
        }
        else
        {
            for (int start = 0; start < set.MeanSquares.Length; start += Block)
            {
                ReadOnlySpan<double> squares = set.MeanSquares.AsSpan(start, Math.Min(Block, set.MeanSquares.Length - start));
                result.Walk(dual, new BlockPath(network, dual, squares, set.Dimension, withNtk, keep: false), network.HiddenLayers, start);
            }
        }

        for (int i = 0; i < result.Nngp.Length; i++)
        {
            result.NngpRoot[i] = Math.Sqrt(result.Nngp[i]);
            result.NtkRoot[i] = Math.Sqrt(result.Ntk[i]);
        }

        return result;
    }

    /// <summary>True when K(x, x) and Theta(x, x) are multiples of |x|^2: homogeneous of degree 1, and nothing is added.</summary>
    public static bool IsLinearInMeanSquare(Network network, bool withNtk) =>
        network.Activation.HomogeneityDegree == 1
        && !network.HasBias
        && (!withNtk || network.BiasGradient(1) == 0);

    private void Walk(DualActivation dual, BlockPath path, int hiddenLayers, int start)
    {
        BlockLayer? layer = null;
        var error = new LayerErrors(dual.RowErrorsAreRounding);
        for (int l = 1; l <= hiddenLayers; l++)
        {
            layer = path.Next(layer, l);
            error.Add(layer.Profile.RelativeError);
        }

        RelativeError = Math.Max(RelativeError, error.Total);
        (layer?.Nngp ?? path.FirstNngp).CopyTo(Nngp, start);
        (layer?.Ntk ?? path.FirstNtk).CopyTo(Ntk, start);
    }
}
