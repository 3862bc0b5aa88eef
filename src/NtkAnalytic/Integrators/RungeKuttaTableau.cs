namespace NtkAnalytic.Integrators;

/// <summary>
/// An explicit Runge-Kutta pair with dense output, as data that checks itself. The last stage of a step is the derivative at its end: the
/// next step begins with it, so a method printed without it gains it for nothing. Immutable.
/// </summary>
/// <remarks>
/// The path across a step is y(theta) = y_0 + h sum_j b_j(theta) k_j, the cubic through both ends and both derivatives plus bubbles that
/// change neither: b_j = w_j (3 theta^2 - 2 theta^3) + [j first] theta (1 - theta)^2 - [j last] theta^2 (1 - theta) + sum_r d_rj B_r,
/// B_0 = theta^2 (1 - theta)^2 and B_(r+1) = B_r times theta and 1 - theta in turn. So a path is continuously differentiable across steps
/// whatever the numbers d are, and nothing cancels near an end.
/// </remarks>
public sealed class RungeKuttaTableau
{
    private const double Epsilon = 2.220446049250313e-16;

    private readonly double[] _nodes;
    private readonly double[][] _stages;
    private readonly double[] _error;
    private readonly double[] _correction;
    private readonly double[][] _bubbles;

    /// <summary>A tableau.</summary>
    /// <param name="order">Of the solution that is kept.</param>
    /// <param name="errorExponent">q: the estimated error of a step is O(h^q).</param>
    /// <param name="denseOrder">Of the path across a step: its error there, from an exact start, is O(h^(denseOrder + 1)).</param>
    /// <param name="nodes">c_i of the stages of the step, the last being 1, then of the extra stages of the dense output.</param>
    /// <param name="stages">a_ij, a row for each node, row i of at most i numbers; that of the last stage of the step holds its weights.</param>
    /// <param name="stepStages">The number of stages without the extra ones of the dense output.</param>
    /// <param name="errorWeights">The weights of the difference between the two methods.</param>
    /// <param name="bubbles">d_rj; none leaves the cubic.</param>
    /// <param name="correctionWeights">
    /// The weights of a second difference E' of lower order; the estimate of a component is then E^2 / sqrt(E^2 + 0.01 E'^2) with E the
    /// first (Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, 2nd ed., section II.10, who take norms there).
    /// </param>
    /// <exception cref="ArgumentException">Rows do not sum to their nodes, differences do not sum to 0, or lengths do not fit.</exception>
    public RungeKuttaTableau(
        int order,
        int errorExponent,
        int denseOrder,
        IReadOnlyList<double> nodes,
        IReadOnlyList<IReadOnlyList<double>> stages,
        int stepStages,
        IReadOnlyList<double> errorWeights,
        IReadOnlyList<IReadOnlyList<double>> bubbles,
        IReadOnlyList<double>? correctionWeights = null)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(stages);
        ArgumentNullException.ThrowIfNull(errorWeights);
        ArgumentNullException.ThrowIfNull(bubbles);
        Require(order >= 1 && errorExponent >= 1 && denseOrder >= 1, "Orders must be at least 1.");
        Require(nodes.Count == stages.Count, $"There are {nodes.Count} nodes, but {stages.Count} rows of stages.");
        Require(stepStages >= 2 && stepStages <= nodes.Count, $"The step has 2 to {nodes.Count} of the {nodes.Count} stages, not {stepStages}.");
        Order = order;
        ErrorExponent = errorExponent;
        DenseOrder = denseOrder;
        StepStages = stepStages;
        _nodes = [.. nodes];
        _stages = [.. stages.Select(row => row.ToArray())];
        _error = [.. errorWeights];
        _correction = [.. correctionWeights ?? []];
        _bubbles = [.. bubbles.Select(row => row.ToArray())];
        CheckStages();
        CheckDifference(_error, "the error", stepStages);
        CheckDifference(_correction, "the correction of the error", stepStages);
        foreach (double[] bubble in _bubbles)
        {
            CheckDifference(bubble, "a bubble", nodes.Count);
        }

