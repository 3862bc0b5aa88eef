using NtkAnalytic.Networks;
using Xunit.Sdk;

namespace NtkAnalytic.Simulation.Tests.Ensembles;

/// <summary>A network whose kernels are sampled at several widths.</summary>
public sealed record WidthSetting : IXunitSerializable
{
    public WidthSetting()
    {
    }

    public WidthSetting(string activation, int hiddenLayers, double weightVariance, double biasVariance, int width, bool standard = false, Architecture architecture = Architecture.FullyConnected)
    {
        ActivationName = activation;
        HiddenLayers = hiddenLayers;
        WeightVariance = weightVariance;
        BiasVariance = biasVariance;
        Width = width;
        Standard = standard;
        Architecture = architecture;
    }

    public string ActivationName { get; private set; } = "";

    public int HiddenLayers { get; private set; }

    public double WeightVariance { get; private set; }

    public double BiasVariance { get; private set; }

    /// <summary>n: the widths are n, 2 n and 4 n.</summary>
    public int Width { get; private set; }

    public bool Standard { get; private set; }

    public Architecture Architecture { get; private set; }

    /// <summary>The network at a width, with four inputs.</summary>
    public FiniteNetwork At(int width)
    {
        Network network = new Network(Activation.Parse(ActivationName), HiddenLayers, WeightVariance, BiasVariance).WithArchitecture(Architecture);
        return new FiniteNetwork(Standard ? network.WithStandardParameterization(width) : network, 4, [width]);
    }

    public override string ToString() => FormattableString.Invariant(
        $"{ActivationName} L={HiddenLayers} w={WeightVariance} b={BiasVariance} n={Width} {(Standard ? "standard" : "ntk")} {Architecture}");

    public void Deserialize(IXunitSerializationInfo info)
    {
        ActivationName = info.GetValue<string>(nameof(ActivationName))!;
        HiddenLayers = info.GetValue<int>(nameof(HiddenLayers));
        WeightVariance = info.GetValue<double>(nameof(WeightVariance));
        BiasVariance = info.GetValue<double>(nameof(BiasVariance));
        Width = info.GetValue<int>(nameof(Width));
        Standard = info.GetValue<bool>(nameof(Standard));
        Architecture = info.GetValue<Architecture>(nameof(Architecture));
    }

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(ActivationName), ActivationName);
        info.AddValue(nameof(HiddenLayers), HiddenLayers);
        info.AddValue(nameof(WeightVariance), WeightVariance);
        info.AddValue(nameof(BiasVariance), BiasVariance);
        info.AddValue(nameof(Width), Width);
        info.AddValue(nameof(Standard), Standard);
        info.AddValue(nameof(Architecture), Architecture);
    }
}
