using System.Text.Json;
using System.Xml.Linq;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public sealed class DispersionCommandTests
{
    [Theory]
    [InlineData("--widths 1,2,2,1", "6", "265", "265/36 = 7.3611111")]
    [InlineData("--widths 3,4,4,4,1", "8/3 = 2.6666667", "49", "441/64 = 6.890625")]
    [InlineData("--widths 1,2,2,1 --weight-variance 1/2", "3/32 = 0.09375", "265/4096 = 0.064697266", "265/36 = 7.3611111")]
    public void Text_has_fractions_and_decimals(string options, string mean, string second, string ratio)
    {
        CommandResult result = Ntk.Line($"dispersion {options}");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal(mean, result.Fact("E[Theta]"));
        Assert.Equal(second, result.Fact("E[Theta^2]"));
        Assert.Equal(ratio, result.Fact("E[Theta^2]/E[Theta]^2"));
        Assert.Equal("exact, at any widths", result.Fact("method"));
        Assert.Contains("outside the kernel regime", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", 1.01695)]
    [InlineData("2", 3.93224)]
    [InlineData("3", 6.87217)]
    public void The_published_experiment_with_bias_gradients(string variance, double ratio)
    {
        JsonElement json = Ntk.Line($"dispersion --inputs 100 --width 100 --hidden-layers 49 --parameterization standard --bias-gradients --weight-variance {variance} --format json").Json();
        Assert.Equal(ratio, json.GetProperty("moments").GetProperty("ratio").GetDouble(), 5e-6);
        Assert.Equal(0.5, json.GetProperty("limit").GetProperty("depthToWidth").GetDouble(), 1e-12);
    }

    [Fact]
    public void Json_has_fractions_as_strings_with_decimals_beside()
    {
        JsonElement json = Ntk.Line("dispersion --activation leaky-relu(0.1) --widths 3,4,5,1 --weight-variance 1.2 --norm-squared 7/2 --bias-gradients 1/3 --format json").Json();
        TwoSlopeNetwork network = new TwoSlopeNetwork(Activation.LeakyRelu(0.1), 3, 4, 5, 1)
            .WithWeightVariance(new Rational(6, 5))
            .WithNormSquared(new Rational(7, 2))
            .WithBiasGradient(new Rational(1, 3));
        var exact = ExactKernelMoments.Of(network);
        JsonElement moments = json.GetProperty("moments");
        Assert.Equal(exact.Mean.ToString(), moments.GetProperty("meanFraction").GetString());
        Assert.Equal(exact.Mean.ToDouble(), moments.GetProperty("mean").GetDouble());
        Assert.Equal(exact.SecondMoment.ToString(), moments.GetProperty("secondMomentFraction").GetString());
        Assert.Equal(exact.Ratio.ToString(), moments.GetProperty("ratioFraction").GetString());
        Assert.Equal("6/5", json.GetProperty("weightVariance").GetProperty("fraction").GetString());
        Assert.Equal(1.2, json.GetProperty("weightVariance").GetProperty("value").GetDouble());
        Assert.Equal("1/3", json.GetProperty("biasGradient").GetProperty("fraction").GetString());
        Assert.Equal("exact", json.GetProperty("method").GetString());
        Assert.Equal(DispersionLimit.Of(network).Ratio, json.GetProperty("limit").GetProperty("ratio").GetDouble());
        Assert.Equal("ordered", json.GetProperty("limit").GetProperty("phase").GetString());
        JsonElement regime = json.GetProperty("regime");
        Assert.Equal(Word.Kebab(NtkRegime.Of(network).Regime), regime.GetProperty("verdict").GetString());
        Assert.Equal(NtkRegime.Of(network).Sentences, regime.GetProperty("sentences").EnumerateArray().Select(sentence => sentence.GetString()!), StringComparer.Ordinal);
    }

    [Fact]
    public void Csv_has_a_row_for_each_depth()
    {
        IReadOnlyList<IReadOnlyDictionary<string, string>> rows = Ntk.Line("dispersion --inputs 3 --width 5 --hidden-layers 4 --format csv").Csv();
        IReadOnlyList<TangentKernelMoments> moments = TangentKernelMoments.ByDepth(new TwoSlopeNetwork(Activation.Relu, 3, 5, 5, 5, 5, 1));
        Assert.Equal(5, rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            rows[i].AssertHolds(
                ("weight_layers", i + 1),
                ("mean", moments[i].Mean),
                ("second_moment", moments[i].SecondMoment),
                ("ratio", moments[i].Ratio),
                ("log_mean", moments[i].LogMean),
                ("log_second_moment", moments[i].LogSecondMoment),
                ("log_ratio", moments[i].LogRatio),
                ("relative_deviation", moments[i].RelativeDeviation),
                ("dead_layer_probability", moments[i].DeadLayerProbability),
                ("status", "converged"));
        }
    }

    [Theory]
    [InlineData("--activation tanh --weight-variance 1.5 --bias-variance 0.05", "tanh", 1.5, 0.05, null, Parameterization.Ntk)]
    [InlineData("--activation relu --bias-variance 1/4 --parameterization standard", "relu", 2, 0.25, 1.0, Parameterization.Standard)]
    [InlineData("--activation gelu --bias-gradients", "gelu", 2, 0, 1.0, Parameterization.Ntk)]
    public void Other_networks_are_given_to_first_order(string options, string activation, double weightVariance, double biasVariance, double? gradient, Parameterization parameterization)
    {
        string line = $"dispersion {options} --inputs 10 --width 40 --hidden-layers 2";
        Network network = new Network(Activation.Parse(activation), 2, weightVariance, biasVariance).WithBiasGradientFactor(gradient);
        network = parameterization == Parameterization.Standard ? network.WithStandardParameterization(40) : network;
        FirstOrderLayer output = FirstOrderCorrections.Of(network, [10, 40, 40]).Output;
        JsonElement json = Ntk.Line($"{line} --format json").Json();
        Assert.Equal("first-order", json.GetProperty("method").GetString());
        JsonElement last = json.GetProperty("firstOrder").EnumerateArray().Last();
        Assert.Equal(output.A, last.GetProperty("a").GetDouble());
        Assert.Equal(output.NtkRelativeVariance, last.GetProperty("ntkRelativeVariance").GetDouble());
        IReadOnlyDictionary<string, string> row = Ntk.Line($"{line} --format csv").Csv()[^1];
        Assert.Equal(NumberText.Exact(output.NtkShift), row["ntk_shift"]);
        Assert.Equal(NumberText.Exact(output.B), row["b"]);
        CommandResult text = Ntk.Line(line);
        Assert.StartsWith("first order in 1/width", text.Fact("method"), StringComparison.Ordinal);
        Assert.Equal($"{NumberText.Rounded(output.NtkRelativeVariance, 8)} = (A + 2 B)/(n Theta^2)", text.Fact("Var(Theta)/Theta^2"));
        Assert.Equal(NumberText.Rounded(output.F), text.Table("layer")[3][8]);
    }

    [Fact]
    public void Moments_too_large_for_doubles_are_powers_of_e()
    {
        CommandResult result = Ntk.Line("dispersion --width 100 --hidden-layers 3000 --weight-variance 4");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.StartsWith("e^", result.Fact("E[Theta]"), StringComparison.Ordinal);
        Assert.Equal("infinity", Ntk.Line("dispersion --width 100 --hidden-layers 3000 --weight-variance 4 --format json").Json().GetProperty("moments").GetProperty("mean").GetString());
    }

    [Fact]
    public void The_picture_has_the_dispersion_and_its_limit()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("dispersion.svg");
        CommandResult result = Ntk.Run([.. "dispersion --inputs 20 --width 20 --hidden-layers 30 --svg".Split(' '), file]);
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains(file, result.Output, StringComparison.Ordinal);
        string text = XDocument.Load(file).Root!.Value;
        Assert.Contains("exact", text, StringComparison.Ordinal);
        Assert.Contains("limit of depth and width", text, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Ntk.Run([.. "dispersion --widths 3,1 --svg".Split(' '), folder.PathOf("linear.svg")]).Code);
        Assert.Equal(ExitCode.Done, Ntk.Run([.. "dispersion --activation erf --widths 3,9,9,1 --svg".Split(' '), folder.PathOf("erf.svg")]).Code);
    }

    [Theory]
    [InlineData("--widths 3,0,1", "--widths: '0' is not a width")]
    [InlineData("--widths 3,-2,1", "'-2' is not a width")]
    [InlineData("--width 0", "--width: '0' is not a width")]
    [InlineData("--inputs 0", "--inputs: '0'")]
    [InlineData("--widths 3", "at least two widths")]
    [InlineData("--activation tanh --widths 3", "at least two widths")]
    [InlineData("--widths 3,x,1", "--widths", "'x' is not a whole number")]
    [InlineData("--widths 3,4,1 --width 3", "--width does not go with --widths")]
    [InlineData("--widths 3,4,1 --hidden-layers 3", "--hidden-layers does not go with --widths")]
    [InlineData("--hidden-layers -1", "'-1'")]
    [InlineData("--hidden-layers 2000000", "'2000000'")]
    [InlineData("--weight-variance -1", "--weight-variance", "negative")]
    [InlineData("--weight-variance 0", "positive")]
    [InlineData("--weight-variance 1/0", "--weight-variance", "'1/0'")]
    [InlineData("--bias-variance -1/2", "--bias-variance", "negative")]
    [InlineData("--norm-squared 0", "positive")]
    [InlineData("--norm-squared nan", "--norm-squared", "'nan'")]
    [InlineData("--bias-gradients -1", "-1")]
    [InlineData("--bias-gradients x", "--bias-gradients", "'x'")]
    [InlineData("--activation sign", "jumps")]
    [InlineData("--activation two-slope(0,0)", "0 everywhere")]
    [InlineData("--activation thank", "tanh")]
    [InlineData("--parameterization mup", "--parameterization")]
    public void Bad_input_is_one_line(string options, params string[] messages) => Ntk.Line($"dispersion {options}").AssertRefused(messages);

    [Fact]
    public void A_cancelled_run_leaves_no_picture()
    {
        using TemporaryFolder folder = new();
        CommandResult result = Ntk.Run(new CancellationToken(canceled: true), [.. "dispersion --activation tanh --svg".Split(' '), folder.PathOf("x.svg")]);
        Assert.Equal(ExitCode.Cancelled, result.Code);
        Assert.Empty(folder.Names);
    }
}
