using System.Globalization;

namespace NtkAnalytic.Simulation.Statistics;

/// <summary>
/// Whether moments estimated from a sample can be trusted. Where numbers are products of many factors, such as the NTK of a deep network, a
/// moment rests on numbers so rare that a sample hardly has them: its estimate is then too low most of the time, and so is the
/// standard error that the sample gives.
/// </summary>
/// <remarks>
/// Tails are called <see cref="Statistics.Tails.Heavy"/> when one of these holds: there are fewer than 50 effective samples of the square,
/// (sum X^2)^2 / sum X^4; the largest number has more than a tenth of the sum of squares; all numbers are positive, and a log-normal law with
/// the variance s of their logarithms would leave a relative standard error of more than 10 % in E[X^2] / E[X]^2, which is
/// sqrt((e^(4 s) - 4 e^(2 s) + 4 e^s - 1) / N). The last is the one to rely on, as s is known well from few samples and the sums are
/// not. They are called <see cref="Statistics.Tails.VeryHeavy"/> when the same is true of the mean: fewer than 50 effective
/// samples, (sum X)^2 / sum X^2 (numbers of one sign), a tenth of the sum, or sqrt((e^s - 1) / N) above 10 %.
/// </remarks>
/// <param name="Tails">The verdict.</param>
/// <param name="EffectiveSamples">(sum X^2)^2 / sum X^4, between 1 and the number of samples.</param>
/// <param name="LargestShare">The largest number's share of the sum of squares.</param>
/// <param name="LogNormalError">The relative standard error of E[X^2] / E[X]^2 if the numbers were log-normal; null when they are not all positive.</param>
/// <param name="TailIndex">
/// Hill's estimate, from the largest sqrt(N) of the absolute values, of the exponent a in P(|X| &gt; t) ~ t^-a: moments of order a and above
/// would not exist if the tail went on like that. Null when there are fewer than 50 numbers, or their tail is of one value.
/// </param>
/// <param name="Statement">The verdict and its reason in a sentence.</param>
public sealed record TailReport(Tails Tails, double EffectiveSamples, double LargestShare, double? LogNormalError, double? TailIndex, string Statement)
{
    internal const double FewestEffectiveSamples = 50;
    internal const double LargestTrustedShare = 0.1;
    internal const double LargestTrustedError = 0.1;

    /// <summary>True when mean and second moment can be trusted.</summary>
    public bool IsTrusted => Tails == Tails.Light;

    /// <summary>Judges a sample.</summary>
    /// <param name="sums">Sums of powers.</param>
    /// <param name="logVariance">s; null when some number is not positive.</param>
    /// <param name="retained">Numbers of the sample.</param>
    internal static TailReport Of(PowerSums sums, double? logVariance, IReadOnlyList<double> retained)
    {
        double n = sums.Count;
        double effective = sums.Fourth > 0 ? sums.Second * sums.Second / sums.Fourth : n;
        double share = sums.Second > 0 ? sums.Largest * sums.Largest / sums.Second : 1 / n;
        double? error = logVariance is { } s ? Math.Sqrt(LogNormalRatioVariance(s) / n) : null;
        double? meanError = logVariance is { } variance ? Math.Sqrt(Math.Exp(variance) - 1) / Math.Sqrt(n) : null;
        bool oneSign = sums.Second > 0 && (sums.AllPositive || sums.AllNegative);
        string? second = Reason("squares", effective, share, error);
        string? first = oneSign ? Reason("numbers", sums.First * sums.First / sums.Second, sums.Largest / Math.Abs(sums.First), meanError) : null;
        (Tails tails, string statement) = (first, second) switch
        {
            ({ } reason, _) => (Tails.VeryHeavy, $"Neither mean nor second moment can be trusted, both are likely too low: {reason}."),
            (_, { } reason) => (Tails.Heavy, $"The second moment cannot be trusted, it is likely too low: {reason}."),
            _ => (Tails.Light, "Mean and second moment can be trusted."),
        };
        return new TailReport(tails, effective, share, error, Hill(retained), statement);
    }

    // e^(4 s) - 4 e^(2 s) + 4 e^s - 1 = 2 s^2 + ..., where everything cancels to second order: in u = e^s - 1 it is u^2 (2 + 4 u + u^2).
    internal static double LogNormalRatioVariance(double s)
    {
        double u = Math.Exp(s) - 1;
        return u * u * (2 + (4 * u) + (u * u));
    }

    private static string? Reason(string what, double effective, double share, double? error) =>
        effective < FewestEffectiveSamples
            ? string.Create(CultureInfo.InvariantCulture, $"the {what} are worth {effective:0.#} equal ones, fewer than {FewestEffectiveSamples:0}")
            : share > LargestTrustedShare
                ? string.Create(CultureInfo.InvariantCulture, $"one network has {share:P0} of the sum of the {what}")
                : error > LargestTrustedError
                    ? string.Create(CultureInfo.InvariantCulture, $"logarithms vary so much that the estimate is good to {100 * error.Value:G2} % at best")
                    : null;

    private static double? Hill(IReadOnlyList<double> values)
    {
        if (values.Count < FewestEffectiveSamples)
        {
            return null;
        }

        double[] sizes = [.. values.Select(Math.Abs)];
        Array.Sort(sizes);
        int count = (int)Math.Sqrt(sizes.Length);
        double threshold = sizes[^(count + 1)];
        double sum = 0;
        for (int i = 1; i <= count; i++)
        {
            sum += Math.Log(sizes[^i] / threshold);
        }

        return threshold > 0 && sum > 0 ? count / sum : null;
    }
}
