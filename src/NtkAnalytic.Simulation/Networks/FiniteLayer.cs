namespace NtkAnalytic.Simulation.Networks;

/// <summary>
/// One weight layer: z = [skip] + WeightScale W a + BiasScale b, where a is the input or phi of the layer before. W is stored row by
/// row, Outputs x Inputs, then b.
/// </summary>
/// <param name="Inputs">n_(l-1).</param>
/// <param name="Outputs">n_l.</param>
/// <param name="WeightScale">What the weights are multiplied by.</param>
/// <param name="WeightDeviation">The standard deviation of a weight at the start.</param>
/// <param name="BiasScale">What the biases are multiplied by; its square is what their gradients add to the NTK.</param>
/// <param name="BiasDeviation">The standard deviation of a bias at the start.</param>
/// <param name="HasBias">Whether there are biases at all.</param>
/// <param name="TrainsBias">Whether biases have gradients.</param>
/// <param name="HasSkip">Whether the first n_l components of the preactivation before are added.</param>
/// <param name="WeightOffset">Where the weights begin in the vector of parameters.</param>
internal readonly record struct FiniteLayer(
    int Inputs,
    int Outputs,
    double WeightScale,
    double WeightDeviation,
    double BiasScale,
    double BiasDeviation,
    bool HasBias,
    bool TrainsBias,
    bool HasSkip,
    long WeightOffset)
{
    /// <summary>The number of weights.</summary>
    public long Weights => (long)Inputs * Outputs;

    /// <summary>Where the biases begin.</summary>
    public long BiasOffset => WeightOffset + Weights;

    /// <summary>Where the next layer begins.</summary>
    public long End => BiasOffset + (HasBias ? Outputs : 0);
}
