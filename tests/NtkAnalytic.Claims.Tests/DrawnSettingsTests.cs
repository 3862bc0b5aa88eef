using FsCheck;
using FsCheck.Fluent;
using NtkAnalytic.Claims.HayouDoucetRousseau;
using NtkAnalytic.Claims.SeleznovaKutyniok2020;
using NtkAnalytic.Claims.SeleznovaKutyniok2022;
using NtkAnalytic.Claims.StArnaudCarvalhoFarnadi;
using NtkAnalytic.CorrelationMaps;
using Xunit;
using HayouNetworks = NtkAnalytic.Claims.HayouDoucetRousseau.FiniteNetworks;
using Ordered = NtkAnalytic.Claims.XiaoPenningtonSchoenholz.Ordered;
using XiaoChaotic = NtkAnalytic.Claims.XiaoPenningtonSchoenholz.Chaotic;
using XiaoCritical = NtkAnalytic.Claims.XiaoPenningtonSchoenholz.Critical;

namespace NtkAnalytic.Claims.Tests;

/// <summary>The claims measure at a few settings; here activations, variances and inputs are drawn.</summary>
public class DrawnSettingsTests
{
    private static readonly Gen<Activation> Kinked =
        from alpha in Whole(-80, 90)
        select Activation.LeakyRelu(alpha / 100.0);

    private static readonly Gen<Activation> Smooth = Gen.Elements(Activation.Tanh, Activation.Erf, Activation.Parse("erf(0.5)"), Activation.Sin);

    private static readonly Gen<double> Correlation = from percent in Whole(-90, 90) select percent / 100.0;

    private static readonly Gen<double> Bias = from percent in Whole(2, 60) select percent / 100.0;

    // sigma_w^2 relative to the edge of chaos: from 0.4 to 0.9, or from 1.2 to 2.
    private static readonly Gen<double> Below = from percent in Whole(40, 90) select percent / 100.0;
    private static readonly Gen<double> Above = from percent in Whole(120, 200) select percent / 100.0;

    [Fact]
    public void Kinked_activations_decay_as_lemma_1_says() => ForAll(
        12,
        from activation in Kinked from correlation in Correlation select (activation, correlation),
        draw => EdgeOfChaos.KinkedDecay(draw.activation, draw.correlation));

    [Fact]
    public void Kinked_activations_tend_to_a_quarter_as_theorem_1_says() => ForAll(
        12,
        from activation in Kinked from correlation in Correlation select (activation, correlation),
        draw => EdgeOfChaos.Ratio(draw.activation, new CriticalLine(draw.activation).At(0)[0].WeightVariance, 0, 1, draw.correlation));

    [Fact]
    public void Smooth_activations_decay_as_the_corrected_lemma_2_says() => ForAll(
        5,
        from activation in Gen.Elements(Activation.Tanh, Activation.Erf) from bias in Bias select (activation, bias),
        draw => EdgeOfChaos.SmoothDecay([draw]).Corrected);

    [Fact]
    public void Smooth_activations_tend_to_a_third_as_theorem_1_says() => ForAll(
        5,
        from activation in Gen.Elements(Activation.Tanh, Activation.Erf) from bias in Bias from correlation in Correlation select (activation, bias, correlation),
        draw => EdgeOfChaos.SmoothRatio(draw.activation, draw.bias, draw.correlation));

    [Fact]
    public void Residual_networks_tend_to_a_quarter_whatever_the_variance() => ForAll(
        10,
        from percent in Whole(30, 600) from correlation in Correlation select (percent / 100.0, correlation),
        draw => [.. ResidualNetworks.Ratio(draw.Item1, draw.correlation), ResidualNetworks.Correlation(draw.Item1, draw.correlation)]);

    [Fact]
    public void The_ordered_phase_forgets_at_the_rate_chi_1() => ForAll(
        12,
        from setting in Phases(Below) from correlation in Correlation select (setting, correlation),
        draw =>
        [
            .. ExponentialPhases.Ordered(draw.setting.Activation, draw.setting.Weight, draw.setting.Bias, draw.correlation),
            .. LimitsWithBias.SmoothOrdered(draw.setting.Activation, draw.setting.Weight, draw.setting.Bias, draw.correlation),

            // Where chi_q nearly equals chi_1 the variance's own decay looks like a power of l: the rate alone is judged.
            .. Ordered.Diagonal(draw.setting.Activation, draw.setting.Weight, draw.setting.Bias).Take(1),
        ]);

