using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Kernels;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Kernels;

public sealed class KernelTests
{
    private static readonly Activation Relu = Activation.Parse("relu");

    public static TheoryData<Network> Networks => new(
        new Network(Relu, 0),
        new Network(Relu, 1, 2, 0),
        new Network(Relu, 3, 1.3, 0.4),
        new Network(Relu, 6, 2.2, 0.1).WithBiasGradientFactor(0),
        new Network(Relu, 3).WithWeightVariances(1, 2, 3, 0.5).WithBiasVariances(0, 0.1, 0, 0.7),
        new Network(Relu, 4, 2, 0).WithArchitecture(Architecture.Residual),
        new Network(Relu, 4, 1.5, 0.3).WithArchitecture(Architecture.Residual),
        new Network(Relu, 9, 2, 0.2).WithArchitecture(Architecture.ScaledResidual),
        new Network(Relu, 3, 1.7, 0).WithStandardParameterization(64),
        new Network(Relu, 3, 1.7, 0.2).WithStandardParameterization(64, 32, 16),
        new Network(Relu, 3, 1.7, 0.2).WithStandardParameterization(50).WithArchitecture(Architecture.Residual),
        new Network(Relu, 2, 0, 0.5),
        new Network(Relu, 20, 2, 0));

    public static TheoryData<Network> SmoothAndKinked => new(
        new Network(Activation.Tanh, 3),
        new Network(Activation.Tanh, 2, 1.5, 0.1).WithArchitecture(Architecture.Residual),
        new Network(Activation.Sigmoid, 3, 3, 0),
        new Network(Activation.Erf, 4, 1.5, 0.2),
        new Network(Activation.Gelu, 3, 2, 0),
        new Network(Activation.Parse("elu"), 2),
        new Network(Activation.Parse("cos"), 2, 1, 0.3),
        new Network(Activation.Parse("rectified-monomial(2)"), 2, 0.5, 0.1),
        new Network(Activation.Parse("hermite(3)"), 2, 0.8, 0.1));

