using System.Text;
using NtkAnalytic.Networks;
using Xunit.Sdk;

namespace NtkAnalytic.Simulation.Tests.Ensembles;

/// <summary>A network whose kernels are sampled at several widths, and how.</summary>
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

    /// <summary>n: the widths are n, 2 n, 4 n, ...</summary>
    public int Width { get; private set; }

    public bool Standard { get; private set; }

    public Architecture Architecture { get; private set; }

    /// <summary>How many widths there are.</summary>
    public int Widths { get; set; } = 3;

    /// <summary>The cosine of the angle between the two points.</summary>
    public double Correlation { get; set; } = 0.5;

    /// <summary>At most so many networks of each width, in thousands.</summary>
    public int Thousands { get; set; } = 600;

    /// <summary>The network at a width, with four inputs.</summary>
    public FiniteNetwork At(int width)
    {
        Network network = new Network(Activation.Parse(ActivationName), HiddenLayers, WeightVariance, BiasVariance).WithArchitecture(Architecture);
        return new FiniteNetwork(Standard ? network.WithStandardParameterization(width) : network, 4, [width]);
    }

    /// <summary>A seed of its own for each setting and width (the FNV-1a hash of their text), so that all estimates are independent.</summary>
    public ulong Seed(int width)
    {
        ulong hash = 14695981039346656037;
        foreach (byte one in Encoding.UTF8.GetBytes(FormattableString.Invariant($"{this} at width {width}")))
        {
            hash = unchecked((hash ^ one) * 1099511628211);
        }

        return hash;
    }

    public override string ToString() => FormattableString.Invariant(
        $"{ActivationName} L={HiddenLayers} w={WeightVariance} b={BiasVariance} c={Correlation} n={Width} {(Standard ? "standard" : "ntk")} {Architecture}");

    public void Deserialize(IXunitSerializationInfo info)
    {
        ActivationName = info.GetValue<string>(nameof(ActivationName))!;
        HiddenLayers = info.GetValue<int>(nameof(HiddenLayers));
        WeightVariance = info.GetValue<double>(nameof(WeightVariance));
        BiasVariance = info.GetValue<double>(nameof(BiasVariance));
        Width = info.GetValue<int>(nameof(Width));
        Standard = info.GetValue<bool>(nameof(Standard));
        Architecture = info.GetValue<Architecture>(nameof(Architecture));
        Widths = info.GetValue<int>(nameof(Widths));
        Correlation = info.GetValue<double>(nameof(Correlation));
        Thousands = info.GetValue<int>(nameof(Thousands));
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
        info.AddValue(nameof(Widths), Widths);
        info.AddValue(nameof(Correlation), Correlation);
        info.AddValue(nameof(Thousands), Thousands);
    }
}