    [Fact]
    public void Kinked_activations_forget_at_half_that_rate() => ForAll(
        12,
        from activation in Kinked from share in Below from bias in Bias from correlation in Correlation select (activation, share, bias, correlation),
        draw => LimitsWithBias.OrderedKinked(
            draw.activation,
            draw.share * new CriticalLine(draw.activation).At(0)[0].WeightVariance,
            draw.bias,
            draw.correlation));

    [Fact]
    public void The_chaotic_phase_keeps_a_constant_off_the_diagonal() => ForAll(
        8,
        from setting in Phases(Above) from correlation in Correlation select (setting, correlation),
        draw =>
        [
            .. ExponentialPhases.Chaotic(draw.setting.Activation, draw.setting.Weight, draw.setting.Bias, draw.correlation),
            .. XiaoChaotic.Kernel(draw.setting.Activation, draw.setting.Weight, draw.setting.Bias),
        ]);

    [Fact]
    public void The_condition_number_at_the_edge_depends_on_the_count_alone() => ForAll(
        4,
        from bias in Bias from count in Whole(3, 12) select (bias, count),
        draw => XiaoCritical.Smooth(Activation.Erf, draw.bias, draw.count));

    [Fact]
    public void The_variance_of_ordered_relu_networks_settles() => ForAll(
        40,
        from weight in Whole(1, 199) from bias in Bias select (weight / 100.0, bias),
        draw => [Claims.HayouDoucetRousseau.Phases.OrderedVariance(draw.Item1, draw.bias)]);

    [Fact]
    public void The_expansion_of_erf_is_that_of_its_moments() =>
        ForAll(20, Bias, CorrelationExpansions.ErfAt);

    [Fact]
    public void The_dispersion_of_the_kernel_grows_at_the_edge_and_beyond_by_one_rate() => ForAll(
        3,
        from weight in Whole(200, 400) select weight / 100.0,
        Dispersion.Growing);

    [Fact]
    public void The_dispersion_of_ordered_networks_does_not_grow() => ForAll(
        3,
        from weight in Whole(30, 170) select weight / 100.0,
        Dispersion.Ordered);

    [Fact]
    public void The_dispersion_of_drawn_networks_is_the_exact_one() => ForAll(
        6,
        from weight in Whole(50, 400)
        from width in Whole(16, 24)
        from layers in Whole(2, 4)
        from seed in Whole(0, 1000)
        select (weight / 100.0, width, layers, seed),
        draw => [Dispersion.Network(draw.Item1, draw.width, draw.layers, 1500, (ulong)draw.seed, TestContext.Current.CancellationToken)]);

    [Fact]
    public void Different_inputs_tend_to_one_or_to_a_quarter() => ForAll(
        8,
        from weight in Whole(30, 170)
        from above in Whole(200, 400)
        from correlation in Correlation
        select (weight / 100.0, above / 100.0, correlation),
        draw => [OffDiagonal.One(draw.Item1), .. OffDiagonal.Quarter(draw.Item2, draw.correlation)]);

    [Fact]
    public void Printed_recursions_of_erf_are_those_of_the_library() => ForAll(
        10,
        from weight in Whole(50, 500) from bias in Bias from correlation in Correlation select (weight / 100.0, bias, correlation),
        draw => [.. InfiniteWidth.Forms(draw.Item1, draw.bias), .. InfiniteWidth.Kappas(draw.Item1, draw.bias, draw.correlation)]);

    [Fact]
    public void Drawn_networks_at_the_edge_have_the_mean_of_infinite_width() => ForAll(
        5,
        from width in Whole(8, 32) from layers in Whole(2, 6) from seed in Whole(0, 1000) select (width, layers, seed),
        draw => [HayouNetworks.Diagonal(draw.width, draw.layers, 800, (ulong)draw.seed, TestContext.Current.CancellationToken)]);

    private static Gen<(Activation Activation, double Weight, double Bias)> Phases(Gen<double> share) =>
        from activation in Smooth
        from factor in share
        from bias in Bias
        let critical = new CriticalLine(activation).At(bias)
        where critical.Count > 0
        select (activation, factor * critical[0].WeightVariance, bias);

    private static Gen<int> Whole(int from, int to) => Gen.Choose(from, to);

    private static void ForAll<T>(int count, Gen<T> draws, Func<T, IEnumerable<Comparison>> compare) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20_251, 3),
            Prop.ForAll(draws.ToArbitrary(), draw => Assert.All(compare(draw), comparison => Assert.True(comparison.Agrees, comparison.ToString()))));
}