    [Theory]
    [MemberData(nameof(SmoothAndKinked))]
    public void AllOfItHoldsForOtherActivationsToo(Network network)
    {
        var kernel = new Kernel(network);
        Matrix<double> inputs = Inputs(27, 5, 9);
        inputs.SetRow(4, inputs.Row(20));
        inputs.SetRow(9, inputs.Row(20) * (1 + 1e-7));
        inputs.SetRow(15, -inputs.Row(20));
        inputs.SetRow(25, new double[5]);
        KernelMatrices gram = kernel.Gram(inputs);
        KernelMatrices cross = kernel.Cross(inputs, inputs.Clone(), options: new KernelOptions { MaxDegreeOfParallelism = 1 });

        Assert.Equal(gram.Nngp, cross.Nngp);
        Assert.Equal(gram.Ntk, cross.Ntk);
        Assert.Equal(gram.Ntk, gram.Ntk.Transpose());
        Assert.Equal(gram.Ntk[20, 20], gram.Ntk[4, 20]);
        Assert.Equal(SolveStatus.Converged, gram.Report.Status);
        for (int i = 0; i < inputs.RowCount; i++)
        {
            for (int j = 0; j < inputs.RowCount; j += 3)
            {
                KernelPair pair = kernel.Evaluate(inputs.Row(i).ToArray(), inputs.Row(j).ToArray());

                // Rows may come from series, pairs from quadrature: each is good to some 1e-13 of the scale.
                Assert.Equal(pair.Nngp, gram.Nngp[i, j], 1e-12 * Math.Sqrt(pair.Outputs.Variance1 * pair.Outputs.Variance2));
                Assert.Equal(pair.Ntk, gram.Ntk[i, j], 2e-12 * Math.Sqrt(pair.Ntk1 * pair.Ntk2));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void PairsAgreeWithTheRecursionAsPrinted(Network network)
    {
        var kernel = new Kernel(network);
        var random = new Random(11);
        for (int draw = 0; draw < 25; draw++)
        {
            double[] x = Draw(random, 7);
            double[] y = Draw(random, 7);
            KernelPair pair = kernel.Evaluate(x, y);
            (double nngp, double ntk) = NaiveReluRecursion.Evaluate(network, x, y);

            // The naive recursion loses some ten units of rounding a layer.
            double scale = 20 * 2.2e-16 * (network.HiddenLayers + 1);
            Assert.Equal(nngp, pair.Nngp, scale * Math.Sqrt(pair.Outputs.Variance1 * pair.Outputs.Variance2));
            Assert.Equal(ntk, pair.Ntk, scale * Math.Sqrt(pair.Ntk1 * pair.Ntk2));
            Assert.Equal(SolveStatus.Converged, pair.Status);
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void MatricesHoldThePairs(Network network)
    {
        var kernel = new Kernel(network);
        Matrix<double> rows = Inputs(21, 7, 1);
        Matrix<double> columns = Inputs(10, 7, 2);
        KernelMatrices cross = kernel.Cross(rows, columns);
        for (int i = 0; i < rows.RowCount; i++)
        {
            for (int j = 0; j < columns.RowCount; j++)
            {
                KernelPair pair = kernel.Evaluate(rows.Row(i).ToArray(), columns.Row(j).ToArray());

                // The two routes differ in the order of a few operations a layer.
                double scale = 8 * 2.2e-16 * (network.HiddenLayers + 1);
                Assert.Equal(pair.Nngp, cross.Nngp[i, j], scale * Math.Sqrt(pair.Outputs.Variance1 * pair.Outputs.Variance2));
                Assert.Equal(pair.Ntk, cross.Ntk[i, j], scale * Math.Sqrt(pair.Ntk1 * pair.Ntk2));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void AGramMatrixIsSymmetricHasTheDiagonalAndIsTheCrossMatrixToTheBit(Network network)
    {
        var kernel = new Kernel(network);
        Matrix<double> inputs = Inputs(70, 7, 3);
        KernelMatrices gram = kernel.Gram(inputs, options: new KernelOptions { MaxDegreeOfParallelism = 1 });
        KernelMatrices again = kernel.Gram(inputs, options: new KernelOptions { MaxDegreeOfParallelism = 4 });
        KernelMatrices cross = kernel.Cross(inputs, inputs.Clone());
        KernelDiagonal diagonal = kernel.Diagonal(inputs);

        Assert.Equal(gram.Nngp, again.Nngp);
        Assert.Equal(gram.Ntk, again.Ntk);
        Assert.Equal(gram.Nngp, cross.Nngp);
        Assert.Equal(gram.Ntk, cross.Ntk);
        Assert.Equal(gram.Nngp, gram.Nngp.Transpose());
        Assert.Equal(gram.Ntk, gram.Ntk.Transpose());
        Assert.Equal(gram.Nngp.Diagonal().ToArray(), diagonal.Nngp);
        Assert.Equal(gram.Ntk.Diagonal().ToArray(), diagonal.Ntk);
    }

    [Fact]
    public void OneKernelAloneEqualsItsShareOfBoth()
    {
        var kernel = new Kernel(new Network(Relu, 4, 1.5, 0.2));
        Matrix<double> inputs = Inputs(30, 5, 4);
        KernelMatrices both = kernel.Gram(inputs);

        Assert.Equal(both.Nngp, kernel.Gram(inputs, KernelKinds.Nngp).Nngp);
        Assert.Equal(both.Ntk, kernel.Gram(inputs, KernelKinds.Ntk).Ntk);
        Assert.Throws<InvalidOperationException>(() => kernel.Gram(inputs, KernelKinds.Nngp).Ntk);
    }

    [Fact]
    public void RepeatedRowsHaveTheDiagonalToTheBitAndZeroRowsAreRight()
    {
        Matrix<double> inputs = Inputs(40, 6, 5);
        inputs.SetRow(7, inputs.Row(31));
        inputs.SetRow(12, new double[6]);
        inputs.SetRow(25, new double[6]);
        foreach (Network network in new[] { new Network(Relu, 3), new Network(Relu, 3, 1.5, 0.5) })
        {
            KernelMatrices gram = new Kernel(network).Gram(inputs);

            Assert.Equal(gram.Ntk[7, 7], gram.Ntk[7, 31]);
            Assert.Equal(gram.Nngp[31, 31], gram.Nngp[31, 7]);
            Assert.Equal(gram.Ntk.Row(7), gram.Ntk.Row(31));
            Assert.Equal(gram.Ntk[12, 12], gram.Ntk[12, 25]);
            Assert.All(gram.Ntk.ToColumnMajorArray(), value => Assert.True(double.IsFinite(value)));
            (double nngp, double ntk) = network.HasBias
                ? NaiveReluRecursion.Evaluate(network, new double[6], inputs.Row(3).ToArray())
                : (0, 0);
            Assert.Equal(nngp, gram.Nngp[12, 3], 1e-13);
            Assert.Equal(ntk, gram.Ntk[12, 3], 1e-13);
        }
    }

    [Fact]
    public void OneRowAndZeroColumnsAreLegal()
    {
        var kernel = new Kernel(new Network(Relu, 2));
        Matrix<double> one = Matrix<double>.Build.DenseOfRowArrays([3.0, 0, 4]);

        // q = 2 * 25 / 3 passes through relu layers with weight variance 2, and the NTK gains one q a layer.
        Assert.Equal(50.0 / 3, kernel.Gram(one).Nngp[0, 0], 1e-14);
        Assert.Equal(50, kernel.Gram(one).Ntk[0, 0], 1e-13);
    }

    [Fact]
    public void AGramMatrixIsPositiveSemidefiniteToRounding()
    {
        Matrix<double> inputs = Inputs(60, 4, 6);
        inputs.SetRow(3, inputs.Row(50));
        KernelMatrices gram = new Kernel(new Network(Relu, 5, 1.8, 0.1)).Gram(inputs);
        foreach (Matrix<double> matrix in new[] { gram.Nngp, gram.Ntk })
        {
            double[] eigenvalues = [.. matrix.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real)];

            Assert.True(eigenvalues.Min() > -60 * 2.2e-16 * eigenvalues.Max());
        }
    }

    [Fact]
    public void TilesCoverTheUpperTriangleOnce()
    {
        var kernel = new Kernel(new Network(Relu, 2));
        Matrix<double> inputs = Inputs(101, 9, 7);
        KernelMatrices gram = kernel.Gram(inputs);
        var seen = new int[101, 101];
        Lock gate = new();
        double progress = 0;
        var options = new KernelOptions { Progress = new Listener(value => { lock (gate) { progress = Math.Max(progress, value); } }) };

        kernel.GramTiles(
            inputs,
            KernelKinds.Both,
            tile =>
            {
                lock (gate)
                {
                    for (int i = 0; i < tile.RowCount; i++)
                    {
                        for (int j = 0; j < tile.ColumnCount; j++)
                        {
                            seen[tile.RowStart + i, tile.ColumnStart + j]++;
                            Assert.Equal(gram.Nngp[tile.RowStart + i, tile.ColumnStart + j], tile.Nngp[(i * tile.ColumnCount) + j]);
                            Assert.Equal(gram.Ntk[tile.RowStart + i, tile.ColumnStart + j], tile.Ntk[(i * tile.ColumnCount) + j]);
                        }
                    }
                }
            },
            options);

        Assert.Equal(1, progress);
        for (int i = 0; i < 101; i++)
        {
            for (int j = 0; j < 101; j++)
            {
                Assert.True(seen[i, j] <= 1);
                Assert.Equal(1, Math.Max(seen[i, j], seen[j, i]));
            }
        }
    }

    [Fact]
    public void CancellationEndsTheWork()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => new Kernel(new Network(Relu, 2))
            .Gram(Inputs(50, 3, 8), options: new KernelOptions { CancellationToken = source.Token }));
    }

    [Fact]
    public void MisuseIsRefusedWithAReason()
    {
        var kernel = new Kernel(new Network(Relu, 2));

        Assert.Contains("3 and 4", Assert.Throws<ArgumentException>(() => kernel.Evaluate(new double[3], new double[4])).Message, StringComparison.Ordinal);
        Assert.Contains("6 and 5", Assert.Throws<ArgumentException>(() => kernel.Cross(Inputs(2, 6, 1), Inputs(2, 5, 1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => kernel.Gram(Inputs(2, 6, 1), (KernelKinds)8));
        Assert.Contains(
            "width",
            Assert.Throws<ArgumentException>(() => new Kernel(new Network(Relu, 2).WithStandardParameterization()).Evaluate([1], [1])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "layer",
            Assert.Throws<OverflowException>(() => new Kernel(new Network(Relu, 400, 100, 1)).Gram(Inputs(3, 2, 1))).Message,
            StringComparison.Ordinal);
    }

    private static double[] Draw(Random random, int count) =>
        Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 2) - 0.7).ToArray();

    private static Matrix<double> Inputs(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        return Matrix<double>.Build.Dense(rows, columns, (_, _) => (random.NextDouble() * 2) - 0.7);
    }

    private sealed class Listener(Action<double> hear) : IProgress<double>
    {
        public void Report(double value) => hear(value);
    }
}
