using NtkAnalytic.DepthLimits;
using NtkAnalytic.DualActivations;

namespace NtkAnalytic.Claims.HayouDoucetRousseau;

/// <summary>Proposition 2 and figure 1: the eigenvalues of the average NTK on the sphere.</summary>
internal static class SphereSpectrum
{
    private const int Nodes = 400;

    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "A.proposition-2",
            Paper.HayouDoucetRousseau,
            "proposition 2 and figure 1",
            "On the sphere the eigenvalue of the constant function tends to a positive limit with the depth, all others to 0.",
            _ => Relu())
        {
            Method = "relu at the edge of chaos on the 2-sphere, eigenvalues by the Funk-Hecke formula with the area normalised to 1. As the limit is 1/4 away from the diagonal, the first eigenvalue tends to 1/4 of the diagonal; the eigenvalues of degree k >= 1 fall like log(L) / L.",
        },
    ];

    /// <summary>(1/2) times the integral of g(cos t) P_k(cos t) sin t over the angle t, g the NTK relative to its diagonal.</summary>
    public static double[] Eigenvalues(Network network, int hiddenLayers, int degrees)
    {
        double[] result = new double[degrees];
        for (int i = 0; i < Nodes; i++)
        {
            // t = pi u^3 puts the nodes of the midpoint rule where deep kernels fall, near t = 0.
            double u = (i + 0.5) / Nodes;
            double t = Math.PI * u * u * u;
            double weight = 3 * Math.PI * u * u * Math.Sin(t) / (2 * Nodes);
            double sine = Math.Sin(t / 2);
            double cosine = Math.Cos(t / 2);
            var pair = new GaussianPair(1, 1, 2 * sine * sine, 2 * cosine * cosine);
            double kernel = DepthRecursion.Run(network, pair, [hiddenLayers])[0].NormalizedNtk;
            double c = Math.Cos(t);
            (double before, double legendre) = (0, 1);
            for (int k = 0; k < degrees; k++)
            {
                result[k] += weight * kernel * legendre;
                (before, legendre) = (legendre, ((((2 * k) + 1) * c * legendre) - (k * before)) / (k + 1));
            }
        }

        return result;
    }

    private static Evidence Relu()
    {
        var network = new Network(Activation.Relu, 1);
        int[] depths = [100, 300, 1000, 3000, 10_000];
        double[][] eigenvalues = [.. depths.Select(depth => Eigenvalues(network, depth, 6))];
        var comparisons = new List<Comparison>();
        for (int k = 0; k < 6; k++)
        {
            Measurement[] limit = DepthFit.Coefficients(depths, [.. eigenvalues.Select(values => values[k])], l => 1, l => Math.Log(l) / l, l => 1 / l);
            comparisons.Add(Comparison.Of($"limit of the eigenvalue of degree {k}, relative to the diagonal", k == 0 ? 0.25 : 0, limit[0]));
        }

        return new Evidence(comparisons);
    }
}
