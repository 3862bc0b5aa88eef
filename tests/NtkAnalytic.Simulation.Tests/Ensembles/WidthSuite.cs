using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Networks;
using NtkAnalytic.Simulation.Ensembles;
using NtkAnalytic.Simulation.Statistics;
using NtkAnalytic.Simulation.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Ensembles;

/// <summary>
/// Samples a setting at the widths n, 2 n, 4 n, ... and judges it: exact values at each width; those of infinite width after extrapolation of the
/// relative bias in 1/n; coefficients of 1/n likewise; and, where a bias stands out, the power with which it falls.
/// </summary>
internal sealed class WidthSuite
{
    // Errors that a bias must have at the two smallest widths, and at all of them, to be asked for its power.
    private const double StandsOut = 10;
    private const double IsSeen = 4;
    private const int Pilot = 4000;

    private readonly WidthSetting _setting;
    private readonly List<int> _widths = [];
    private readonly Dictionary<string, Estimates> _means = [];
    private readonly Dictionary<string, Estimates> _variances = [];
    private readonly HashSet<string> _exact = [];

    private WidthSuite(WidthSetting setting) => _setting = setting;

    /// <summary>z of values that are exact at a width.</summary>
    public List<(string Quantity, double Score)> ExactScores { get; } = [];

    /// <summary>z of relative biases carried to infinite width.</summary>
    public List<(string Quantity, double Score)> LimitScores { get; } = [];

    /// <summary>z of coefficients of 1/n: of means and of variances.</summary>
    public List<(string Quantity, double Score)> FirstOrderScores { get; } = [];

    /// <summary>Powers of the width with which biases fall, with their errors.</summary>
    public List<(string Quantity, double Exponent, double Error)> Exponents { get; } = [];

    /// <summary>The largest standard error of a mean, in parts of it.</summary>
    public double LargestError { get; private set; }

    /// <summary>The networks of all widths.</summary>
    public long Networks { get; private set; }

    /// <summary>Samples and judges.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="relativeError">Each mean is sampled until it has this error in parts of itself; null for as many networks as the setting allows.</param>
    public static WidthSuite Run(WidthSetting setting, double? relativeError)
    {
        var suite = new WidthSuite(setting);
        int[] widths = [.. Enumerable.Range(0, setting.Widths).Select(k => setting.Width << k)];
        var samples = new (EnsembleResult Result, EnsembleTheory Theory)[widths.Length];

        // The widest takes longest, and so begins first.
        Parallel.For(0, widths.Length, k => samples[^(k + 1)] = Sample(setting, widths[^(k + 1)], relativeError));
        for (int k = 0; k < widths.Length; k++)
        {
            suite.Add(widths[k], samples[k].Result, samples[k].Theory);
        }

        suite.Judge();
        return suite;
    }

    private static (EnsembleResult Result, EnsembleTheory Theory) Sample(WidthSetting setting, int width, double? relativeError)
    {
        var ensemble = new Ensemble(setting.At(width), EnsembleInputs.Pair(4, setting.Correlation), setting.Seed(width));
        EnsembleTheory theory = EnsembleTheory.Of(ensemble, TestContext.Current.CancellationToken)!;

        int samples = 1000 * setting.Thousands;
        if (relativeError is { } wanted)
        {
            // The first networks tell how many are needed; a quarter more, as they do not tell it exactly.
            double measured = Entries(Run(Pilot)).Max(RelativeError) / wanted;
            samples = (int)Math.Clamp(1.25 * Pilot * measured * measured, Pilot, samples);
        }

        return (Run(samples), theory);

        EnsembleResult Run(int count) =>
            ensemble.Run(new ManagedBackend(Precision.Single), new EnsembleOptions { Samples = count }, cancellation: TestContext.Current.CancellationToken);
    }

    private static SampleStatistics[] Entries(EnsembleResult result) =>
        [result.Nngp.Diagonal, result.Nngp.OffDiagonal!, result.Ntk.Diagonal, result.Ntk.OffDiagonal!];

    private static double RelativeError(SampleStatistics sample) => sample.StandardError / Math.Abs(sample.Mean);

    public override string ToString() => FormattableString.Invariant(
        $"{_setting}: {Networks} networks, error {LargestError:0.#####}; exact {Text(ExactScores)}; limit {Text(LimitScores)}; first order {Text(FirstOrderScores)}; exponents {string.Join(", ", Exponents.Select(e => FormattableString.Invariant($"{e.Quantity} {e.Exponent:0.000}+-{e.Error:0.000}")))}");

    private static string Text(List<(string Quantity, double Score)> scores) => string.Join(", ", scores.Select(s => FormattableString.Invariant($"{s.Quantity} {s.Score:0.0}")));