        Nodes = Array.AsReadOnly(_nodes);
        Stages = [.. _stages.Select(Array.AsReadOnly)];
        ErrorWeights = Array.AsReadOnly(_error);
        CorrectionWeights = Array.AsReadOnly(_correction);
    }

    /// <summary>The order of the solution that is kept.</summary>
    public int Order { get; }

    /// <summary>q: the estimated error of a step is O(h^q).</summary>
    public int ErrorExponent { get; }

    /// <summary>The order of the path across a step.</summary>
    public int DenseOrder { get; }

    /// <summary>The number of stages of the step, the derivative at its end included.</summary>
    public int StepStages { get; }

    /// <summary>c_i, extra stages of the dense output last.</summary>
    public IReadOnlyList<double> Nodes { get; }

    /// <summary>a_ij, extra stages of the dense output last.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Stages { get; }

    /// <summary>The weights of the step.</summary>
    public IReadOnlyList<double> Weights => Stages[StepStages - 1];

    /// <summary>The weights of the difference between the two methods.</summary>
    public IReadOnlyList<double> ErrorWeights { get; }

    /// <summary>The weights of the second difference; empty where the estimate is the first alone.</summary>
    public IReadOnlyList<double> CorrectionWeights { get; }

    /// <summary>b_j(theta) of all stages.</summary>
    /// <param name="fraction">theta, from 0 to 1.</param>
    /// <param name="weights">Receives them; as many as <see cref="Nodes"/>.</param>
    /// <exception cref="ArgumentException">The length differs.</exception>
    public void DenseWeights(double fraction, Span<double> weights)
    {
        if (weights.Length != _nodes.Length)
        {
            throw new ArgumentException($"There are {_nodes.Length} stages, but room for {weights.Length} weights.");
        }

        double rest = 1 - fraction;
        weights.Clear();
        ReadOnlySpan<double> end = Row(StepStages - 1);
        for (int j = 0; j < end.Length; j++)
        {
            weights[j] = end[j] * (fraction * fraction * (1 + (2 * rest)));
        }

        weights[0] += fraction * rest * rest;
        weights[StepStages - 1] -= fraction * fraction * rest;
        double bubble = fraction * fraction * rest * rest;
        for (int r = 0; r < _bubbles.Length; r++)
        {
            for (int j = 0; j < _bubbles[r].Length; j++)
            {
                weights[j] += bubble * _bubbles[r][j];
            }

            bubble *= r % 2 == 0 ? fraction : rest;
        }
    }

    internal ReadOnlySpan<double> ErrorRow => _error;

    internal ReadOnlySpan<double> CorrectionRow => _correction;

    internal ReadOnlySpan<double> Row(int stage) => _stages[stage];

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }

    // Each number is rounded once, and so is each of at most 16 sums.
    private static double Slack(double[] row) => 8 * Epsilon * (1 + row.Sum(Math.Abs));

    private static void CheckDifference(double[] row, string what, int most)
    {
        Require(row.Length <= most, $"The weights of {what} are {row.Length}, but there are {most} stages.");
        Require(Math.Abs(row.Sum()) <= Slack(row), FormattableString.Invariant($"The weights of {what} must sum to 0, but sum to {row.Sum():R}."));
    }

    private void CheckStages()
    {
        for (int i = 0; i < _nodes.Length; i++)
        {
            double[] row = _stages[i];
            Require(_nodes[i] is >= 0 and <= 1, FormattableString.Invariant($"Nodes lie in [0, 1], but node {i} is {_nodes[i]:R}."));
            Require(row.Length <= i, $"Row {i} of an explicit method has at most {i} numbers, but {row.Length} were given.");
            Require(
                Math.Abs(row.Sum() - _nodes[i]) <= Slack(row),
                FormattableString.Invariant($"Row {i} must sum to its node {_nodes[i]:R}, but sums to {row.Sum():R}."));
        }

        double last = _nodes[StepStages - 1];
        Require(last == 1, FormattableString.Invariant($"The last stage of the step stands at its end, but its node is {last:R}."));
    }
}
