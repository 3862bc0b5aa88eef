using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Simulation.Tests.Training;

/// <summary>Small problems from fixed formulas.</summary>
internal static class Problems
{
    /// <summary>A new one each time: a backend is not for several threads, and the classes of tests run side by side.</summary>
    public static TensorBackend Backend => new ManagedBackend(Precision.Double, 1);

    public static Matrix<double> Points(int rows, int columns, double phase = 0) =>
        Matrix<double>.Build.Dense(rows, columns, (i, j) => Math.Sin((1.3 * i) + (2.1 * j) + 0.4 + phase) + (0.5 * Math.Cos((0.7 * i * (j + 1)) + phase)));

    public static Matrix<double> Quantities(int rows, int outputs) => Matrix<double>.Build.Dense(rows, outputs, (i, k) => Math.Cos((1.9 * i) + k));

    public static Matrix<double> OneHot(int rows, int outputs) => Matrix<double>.Build.Dense(rows, outputs, (i, k) => i % outputs == k ? 1 : 0);

    public static FiniteNetwork Tanh(int width, int hiddenLayers = 2, int inputs = 3, int outputs = 1, Initialization initialization = Initialization.Standard) =>
        new(new Network(Activation.Tanh, hiddenLayers, 1.5, 0.2), inputs, [width], outputs, initialization);

    public static FiniteNetwork Linear(int inputs, int outputs = 1) => new(new Network(Activation.Relu, 0, 1.7, 0.3), inputs, [], outputs);

    public static TrainingProblem Regression(FiniteNetwork network, int points = 5) =>
        new(network, Points(points, network.Inputs), Quantities(points, network.Outputs), TrainingLoss.SquaredError);

    public static TrainingProblem Classes(FiniteNetwork network, int points = 7) =>
        new TrainingProblem(network, Points(points, network.Inputs), OneHot(points, network.Outputs), TrainingLoss.CrossEntropy)
            .WithTest(Points(4, network.Inputs, 0.3), OneHot(4, network.Outputs))
            .WithKernel(Points(3, network.Inputs))
            .AsClassification();

    public static TrainingOptions Options(params double[] recordAt) =>
        new() { Backend = Backend, Seed = 11, RecordAt = recordAt, KeepOutputs = true, KeepKernels = true };

    /// <summary>All numbers of all records, to compare bit by bit.</summary>
    public static long[] Bits(TrainingRun run) =>
    [
        .. run.Records.SelectMany(record => new double?[]
            {
                record.Step, record.Time, record.TrainLoss, record.TestLoss, record.TrainAccuracy, record.TestAccuracy,
                record.ParameterDistance, record.RelativeParameterDistance, record.KernelChange,
            }
            .Select(value => value ?? -1)
            .Concat(new[] { record.TrainOutputs, record.TestOutputs, record.Kernel }.SelectMany(matrix => matrix?.ToRowMajorArray() ?? [])))
            .Select(BitConverter.DoubleToInt64Bits),
    ];
}
