using NtkAnalytic.Networks;
using NtkAnalytic.Simulation.Networks;

namespace NtkAnalytic.Simulation;

/// <summary>
/// A network with widths: n_0 inputs, hidden widths n_1..n_L and M outputs. It computes nothing; <see cref="Network"/> says how layers
/// are joined and where variances stand. Immutable.
/// </summary>
/// <remarks>
/// Parameters: under <see cref="Parameterization.Ntk"/> a layer is (sigma_w / sqrt(n)) W a + sigma_b b with W, b ~ N(0, 1); under
/// <see cref="Parameterization.Standard"/> it is W a + b with W ~ N(0, sigma_w^2 / n), b ~ N(0, sigma_b^2). A
/// <see cref="Network.BiasGradientFactor"/> f replaces the factor of b by sqrt(f) and its deviation by sigma_b / sqrt(f), so outputs keep
/// their law and bias gradients add f to the NTK; f = 0 leaves biases as they start. In residual networks the outputs are the
/// first M components of z^(L+1), and all hidden widths are equal.
/// </remarks>
public sealed class FiniteNetwork
{
    private readonly int[] _widths;
    private readonly FiniteLayer[] _layers;

    /// <summary>A network of finite width.</summary>
    /// <param name="network">Activation, depth, variances, architecture, parameterization; widths given there are not used.</param>
    /// <param name="inputs">n_0 &gt;= 1.</param>
    /// <param name="widths">Hidden widths: one for all layers, or n_1..n_L.</param>
    /// <param name="outputs">M &gt;= 1.</param>
    /// <param name="initialization">How the parameters start.</param>
    /// <exception cref="ArgumentException">A width is less than 1, their number does not fit, or a residual network's widths do.</exception>
    public FiniteNetwork(
        Network network,
        int inputs,
        IReadOnlyList<int> widths,
        int outputs = 1,
        Initialization initialization = Initialization.Standard)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(widths);
        RequireWidth(inputs, "The number of inputs");
        RequireWidth(outputs, "The number of outputs");
        if (widths.Count != network.HiddenLayers && !(widths.Count == 1 && network.HiddenLayers > 0))
        {
            throw new ArgumentException($"{WidthsOf(network.HiddenLayers)}, but {widths.Count} {(widths.Count == 1 ? "was" : "were")} given.", nameof(widths));
        }

        _widths = widths.Count == network.HiddenLayers ? [.. widths] : [.. Enumerable.Repeat(widths[0], network.HiddenLayers)];
        foreach (int width in _widths)
        {
            RequireWidth(width, "A hidden width");
        }

        if (network.Architecture != Architecture.FullyConnected && _widths.Length > 0)
        {
            if (Array.Exists(_widths, width => width != _widths[0]))
            {
                throw new ArgumentException($"The hidden layers of a residual network have one width, but these were given: {string.Join(", ", _widths)}.", nameof(widths));
            }

            if (outputs > _widths[0])
            {
                throw new ArgumentException($"A residual network of width {_widths[0]} has at most that many outputs, but {outputs} were asked for.", nameof(outputs));
            }
        }

        Network = network;
        Inputs = inputs;
        Outputs = outputs;
        Initialization = initialization;
        _layers = Lay(network, [inputs, .. _widths, outputs]);
    }

    /// <summary>Activation, depth, variances, architecture and parameterization.</summary>
    public Network Network { get; }

    /// <summary>n_0.</summary>
    public int Inputs { get; }

    /// <summary>n_1..n_L.</summary>
    public IReadOnlyList<int> Widths => _widths;

    /// <summary>M.</summary>
    public int Outputs { get; }

    /// <summary>How the parameters start.</summary>
    public Initialization Initialization { get; }

    /// <summary>The number of parameters of one network, biases included where there are any.</summary>
    public long ParameterCount => Copies * CopyParameterCount;

    /// <summary>The network as theory takes it: with these widths under the standard parameterization, where its NTK depends on them.</summary>
    public Network AtInfiniteWidth => Network.Parameterization == Parameterization.Standard && _widths.Length > 0
        ? Network.WithStandardParameterization(_widths)
        : Network;

    /// <summary>The weight layers, l = 1..L + 1, of one copy.</summary>
    internal IReadOnlyList<FiniteLayer> Layers => _layers;

    /// <summary>2 when mirrored, else 1.</summary>
    internal int Copies => Initialization == Initialization.Mirrored ? 2 : 1;

    /// <summary>The parameters of one copy.</summary>
    internal long CopyParameterCount => _layers[^1].End;

    /// <summary>The description in one line, for people.</summary>
    /// <returns>The network, its widths and its number of parameters.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Network}, widths {Inputs}-{WidthText}{Outputs}, {ParameterCount} parameters{(Initialization == Initialization.Mirrored ? ", mirrored" : "")}");

    private string WidthText => _widths.Length == 0 ? ""
        : _widths.Length > 3 && Array.TrueForAll(_widths, width => width == _widths[0]) ? FormattableString.Invariant($"{_widths[0]} ({_widths.Length} times)-")
        : string.Join('-', _widths) + "-";

    private static void RequireWidth(int width, string what)
    {
        if (width < 1)
        {
            throw new ArgumentException($"{what} must be at least 1, but it is {width}.");
        }
    }

    private static string WidthsOf(int hiddenLayers) => hiddenLayers switch
    {
        0 => "A network without hidden layers takes no widths",
        1 => "One hidden layer takes one width",
        _ => $"{hiddenLayers} hidden layers take one width for all or {hiddenLayers} of them",
    };

    private static FiniteLayer[] Lay(Network network, int[] widths)
    {
        var layers = new FiniteLayer[widths.Length - 1];
        bool ntk = network.Parameterization == Parameterization.Ntk;
        bool skips = network.Architecture != Architecture.FullyConnected;
        long offset = 0;
        for (int layer = 1; layer < widths.Length; layer++)
        {
            // As in the kernel recursion: the branch out of hidden layer l = layer - 1 has the variance 1 / (l + 1).
            double branch = network.Architecture == Architecture.ScaledResidual && layer > 1 ? Math.Sqrt(1.0 / layer) : 1;
            double weightDeviation = Math.Sqrt(network.WeightVariance(layer) / widths[layer - 1]);
            double biasDeviation = Math.Sqrt(network.BiasVariance(layer));
            double gradient = network.BiasGradient(layer);
            double biasScale = gradient > 0 ? Math.Sqrt(gradient) : 1;
            layers[layer - 1] = new FiniteLayer(
                widths[layer - 1],
                widths[layer],
                branch * (ntk ? weightDeviation : 1),
                ntk ? 1 : weightDeviation,
                branch * biasScale,
                biasDeviation / biasScale,
                gradient > 0 || biasDeviation > 0,
                gradient > 0,
                skips && layer > 1,
                offset);
            offset = layers[layer - 1].End;
        }

        return layers;
    }
}
