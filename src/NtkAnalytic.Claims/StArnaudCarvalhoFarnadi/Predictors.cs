using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.DepthLimits;

namespace NtkAnalytic.Claims.StArnaudCarvalhoFarnadi;

/// <summary>Theorem 3: the weights of kernel regression at infinite depth.</summary>
internal static class Predictors
{
    private static readonly Matrix<double> Training = Points.OnSphere(5, 8, seed: 3);
    private static readonly Matrix<double> NewInput = Points.OnSphere(1, 8, seed: 4);

    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "C.theorem-3",
            Paper.StArnaudCarvalhoFarnadi,
            "theorem 3",
            "The weights of kernel regression, Theta(x, X) Theta(X, X)^-1, converge with the depth; at a training input the limit is its unit vector.",
            _ => BiasFree())
        {
            Method = "They do, but to weights that know nothing of the data: relu without bias gives each of n training inputs of one norm the weight 1 / (n + 3), because the Gram matrix tends to (3/4) I + (1/4) 1 1^T up to a factor. n = 5 points on a sphere.",
        },
        new(
            "C.theorem-3.ordered-with-bias",
            Paper.StArnaudCarvalhoFarnadi,
            "theorem 3, extended to relu in the ordered phase with bias",
            "The weights converge with the depth, and stay dependent on the data.",
            _ => Kriging())
        {
            Method = "The limit is kriging with the angles at infinite depth as its variogram: the weights sum to 1. sigma_w^2 = sigma_b^2 = 1, five points on a sphere.",
        },
    ];

    private static Evidence BiasFree()
    {
        int[] depths = [300, 1000, 3000, 10_000, 30_000];
        Vector<double>[] weights = [.. depths.Select(depth => Gram.PredictorWeights(new Network(Activation.Relu, depth), Training, NewInput))];
        var comparisons = new List<Comparison>();
        for (int i = 0; i < Training.RowCount; i++)
        {
            int row = i;
            Measurement[] limit = DepthFit.Coefficients(depths, [.. weights.Select(w => w[row])], l => 1, l => Math.Log(l) / l, l => 1 / l);
            comparisons.Add(Comparison.Of(FormattableString.Invariant($"weight of training input {i}"), 1.0 / (Training.RowCount + 3), limit[0]));
        }

        Vector<double> own = Gram.PredictorWeights(new Network(Activation.Relu, 1000), Training, Training.SubMatrix(2, 1, 0, Training.ColumnCount));
        comparisons.Add(new Comparison("a training input's weight of itself", 1, own[2], 1e-12));
        comparisons.Add(new Comparison("and the sum of the absolute weights of the others", 0, own.L1Norm() - Math.Abs(own[2]), 1e-12));
        return new Evidence(comparisons);
    }

    private static Evidence Kriging()
    {
        var network = new Network(Activation.Relu, 60, 1, 1);
        MeanPredictorLimit limit = MeanPredictorLimit.Of(network, Training, NewInput);
        var comparisons = new List<Comparison>();

        // The error of the limit at depth L is of the order chi_1^(L/2) = 2^(-L/2).
        Vector<double> weights = Gram.PredictorWeights(network, Training, NewInput);
        Vector<double> before = Gram.PredictorWeights(network.WithHiddenLayers(50), Training, NewInput);
        for (int i = 0; i < Training.RowCount; i++)
        {
            comparisons.Add(new Comparison(
                FormattableString.Invariant($"weight of training input {i}, 60 layers"),
                limit.Weights![0, i],
                weights[i],
                (2 * Math.Abs(weights[i] - before[i])) + 1e-8));
        }

        comparisons.Add(new Comparison("sum of the limits", 1, limit.Weights!.Row(0).Sum(), 1e-12));
        return new Evidence(comparisons);
    }
}
