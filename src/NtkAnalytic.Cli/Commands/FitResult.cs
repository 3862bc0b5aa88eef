using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Data;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.Kernels;
using NtkAnalytic.Numerics;
using NtkAnalytic.Regression;

namespace NtkAnalytic.Cli.Commands;

/// <summary>What the regression with one kernel gave on the test rows.</summary>
/// <param name="Kind">Which kernel.</param>
/// <param name="Regression">The regression.</param>
/// <param name="KernelReport">How its matrices were computed.</param>
/// <param name="Outputs">The posterior mean: a row for each test row, a column for each target, as they are encoded.</param>
/// <param name="Predictions">Classes or quantities.</param>
/// <param name="Variances">The posterior variance of each test row.</param>
/// <param name="Correct">The number of classes that are right; null under regression.</param>
/// <param name="MeanSquaredError">Over all test rows and all columns of the encoded target.</param>
internal sealed record FitResult(
    KernelKinds Kind,
    KernelRegression Regression,
    KernelReport KernelReport,
    Matrix<double> Outputs,
    IReadOnlyList<double> Predictions,
    IReadOnlyList<double> Variances,
    int? Correct,
    double MeanSquaredError)
{
    /// <summary>The worse of what the kernel and the regression say.</summary>
    public SolveStatus Status => SolveStatus.Worse(KernelReport.Status, Regression.Status);

    /// <summary>Fits and tests with each kernel that was asked for.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="kinds">Its kinds.</param>
    /// <param name="data">The data.</param>
    /// <param name="split">Training and test rows.</param>
    /// <param name="targets">The encoding of the target.</param>
    /// <param name="ridge">The ridge.</param>
    /// <param name="display">Shows progress.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <returns>A result for each kind.</returns>
    /// <exception cref="UsageException">A kernel has no diagonal, so that there is no regression with it.</exception>
    public static IReadOnlyList<FitResult> Compute(
        Kernel kernel,
        KernelKinds kinds,
        DataSet data,
        TrainTestSplit split,
        Targets targets,
        Ridge ridge,
        ProgressDisplay display,
        CancellationToken cancellationToken)
    {
        Matrix<double>[] features = data.Features(split.Train, split.Train, split.Test);
        KernelOptions Options(IProgress<double>? progress) => new() { CancellationToken = cancellationToken, Progress = progress };
        KernelMatrices gram = display.Stage("training kernel", progress => kernel.Gram(features[0], kinds, Options(progress)));
        KernelMatrices cross = display.Stage("test kernel", progress => kernel.Cross(features[1], features[0], kinds, Options(progress)));
        KernelDiagonal diagonal = kernel.Diagonal(features[1]);
        double[] truth = data.TargetOf(split.Test);
        Matrix<double> trainTargets = targets.Encode(data.TargetOf(split.Train));
        Matrix<double> testTargets = targets.Encode(truth);
        List<FitResult> results = [];
        foreach (KernelKinds kind in KindOption.Each(kinds))
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool isNngp = kind == KernelKinds.Nngp;
            Matrix<double> train = isNngp ? gram.Nngp : gram.Ntk;
            Matrix<double> test = isNngp ? cross.Nngp : cross.Ntk;
            IReadOnlyList<double> prior = isNngp ? diagonal.Nngp : diagonal.Ntk;
            if (!double.IsFinite(train[0, 0]))
            {
                throw new UsageException($"there is no regression with this {KindOption.Word(kind)}: its diagonal is infinite, because {kernel.Network.Activation.Name} jumps; --kind nngp works");
            }

            KernelRegression regression = display.Stage("solve", _ => KernelRegression.Fit(train, trainTargets, ridge));
            Matrix<double> outputs = regression.Predict(test);
            IReadOnlyList<double> predictions = targets.Decode(outputs);
            results.Add(new FitResult(
                kind,
                regression,
                Worse(gram.Report, cross.Report),
                outputs,
                predictions,
                regression.PosteriorVariance(test, prior),
                targets.Task == LearningTask.Classification ? predictions.Zip(truth).Count(pair => pair.First == pair.Second) : null,
                (outputs - testTargets).PointwisePower(2).Enumerate().Average()));
        }

        return results;
    }

    private static KernelReport Worse(KernelReport first, KernelReport second) => first with
    {
        ErrorEstimate = Math.Max(first.ErrorEstimate, second.ErrorEstimate),
        Status = SolveStatus.Worse(first.Status, second.Status),
    };
}
