using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.DepthLimits;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.Claims.StArnaudCarvalhoFarnadi;

/// <summary>Lemma 1, proposition 4 and theorem 2: relu without bias, the NTK divided by its diagonal.</summary>
internal static class NormalisedKernel
{
    private const string Convention = "The paper's L counts weight layers, hence L - 1 hidden ones; its sigma_w^2 = 1 changes the kernel by a factor only.";

    private static readonly double[] Correlations = [-0.7, 0, 0.5, 0.9];

    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "C.lemma-1",
            Paper.StArnaudCarvalhoFarnadi,
            "lemma 1",
            "The correlation rho of two different inputs increases strictly with every layer and tends to 1.",
            _ => new Evidence([.. Correlations.SelectMany(Lemma1)]))
        {
            Method = "Steps without an increase among 1000 layers, and the rate (1 - rho) L^2 -> 9 pi^2 / 2. " + Convention,
        },
        new(
            "C.proposition-4",
            Paper.StArnaudCarvalhoFarnadi,
            "proposition 4",
            "The normalised kernel obeys T_(L+1) = (L / (L+1)) h'(rho_L) T_L + h(rho_L) / (L+1), h the correlation map of relu.",
            _ => new Evidence(Comparison.Of("largest deviation over 300 layers and four correlations", 0, Proposition4())))
        {
            Method = "The recursion is carried out beside the kernel of the library. " + Convention,
        },
        new(
            "C.theorem-2",
            Paper.StArnaudCarvalhoFarnadi,
            "theorem 2",
            "The normalised kernel of every two inputs increases strictly with the depth and tends to 1.",
            _ => Theorem2())
        {
            Corrected = "It tends to 1/4 for different inputs, with the error (3/8) log(L) / L, and is not monotone: from rho = 0 it rises to 0.316 at L = 12 and falls from there, from rho = 0.9 it falls at once.",
            Method = "The recursion of the paper's own proposition 4 has this limit, because L (1 - h'(rho_L)) tends to 3. " + Convention,
        },
        new(
            "C.determinant",
            Paper.StArnaudCarvalhoFarnadi,
            "the general family of kernels",
            "The kernels of the family are positive definite from some depth on, and the determinant of their matrix of n inputs tends to 0.",
            _ => Determinant())
        {
            Corrected = "So it is for the correlations rho. The normalised NTK tends to (3/4) I + (1/4) 1 1^T, with the determinant (3/4)^n (1 + n / 3).",
            Method = "Six points on a sphere, depths from 300 to 30000. " + Convention,
        },
    ];

    private static IEnumerable<Comparison> Lemma1(double correlation)
    {
        var network = new Network(Activation.Relu, 1, 1);
        IReadOnlyList<DepthPoint> first = Pairs.Run(network, correlation, Pairs.Every(0, 1000));
        int failures = first.Zip(first.Skip(1)).Count(step => step.Second.OneMinusCorrelation >= step.First.OneMinusCorrelation);
        Measurement[] rate = DepthFit.Coefficients(
            Pairs.FarDepths,
            [.. Pairs.Run(network, correlation, Pairs.FarDepths).Select(p => p.OneMinusCorrelation * p.HiddenLayers * (double)p.HiddenLayers)],
            l => 1,
            l => -Math.Log(l) / l,
            l => 1 / l);
        string at = FormattableString.Invariant($"rho = {correlation}");
        yield return new Comparison($"layers without an increase, {at}", 0, failures, 0);
        yield return Comparison.Of($"(1 - rho) L^2, {at}", 4.5 * Math.PI * Math.PI, rate[0]);
    }

    private static Measurement Proposition4() => Measurement.Deviation(Correlations.SelectMany(Deviations), 1e-13);

    private static IEnumerable<double> Deviations(double correlation)
    {
        IReadOnlyList<DepthPoint> points = Pairs.Run(new Network(Activation.Relu, 1, 1), correlation, Pairs.Every(0, 300));
        double normalised = correlation;
        for (int layers = 1; layers <= 300; layers++)
        {
            double rho = 1 - points[layers - 1].OneMinusCorrelation;
            double slope = 0.5 + (Math.Asin(rho) / Math.PI);
            double map = (rho * slope) + (Math.Sqrt((1 - rho) * (1 + rho)) / Math.PI);
            normalised = ((layers * slope * normalised) + map) / (layers + 1);
            yield return normalised - points[layers].NormalizedNtk;
        }
    }

    private static Evidence Determinant()
    {
        const int count = 6;
        int[] depths = [300, 1000, 3000, 10_000, 30_000];
        Matrix<double> inputs = Points.OnSphere(count, 12, seed: 10);
        double[] determinants = new double[depths.Length];
        double[] correlations = new double[depths.Length];
        double smallest = double.PositiveInfinity;
        for (int i = 0; i < depths.Length; i++)
        {
            KernelMatrices gram = new Kernel(new Network(Activation.Relu, depths[i])).Gram(inputs);
            Matrix<double> normalised = gram.Ntk / gram.Ntk[0, 0];
            determinants[i] = normalised.Determinant();
            correlations[i] = (gram.Nngp / gram.Nngp[0, 0]).Determinant();
            smallest = Math.Min(smallest, normalised.Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum());
        }

        Measurement[] limit = DepthFit.Coefficients(depths, determinants, l => 1, l => Math.Log(l) / l, l => 1 / l);
        double predicted = Math.Pow(0.75, count) * (1 + (count / 3.0));
        var positive = new Comparison("matrices that are not positive definite", 0, smallest > 0 ? 0 : 1, 0);
        return new Evidence(
            [positive, Comparison.Of("limit of the determinant of the normalised NTK", 0, limit[0])],
            [
                positive,
                Comparison.Of("limit of the determinant of the normalised NTK", predicted, limit[0]),
                new Comparison("determinant of the correlations, 30000 layers", 0, correlations[^1], 1e-12),
            ]);
    }

    private static Evidence Theorem2()
    {
        var network = new Network(Activation.Relu, 1, 1);
        var printed = new List<Comparison>();
        var corrected = new List<Comparison>();
        foreach (double correlation in Correlations)
        {
            IReadOnlyList<DepthPoint> far = Pairs.Run(network, correlation, Pairs.FarDepths);
            Measurement[] limit = DepthFit.Coefficients(Pairs.FarDepths, [.. far.Select(p => p.NormalizedNtk)], l => 1, l => Math.Log(l) / l, l => 1 / l);
            string at = FormattableString.Invariant($"rho = {correlation}");
            printed.Add(Comparison.Of($"limit, {at}", 1, limit[0]));
            corrected.Add(Comparison.Of($"limit, {at}", 0.25, limit[0]));
            corrected.Add(Comparison.Of($"coefficient of log(L) / L, {at}", 0.375, limit[1]));
        }

        IReadOnlyList<DepthPoint> orthogonal = Pairs.Run(network, 0, Pairs.Every(0, 999));
        int falls = orthogonal.Zip(orthogonal.Skip(1)).Count(step => step.Second.NormalizedNtk < step.First.NormalizedNtk);
        DepthPoint peak = orthogonal.MaxBy(p => p.NormalizedNtk)!;
        printed.Add(new Comparison("steps at which it falls, rho = 0, of 999", 0, falls, 0));
        corrected.Add(new Comparison("steps at which it falls, rho = 0, of 999: all but the first", 999 - peak.HiddenLayers, falls, 0));
        corrected.Add(new Comparison("largest value, rho = 0", 0.316, peak.NormalizedNtk, 5e-4));
        corrected.Add(new Comparison("weight layers at the largest value, rho = 0", 12, peak.HiddenLayers + 1, 0));
        return new Evidence(printed, corrected);
    }
}
