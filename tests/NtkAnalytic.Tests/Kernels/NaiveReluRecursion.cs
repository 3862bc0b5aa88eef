using NtkAnalytic.Networks;

namespace NtkAnalytic.Tests.Kernels;

/// <summary>
/// An independent recursion for relu, on plain covariances with arccos, as the papers print it: good away from c = 1, and
/// built without a line of the library's own.
/// </summary>
internal static class NaiveReluRecursion
{
    public static (double Nngp, double Ntk) Evaluate(Network network, double[] x, double[] y)
    {
        int dimension = x.Length;
        double xx = x.Sum(value => value * value) / dimension;
        double yy = y.Sum(value => value * value) / dimension;
        double xy = x.Zip(y, (a, b) => a * b).Sum() / dimension;
        bool standard = network.Parameterization == Parameterization.Standard;
        double BiasGradient(int layer) => network.BiasGradientFactor ?? (standard ? 1 : network.BiasVariance(layer));
        double WeightGradient(int layer) => network.WeightGradient(layer, dimension);

        (double kxx, double kyy, double kxy) = (Affine(xx), Affine(yy), Affine(xy));
        double Affine(double value) => (network.WeightVariance(1) * value) + network.BiasVariance(1);
        double theta = (WeightGradient(1) * xy) + BiasGradient(1);
        for (int layer = 1; layer <= network.HiddenLayers; layer++)
        {
            double angle = Math.Acos(Math.Clamp(kxy / Math.Sqrt(kxx * kyy), -1, 1));
            double value = Math.Sqrt(kxx * kyy) * (Math.Sin(angle) + ((Math.PI - angle) * Math.Cos(angle))) / (2 * Math.PI);
            double derivative = (Math.PI - angle) / (2 * Math.PI);
            double scale = network.Architecture == Architecture.ScaledResidual ? 1.0 / (layer + 1) : 1;
            double skip = network.Architecture == Architecture.FullyConnected ? 0 : 1;
            double weight = network.WeightVariance(layer + 1);
            double bias = network.BiasVariance(layer + 1);
            theta = (skip * theta) + (scale * ((WeightGradient(layer + 1) * value) + BiasGradient(layer + 1) + (weight * derivative * theta)));
            kxy = (skip * kxy) + (scale * ((weight * value) + bias));
            kxx = (skip * kxx) + (scale * ((weight * kxx / 2) + bias));
            kyy = (skip * kyy) + (scale * ((weight * kyy / 2) + bias));
        }

        return (kxy, theta);
    }
}
