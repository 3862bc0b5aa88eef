using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Ensembles;
using NtkAnalytic.Simulation.Statistics;
using NtkAnalytic.Simulation.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Ensembles;

/// <summary>
/// Samples a setting at the widths n, 2 n, 4 n and judges it: exact values at each width; those of infinite width after extrapolation of the
/// relative bias in 1/n; and, where that bias stands out at every width, the power with which it falls.
/// </summary>
internal sealed class WidthSuite
{
    private readonly List<int> _widths = [];
    private readonly Dictionary<string, List<(double Bias, double Error)>> _biases = [];
    private readonly HashSet<string> _exact = [];

    private WidthSuite(string name) => Name = name;

    public string Name { get; }

    /// <summary>z of values that are exact at a width.</summary>
    public List<(string Quantity, double Score)> ExactScores { get; } = [];

    /// <summary>z of relative biases carried to infinite width.</summary>
    public List<(string Quantity, double Score)> LimitScores { get; } = [];

    /// <summary>Powers of the width with which biases fall, with their errors.</summary>
    public List<(string Quantity, double Exponent, double Error)> Exponents { get; } = [];

    /// <summary>The largest standard error of a mean, over the kernel's diagonal.</summary>
    public double LargestError { get; private set; }

    /// <summary>The networks of all widths.</summary>
    public long Networks { get; private set; }

    public static WidthSuite Run(WidthSetting setting, double relativeError, int samples)
    {
        var suite = new WidthSuite(setting.ToString());
        foreach (int width in (int[])[setting.Width, 2 * setting.Width, 4 * setting.Width])
        {
            // A seed for each width: the estimates are independent.
            var ensemble = new Ensemble(setting.At(width), EnsembleInputs.Pair(4, 0.5), 1000 + (ulong)width);
            EnsembleTheory theory = EnsembleTheory.Of(ensemble, TestContext.Current.CancellationToken)!;
            EnsembleResult result = ensemble.Run(
                new ManagedBackend(Precision.Double), new EnsembleOptions { Samples = samples, RelativeStandardError = relativeError }, cancellation: TestContext.Current.CancellationToken);
            suite.Add(width, result, theory);
        }

        suite.Judge();
        return suite;
    }

    public override string ToString() => FormattableString.Invariant(
        $"{Name}: {Networks} networks, error {LargestError:0.####}; exact {Text(ExactScores)}; limit {Text(LimitScores)}; exponents {string.Join(", ", Exponents.Select(e => FormattableString.Invariant($"{e.Quantity} {e.Exponent:0.00}+-{e.Error:0.00}")))}");

    private static string Text(List<(string Quantity, double Score)> scores) => string.Join(", ", scores.Select(s => FormattableString.Invariant($"{s.Quantity} {s.Score:0.0}")));

    private void Add(int width, EnsembleResult result, EnsembleTheory theory)
    {
        _widths.Add(width);
        Networks += result.Count;
        Add("nngp", result.Nngp, theory.Nngp, theory.NngpDiagonal, theory.OffDiagonalKind);
        Add("ntk", result.Ntk, theory.Ntk, theory.NtkDiagonal, theory.OffDiagonalKind);
        if (theory.Dispersion is { Kind: TheoryKind.Exact, Value: var exact } && result.Ntk.Diagonal.Tails.IsTrusted)
        {
            ExactScores.Add(("dispersion", result.Ntk.Diagonal.Dispersion!.Value.ZScore(exact)));
        }
    }

    private void Add(string name, KernelStatistics sample, Matrix<double> infinite, TheoryValue diagonal, TheoryKind offDiagonal)
    {
        LargestError = Math.Max(LargestError, Math.Max(sample.Diagonal.StandardError, sample.OffDiagonal!.StandardError) / sample.Diagonal.Mean);
        Add(name + "(x,x)", sample.Diagonal, infinite[0, 0], diagonal.Kind, diagonal.Value);
        Add(name + "(x,x')", sample.OffDiagonal, infinite[0, 1], offDiagonal, infinite[0, 1]);
    }

    private void Add(string name, SampleStatistics sample, double infinite, TheoryKind kind, double value)
    {
        if (kind == TheoryKind.Exact)
        {
            ExactScores.Add((name, sample.ZScore(value)));
            _exact.Add(name);
        }

        if (!_biases.TryGetValue(name, out List<(double, double)>? biases))
        {
            _biases[name] = biases = [];
        }

        biases.Add(((sample.Mean / infinite) - 1, sample.StandardError / Math.Abs(infinite)));
    }

    private void Judge()
    {
        foreach ((string name, List<(double Bias, double Error)> list) in _biases)
        {
            double[] biases = [.. list.Select(one => one.Bias)];
            double[] errors = [.. list.Select(one => one.Error)];

            // Where there is no bias, a straight line wastes less.
            var limit = WidthExtrapolation.Fit(_widths, biases, errors, _exact.Contains(name) ? 1 : 2);
            LimitScores.Add((name, limit.Limit / limit.StandardError));
            if (!_exact.Contains(name) && WidthExtrapolation.BiasExponent(_widths, biases, errors) is { } power)
            {
                Exponents.Add((name, power.Exponent, power.Error));
            }
        }
    }
}