    private void Add(int width, EnsembleResult result, EnsembleTheory theory)
    {
        _widths.Add(width);
        Networks += result.Count;
        Add("nngp(x,x)", result.Nngp.Diagonal, theory.Nngp[0, 0], theory.NngpDiagonal);
        Add("nngp(x,x')", result.Nngp.OffDiagonal!, theory.Nngp[0, 1], new TheoryValue(theory.Nngp[0, 1], theory.OffDiagonalKind));
        Add("ntk(x,x)", result.Ntk.Diagonal, theory.Ntk[0, 0], theory.NtkDiagonal);
        Add("ntk(x,x')", result.Ntk.OffDiagonal!, theory.Ntk[0, 1], new TheoryValue(theory.Ntk[0, 1], theory.OffDiagonalKind));
        if (theory.Dispersion is { Kind: TheoryKind.Exact, Value: var exact } && result.Ntk.Diagonal.Tails.IsTrusted)
        {
            ExactScores.Add(("dispersion", result.Ntk.Diagonal.Dispersion!.Value.ZScore(exact)));
        }

        AddVariance("nngp", result.Nngp.Diagonal);
        AddVariance("ntk", result.Ntk.Diagonal);
    }

    private void Add(string name, SampleStatistics sample, double infinite, TheoryValue theory)
    {
        LargestError = Math.Max(LargestError, RelativeError(sample));
        if (theory.Kind == TheoryKind.Exact)
        {
            ExactScores.Add((name, sample.ZScore(theory.Value)));
            _exact.Add(name);
        }

        Of(_means, name).Add((sample.Mean / infinite) - 1, sample.StandardError / Math.Abs(infinite));
    }

    private void AddVariance(string name, SampleStatistics sample) =>
        Of(_variances, name).Add(sample.Dispersion!.Value.Value - 1, sample.Dispersion!.Value.StandardError);

    private static Estimates Of(Dictionary<string, Estimates> all, string name)
    {
        if (!all.TryGetValue(name, out Estimates? one))
        {
            all[name] = one = new Estimates();
        }

        return one;
    }

    private void Judge()
    {
        foreach ((string name, Estimates bias) in _means)
        {
            // Where there is no bias, a straight line wastes less.
            var limit = WidthExtrapolation.Fit(_widths, bias.Values, bias.Errors, _exact.Contains(name) ? 1 : 2);
            LimitScores.Add((name, limit.Limit / limit.StandardError));
            bool standsOut = Enumerable.Range(0, 2).All(i => Math.Abs(bias.Values[i]) > StandsOut * bias.Errors[i]);
            if (!_exact.Contains(name) && standsOut && WidthExtrapolation.BiasExponent(_widths, bias.Values, bias.Errors, IsSeen) is { } power)
            {
                Exponents.Add((name, power.Exponent, power.Error));
            }
        }

        if (FirstOrder() is { } layer)
        {
            JudgeFirstOrder("K1", _means["nngp(x,x)"], layer.NngpShift / layer.Nngp);
            JudgeFirstOrder("Theta1", _means["ntk(x,x)"], layer.NtkShift / layer.Ntk);
            JudgeFirstOrder("V", _variances["nngp"], layer.NngpRelativeVariance * layer.WidthBelow);
            JudgeFirstOrder("A+2B", _variances["ntk"], layer.NtkRelativeVariance * layer.WidthBelow);
        }
    }

    // n times what falls as 1/n, carried to infinite width.
    private void JudgeFirstOrder(string name, Estimates estimates, double coefficient)
    {
        var fit = WidthExtrapolation.Fit(
            _widths,
            [.. estimates.Values.Select((value, i) => _widths[i] * value)],
            [.. estimates.Errors.Select((error, i) => _widths[i] * error)],
            degree: _widths.Count - 2);
        FirstOrderScores.Add((name, (fit.Limit - coefficient) / fit.StandardError));
    }

    // Fully connected networks whose moments are not known exactly. The standard parameterization's first order is that of a width.
    private FirstOrderLayer? FirstOrder()
    {
        FiniteNetwork widest = _setting.At(_widths[^1]);
        return _setting.Standard || widest.Network.Architecture != Architecture.FullyConnected
            ? null
            : FirstOrderCorrections.Of(widest.Network, [widest.Inputs, .. widest.Widths], widest.Inputs).Output;
    }

    private sealed class Estimates
    {
        public List<double> Values { get; } = [];

        public List<double> Errors { get; } = [];

        public void Add(double value, double error)
        {
            Values.Add(value);
            Errors.Add(error);
        }
    }
}
