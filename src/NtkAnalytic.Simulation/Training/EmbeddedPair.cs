namespace NtkAnalytic.Simulation.Training;

/// <summary>
/// An explicit Runge-Kutta method with an embedded one for the error, as data that checks itself. The last stage is the derivative at the
/// end of the step, so that an accepted step starts with its first stage known.
/// </summary>
internal sealed class EmbeddedPair
{
    private EmbeddedPair(int order, double[] nodes, double[][] stages, double[] errorWeights)
    {
        Order = order;
        Stages = stages;
        ErrorWeights = errorWeights;
        for (int i = 0; i < nodes.Length; i++)
        {
            // Sums of at most 7 rationals of size 12.
            if (Math.Abs(stages[i].Sum() - nodes[i]) > 7 * 12 * 2.3e-16)
            {
                throw new ArgumentException($"The row sum of stage {i} is {stages[i].Sum():R}, but its node is {nodes[i]:R}.", nameof(stages));
            }
        }

        if (nodes[^1] != 1 || Math.Abs(errorWeights.Sum()) > 1e-15)
        {
            throw new ArgumentException("The last node is not 1, or the weights of the error do not sum to 0.", nameof(errorWeights));
        }
    }

    /// <summary>Dormand and Prince, "A family of embedded Runge-Kutta formulae", J. Comput. Appl. Math. 6 (1980), the pair RK5(4)7M; steps with order 5.</summary>
    public static EmbeddedPair DormandPrince { get; } = new(
        5,
        [0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1],
        [
            [],
            [1.0 / 5],
            [3.0 / 40, 9.0 / 40],
            [44.0 / 45, -56.0 / 15, 32.0 / 9],
            [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
            [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
            [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
        ],
        [71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40]);

    /// <summary>The order of the solution that is kept.</summary>
    public int Order { get; }

    /// <summary>Row i: the weights of the stages before i in the point where stage i is evaluated; the last row is the step.</summary>
    public IReadOnlyList<double[]> Stages { get; }

    /// <summary>The weights of the difference between the two methods.</summary>
    public IReadOnlyList<double> ErrorWeights { get; }
}
