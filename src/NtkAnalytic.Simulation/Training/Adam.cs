namespace NtkAnalytic.Simulation.Training;

/// <summary>
/// Adam (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1), with its corrections of bias:
/// theta -= rate m' / (sqrt(v') + epsilon).
/// </summary>
public sealed record Adam : TrainingMethod
{
    /// <summary>Adam.</summary>
    /// <param name="learningRate">About the distance that a parameter moves in a step; positive.</param>
    /// <param name="firstDecay">beta_1 in [0, 1).</param>
    /// <param name="secondDecay">beta_2 in [0, 1).</param>
    /// <param name="epsilon">Positive.</param>
    /// <param name="batchSize">Points of a minibatch; null for all of them.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public Adam(double learningRate, double firstDecay = 0.9, double secondDecay = 0.999, double epsilon = 1e-8, int? batchSize = null)
    {
        LearningRate = CheckPositive(learningRate, "The learning rate");
        FirstDecay = CheckShare(firstDecay, "The decay of the first moment");
        SecondDecay = CheckShare(secondDecay, "The decay of the second moment");
        Epsilon = CheckPositive(epsilon, "Epsilon");
        BatchSize = CheckBatch(batchSize);
    }

    /// <summary>About the distance that a parameter moves in a step.</summary>
    public double LearningRate { get; }

    /// <summary>beta_1.</summary>
    public double FirstDecay { get; }

    /// <summary>beta_2.</summary>
    public double SecondDecay { get; }

    /// <summary>What keeps the quotient finite.</summary>
    public double Epsilon { get; }

    /// <summary>Points of a minibatch, drawn without replacement in a new order each epoch; null for all points.</summary>
    public int? BatchSize { get; }

    /// <inheritdoc/>
    public override string Name => "adam";
}
