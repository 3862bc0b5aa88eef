using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DepthLimits;

namespace NtkAnalytic.Claims.XiaoPenningtonSchoenholz;

/// <summary>The chaotic phase of smooth activations: a diagonal that explodes, a predictor that vanishes.</summary>
internal static class Chaotic
{
    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "K.chaotic.kernel",
            Paper.XiaoPenningtonSchoenholz,
            "the kernel in the chaotic phase",
            "Chaotic phase: the diagonal of the NTK grows like chi_1^l, the rest tends to q* c* / (1 - chi(c*)), and the condition number tends to 1.",
            _ => new Evidence([.. Kernel(Activation.Erf, 1.5, 0.05), .. Kernel(Activation.Tanh, 4, 0.3)]))
        {
            Method = "erf with the variances of the paper's figures, and tanh; two inputs at c = 0.5, and the Gram matrix of twelve points on a sphere.",
        },
        new(
            "K.chaotic.predictor",
            Paper.XiaoPenningtonSchoenholz,
            "the mean predictor in the chaotic phase",
            "Chaotic phase: the mean predictor vanishes like l (chi(c*) / chi_1)^l, on the depth scale 1 / (log chi_1 - log chi(c*)).",
            _ => Predictor())
        {
            Method = "erf, sigma_w^2 = 1.5, sigma_b^2 = 0.05, for targets of mean 0: the difference of the weights of two training inputs. For other targets the entries of Theta(x, X), which tend to q* c* / (1 - chi(c*)), leave a part that vanishes like chi_1^(-l) only.",
        },
    ];

    /// <summary>The kernel in the chaotic phase.</summary>
    public static IEnumerable<Comparison> Kernel(Activation activation, double weightVariance, double biasVariance)
    {
        var phase = new PhaseAnalysis(activation, weightVariance, biasVariance);
        CorrelationFixedPoint fixedPoint = phase.CorrelationLimit!;
        int depth = (int)Math.Ceiling(40 * Math.Max(phase.Scales.NtkDiagonal, phase.Scales.Correlation));
        var network = new Network(activation, depth, weightVariance, biasVariance);
        IReadOnlyList<DepthPoint> points = Pairs.Run(network, 0.5, [depth, depth + 1]);
        string at = FormattableString.Invariant($"{activation}, sigma_w^2 = {weightVariance}, sigma_b^2 = {biasVariance}");
        double limit = phase.VarianceLimit.Limit * fixedPoint.Correlation / (1 - fixedPoint.Slope);
        yield return new Comparison($"log of the growth of the diagonal for each layer, {at}", Math.Log(phase.Chi1), points[1].LogNtkDiagonal - points[0].LogNtkDiagonal, 1e-12);
        yield return new Comparison($"limit off the diagonal, {at}", limit, points[1].Ntk, 1e-10 * limit);
        yield return new Comparison($"condition number, {at}", 1, NtkSpectrum.Compute(network, Points.OnSphere(12, 20, seed: 5), [depth])[0].ConditionNumber, 1e-9);
    }

    private static Evidence Predictor()
    {
        var phase = new PhaseAnalysis(Activation.Erf, 1.5, 0.05);
        double chi = phase.CorrelationLimit!.Slope;
        Matrix<double> training = Points.OnSphere(4, 10, seed: 6);
        Matrix<double> input = Points.OnSphere(1, 10, seed: 7);
        double scale = phase.Scales.MeanPredictor;
        (Measurement whole, _) = DepthRate.Of(scale, 10, depth => Weights(depth).L2Norm());
        (Measurement part, _) = DepthRate.Of(scale, 10, depth => Weights(depth)[0] - Weights(depth)[1]);
        double rate = Math.Log(chi / phase.Chi1);
        return new Evidence(
            Comparison.Of("log of the factor for each layer, targets of mean 0", rate, part),
            Comparison.Of("log of the factor for each layer of all weights together: -log chi_1", -Math.Log(phase.Chi1), whole));

        Vector<double> Weights(int depth) => Gram.PredictorWeights(new Network(Activation.Erf, depth, 1.5, 0.05), training, input);
    }
}
