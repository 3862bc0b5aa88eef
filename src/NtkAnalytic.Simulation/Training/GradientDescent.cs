namespace NtkAnalytic.Simulation.Training;

/// <summary>
/// theta -= rate v with v = momentum v + grad L (heavy ball; v = 0 at the start), or Nesterov's theta -= rate (grad L + momentum v).
/// </summary>
public sealed record GradientDescent : TrainingMethod
{
    /// <summary>Gradient descent.</summary>
    /// <param name="learningRate">The rate.</param>
    /// <param name="momentum">In [0, 1).</param>
    /// <param name="nesterov">True for Nesterov's form of momentum.</param>
    /// <param name="batchSize">Points of a minibatch; null for all of them.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public GradientDescent(LearningRate learningRate, double momentum = 0, bool nesterov = false, int? batchSize = null)
    {
        LearningRate = learningRate;
        Momentum = CheckShare(momentum, "The momentum");
        IsNesterov = nesterov;
        BatchSize = CheckBatch(batchSize);
    }

    /// <summary>The rate.</summary>
    public LearningRate LearningRate { get; }

    /// <summary>The share of the velocity that stays.</summary>
    public double Momentum { get; }

    /// <summary>True for Nesterov's form of momentum.</summary>
    public bool IsNesterov { get; }

    /// <summary>Points of a minibatch, drawn without replacement in a new order each epoch; null for all points.</summary>
    public int? BatchSize { get; }

    /// <inheritdoc/>
    public override string Name => Momentum > 0 ? "momentum" : "gradient-descent";
}
