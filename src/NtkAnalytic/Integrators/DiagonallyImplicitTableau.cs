namespace NtkAnalytic.Integrators;

/// <summary>
/// A stiffly accurate Runge-Kutta pair whose first stage is explicit and whose others have one diagonal coefficient (ESDIRK), as data that
/// checks itself: rows sum to nodes, the last stage is the step itself, differences sum to 0. Immutable.
/// </summary>
internal sealed class DiagonallyImplicitTableau
{
    private const double Epsilon = 2.220446049250313e-16;

    private readonly double[][] _stages;
    private readonly double[] _error;
    private readonly double[] _bubble;
    private readonly double[][] _predictors;

    public DiagonallyImplicitTableau(int order, int denseOrder, double[] nodes, double[][] stages, double[] embedded, double[] bubble, double[][] predictors)
    {
        int count = nodes.Length;
        Order = order;
        DenseOrder = denseOrder;
        Nodes = nodes;
        Gamma = stages[^1][^1];
        _stages = [.. stages.Select((row, i) => row[..Math.Max(0, row.Length - 1)])];
        _error = [.. embedded.Select((weight, j) => stages[^1][j] - weight)];
        _bubble = bubble;
        _predictors = predictors;
        Require(stages.Length == count && embedded.Length == count && bubble.Length == count && predictors.Length == count, "Lengths do not fit.");
        Require(stages[0].Length == 0 && nodes[0] == 0 && nodes[^1] == 1 && Gamma > 0, "The first stage is explicit, and the last one stands at the end of the step.");
        for (int i = 1; i < count; i++)
        {
            Require(stages[i].Length == i + 1 && stages[i][i] == Gamma, $"Row {i} must have {i + 1} numbers, the last of which all rows share.");
            Require(IsSum(stages[i], nodes[i]), $"Row {i} must sum to its node.");
            Require(predictors[i].Length == i && IsSum(predictors[i], 1), $"The predictor of stage {i} must have {i} numbers that sum to 1.");
        }

        Require(IsSum(_error, 0) && IsSum(bubble, 0), "Differences must sum to 0.");
    }

    /// <summary>Of the solution that is kept; that of the embedded one is one less.</summary>
    public int Order { get; }

    /// <summary>Of the path across a step: its error there, from an exact start, is O(h^(denseOrder + 1)).</summary>
    public int DenseOrder { get; }

    /// <summary>c_i.</summary>
    public double[] Nodes { get; }

    /// <summary>The diagonal coefficient.</summary>
    public double Gamma { get; }

    /// <summary>The weights of the difference between both methods.</summary>
    public ReadOnlySpan<double> Error => _error;

    /// <summary>a_ij for j &lt; i.</summary>
    public ReadOnlySpan<double> Row(int stage) => _stages[stage];

    /// <summary>What guesses the slope of a stage from those before.</summary>
    public ReadOnlySpan<double> Predictor(int stage) => _predictors[stage];

    /// <summary>b_j(theta): the cubic through both ends and both derivatives, plus theta^2 (1 - theta)^2 times the bubble.</summary>
    public void DenseWeights(double fraction, Span<double> weights)
    {
        double rest = 1 - fraction;
        double bubble = fraction * fraction * rest * rest;
        double end = fraction * fraction * (1 + (2 * rest));
        ReadOnlySpan<double> last = Row(Nodes.Length - 1);
        for (int j = 0; j < weights.Length; j++)
        {
            weights[j] = (end * (j < last.Length ? last[j] : Gamma)) + (bubble * _bubble[j]);
        }

        weights[0] += fraction * rest * rest;
        weights[^1] -= fraction * fraction * rest;
    }

    // Each number is rounded once, and so is each sum.
    private static bool IsSum(double[] row, double expected) => Math.Abs(row.Sum() - expected) <= 8 * Epsilon * (1 + row.Sum(Math.Abs));

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}
