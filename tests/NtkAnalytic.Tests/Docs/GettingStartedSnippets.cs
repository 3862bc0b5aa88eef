using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;
using NtkAnalytic.Networks;
using NtkAnalytic.OpenBlas;
using NtkAnalytic.Regression;
using Xunit;

namespace NtkAnalytic.Tests.Docs;

/// <summary>The code of README.md and docs/getting-started.md: each region is shown there, and what its comments say is asserted.</summary>
public class GettingStartedSnippets
{
    [Fact]
    public void A_first_kernel()
    {
        #region first-kernel
        var network = new Network(Activation.Relu, hiddenLayers: 3, weightVariance: 2);
        var kernel = new Kernel(network);

        Matrix<double> inputs = Matrix<double>.Build.DenseOfRowArrays([1, 0], [0.6, 0.8], [0, 2]);
        KernelMatrices gram = kernel.Gram(inputs);

        double ntk = gram.Ntk[0, 1];                // Theta(x_0, x_1) = 1.9523
        double nngp = gram.Nngp[0, 1];              // K(x_0, x_1) = 0.7753
        double error = gram.Report.ErrorEstimate;   // of an entry, relative to the diagonal
        #endregion

        Assert.Equal(1.9523, ntk, 5e-5);
        Assert.Equal(0.7753, nngp, 5e-5);
        Assert.InRange(error, 0, 1e-12);
    }

    [Fact]
    public void One_pair()
    {
        #region one-pair
        var kernel = new Kernel(new Network(Activation.Relu, hiddenLayers: 100));

        // From two inputs, or from their geometry when they nearly coincide: here 1 - cos(angle) = 1e-14.
        KernelPair far = kernel.Evaluate([1, 0], [0, 1]);
        KernelPair near = kernel.Evaluate(GaussianPair.FromOneMinusCorrelation(0.5, 0.5, 1e-14));

        double ratio = far.Ntk / far.Ntk1;                        // 0.272496, on its way to 1/4
        double apart = near.Outputs.OneMinusCorrelation;          // 9.999970e-15: all its digits are there
        #endregion

        Assert.Equal(0.272496, ratio, 5e-7);
        Assert.Equal(9.999970e-15, apart, 5e-21);
    }

    [Fact]
    public void Networks_are_descriptions()
    {
        #region networks
        Network network = new Network(Activation.Parse("leaky-relu(0.1)"), hiddenLayers: 10, weightVariance: 1.9, biasVariance: 0.1)
            .WithArchitecture(Architecture.Residual)
            .WithStandardParameterization(512);
        #endregion

        Assert.Equal(
            "residual, leaky-relu(0.1), 10 hidden layers, weight variance 1.9, bias variance 0.1, standard (width 512) parameterization",
            network.ToString());
    }

    [Fact]
    public void A_regression()
    {
        #region regression
        // Points on the unit circle; the target is a function of the angle.
        static double[] Point(double angle) => [Math.Cos(angle), Math.Sin(angle)];
        double[] angles = [.. Enumerable.Range(0, 24).Select(i => 2 * Math.PI * i / 24)];
        Matrix<double> train = Matrix<double>.Build.DenseOfRows(angles.Select(Point));
        Matrix<double> targets = Matrix<double>.Build.Dense(24, 1, (i, _) => Math.Sin(2 * angles[i]));
        Matrix<double> test = Matrix<double>.Build.DenseOfRows([Point(1.0), Point(4.0)]);

        var kernel = new Kernel(new Network(Activation.Relu, hiddenLayers: 2));
        Matrix<double> gram = kernel.Gram(train, KernelKinds.Ntk).Ntk;
        KernelRegression regression = KernelRegression.Fit(gram, targets, Ridge.Relative(1e-8));

        Matrix<double> prediction = regression.Predict(kernel.Cross(test, train, KernelKinds.Ntk).Ntk);
        double conditionNumber = regression.Conditioning.ConditionNumber;
        bool trustworthy = regression.Status.IsSuccess;
        #endregion

        Assert.Equal(Math.Sin(2.0), prediction[0, 0], 0.02);
        Assert.Equal(Math.Sin(8.0), prediction[1, 0], 0.02);
        Assert.InRange(conditionNumber, 1, 1e6);
        Assert.True(trustworthy);
    }

    [Fact]
    public void Large_matrices_come_in_tiles()
    {
        Matrix<double> inputs = Matrix<double>.Build.Dense(60, 3, (i, j) => Math.Sin((3 * i) + j + 1));
        #region tiles
        var kernel = new Kernel(new Network(Activation.Erf, hiddenLayers: 2, weightVariance: 1.5, biasVariance: 0.1));
        using var stop = new CancellationTokenSource();
        var options = new KernelOptions { CancellationToken = stop.Token, MaxDegreeOfParallelism = 2 };

        double largest = 0;
        Lock gate = new();
        KernelReport report = kernel.GramTiles(
            inputs,
            KernelKinds.Ntk,
            tile =>
            {
                double tileLargest = System.Numerics.Tensors.TensorPrimitives.Max(tile.Ntk);
                lock (gate)
                {
                    largest = Math.Max(largest, tileLargest);
                }
            },
            options);
        #endregion

        Assert.Equal(kernel.Gram(inputs, KernelKinds.Ntk).Ntk.Enumerate().Max(), largest);
        Assert.True(report.Status.IsSuccess);
    }

    [Fact]
    public void Dual_activations_stand_alone()
    {
        #region dual
        DualActivation dual = DualActivation.Of(Activation.Gelu);
        DualPair pair = dual.Evaluate(GaussianPair.FromCorrelation(variance1: 1, variance2: 2, correlation: 0.5));

        double value = pair.Value;             // E[phi(u) phi(v)]
        double derivative = pair.Derivative;   // E[phi'(u) phi'(v)]
        string status = pair.Status.Advice;    // what to do if the tolerance is not met
        #endregion

        Assert.True(dual.IsClosedForm);
        Assert.InRange(value, 0.1, 1);
        Assert.InRange(derivative, 0.1, 1);
        Assert.Equal("The value meets its tolerance.", status);
    }

    [Fact]
    public void An_activation_of_ones_own()
    {
        #region own-activation
        Activation capped = Activation.FromFunctions(
            "capped-relu",
            x => Math.Clamp(x, 0, 6),
            x => x is > 0 and < 6 ? 1 : 0,
            breakpoints: [0, 6]);
        DualPair pair = DualActivation.Of(capped).Evaluate(GaussianPair.FromCorrelation(1, 1, 0.5));
        #endregion

        // relu differs from it with a probability of 1e-9 only.
        DualPair relu = DualActivation.Of(Activation.Relu).Evaluate(GaussianPair.FromCorrelation(1, 1, 0.5));
        Assert.Equal(relu.Value, pair.Value, 1e-7);
        Assert.True(pair.Value < relu.Value);
    }

    [Fact]
    public void Native_linear_algebra()
    {
        MathNet.Numerics.Providers.LinearAlgebra.ILinearAlgebraProvider before = MathNet.Numerics.Providers.LinearAlgebra.LinearAlgebraControl.Provider;
        try
        {
            #region openblas
            bool native = OpenBlasProvider.TryUse(out string description);
            #endregion

            Assert.Equal(!native, description.StartsWith("managed", StringComparison.Ordinal));
        }
        finally
        {
            MathNet.Numerics.Providers.LinearAlgebra.LinearAlgebraControl.Provider = before;
        }
    }
}
