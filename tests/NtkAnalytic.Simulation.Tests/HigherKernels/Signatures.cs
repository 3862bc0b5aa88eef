namespace NtkAnalytic.Simulation.Tests.HigherKernels;

/// <summary>Iterated integrals of piecewise linear paths, exactly, by Chen's identity.</summary>
internal static class Signatures
{
    /// <summary>S^(1), ..., S^(degree) of a path of random pieces; in S^(k)_{b1..bk} the first index belongs to the latest time.</summary>
    public static double[] Random(int indices, int degree, int pieces, int seed)
    {
        var random = new Random(seed);
        double[][] levels = Levels(indices, degree, null);
        for (int piece = 0; piece < pieces; piece++)
        {
            double[] step = [.. Enumerable.Range(0, indices).Select(_ => (2 * random.NextDouble()) - 1)];
            levels = Chen(Levels(indices, degree, step), levels);
        }

        return [.. levels.Skip(1).SelectMany(level => level)];
    }

    // The signature of one piece: step (x) ... (x) step / k!.
    private static double[][] Levels(int indices, int degree, double[]? step)
    {
        double[][] levels = [[1.0], .. Enumerable.Range(1, degree).Select(k => new double[(int)Math.Pow(indices, k)])];
        for (int k = 1; k <= degree && step is not null; k++)
        {
            for (int i = 0; i < levels[k].Length; i++)
            {
                levels[k][i] = step[i / levels[k - 1].Length] * levels[k - 1][i % levels[k - 1].Length] / k;
            }
        }

        return levels;
    }

    // S^(k) = the sum over j of late^(j) (x) early^(k-j).
    private static double[][] Chen(double[][] late, double[][] early) =>
        [.. Enumerable.Range(0, late.Length).Select(k => Enumerable.Range(0, early[k].Length)
            .Select(i => Enumerable.Range(0, k + 1).Sum(j => late[j][i / early[k - j].Length] * early[k - j][i % early[k - j].Length]))
            .ToArray())];
}
