using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.EmpiricalKernels;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Training;

/// <summary>Makes records of networks at their present parameters; begins with the parameters at the start.</summary>
internal sealed class TrainingRecorder
{
    private readonly TrainingSession _session;
    private readonly LossField? _test;
    private readonly EmpiricalKernel? _kernel;
    private readonly double[][]? _startKernels;
    private readonly double[] _startNorms;
    private readonly Tensor _sum;

    public TrainingRecorder(TrainingSession session)
    {
        _session = session;
        TrainingProblem problem = session.Problem;
        TensorScope scope = session.Scope;
        _sum = scope.Allocate(session.Parameters.Shape.Networks, 1, 1);
        session.Backend.SumOfProducts(session.Start, session.Start, _sum);
        _startNorms = Roots();
        if (problem.TestInputs is { } inputs)
        {
            _test = new LossField(session.Backend, scope, problem.Network, problem.Loss, session.Parameters, scope.FromMatrix(inputs), scope.FromMatrix(problem.TestTargets!), forwardOnly: true);
        }

        if (problem.KernelInputs is { } points)
        {
            _kernel = new EmpiricalKernel(session.Backend, scope, problem.Network, session.Parameters, scope.FromMatrix(points));
            _startKernels = Kernels(_kernel);
        }
    }

    /// <summary>Records some networks; one whose loss is not finite ends as diverged instead.</summary>
    /// <param name="which">Which.</param>
    /// <param name="steps">The step of each network.</param>
    /// <param name="times">The time of each network.</param>
    public void Record(bool[] which, long[] steps, double[] times)
    {
        TrainingProblem problem = _session.Problem;
        bool keep = _session.Options.KeepOutputs;
        double[] losses = [.. _session.Train.Loss()];
        double[]? testLosses = _test is null ? null : [.. _test.Loss()];
        bool needsOutputs = keep || problem.IsClassification;
        Matrix<double>[]? outputs = needsOutputs ? Outputs(_session.Train) : null;
        Matrix<double>[]? testOutputs = needsOutputs && _test is not null ? Outputs(_test) : null;
        double[] distances = Distances();
        double[][]? kernels = _kernel is null ? null : Kernels(_kernel);
        for (int b = 0; b < which.Length; b++)
        {
            RunState run = _session.Runs[b];
            if (!which[b] || !run.IsActive || (run.Records.Count > 0 && run.Records[^1].Step == steps[b] && run.Records[^1].Time == times[b]))
            {
                continue;
            }

            if (run.IsExploding(losses[b]))
            {
                run.End(TrainingStatus.Diverged, steps[b]);
                continue;
            }

            run.Records.Add(new TrainingRecord
            {
                Step = steps[b],
                Time = times[b],
                TrainLoss = losses[b],
                TestLoss = testLosses?[b],
                TrainAccuracy = problem.IsClassification ? Accuracy(outputs![b], problem.Targets) : null,
                TestAccuracy = problem.IsClassification && testOutputs is not null ? Accuracy(testOutputs[b], problem.TestTargets!) : null,
                ParameterDistance = distances[b],
                RelativeParameterDistance = _startNorms[b] > 0 ? distances[b] / _startNorms[b] : null,
                KernelChange = kernels is null ? null : Change(kernels[b], _startKernels![b]),
                TrainOutputs = keep ? outputs![b] : null,
                TestOutputs = keep ? testOutputs?[b] : null,
                Kernel = _session.Options.KeepKernels && kernels is not null ? Square(kernels[b]) : null,
            });
        }
    }

    private static double Accuracy(Matrix<double> outputs, Matrix<double> targets)
    {
        int correct = 0;
        for (int i = 0; i < outputs.RowCount; i++)
        {
            correct += ClassOf(outputs, i) == ClassOf(targets, i) ? 1 : 0;
        }

        return (double)correct / outputs.RowCount;
    }

    // The first of the largest; the sign where there is one output.
    private static int ClassOf(Matrix<double> outputs, int row) => outputs.ColumnCount == 1 ? (outputs[row, 0] > 0 ? 1 : 0) : outputs.Row(row).MaximumIndex();

    private static double? Change(double[] kernel, double[] start)
    {
        double difference = Math.Sqrt(kernel.Zip(start, (now, before) => (now - before) * (now - before)).Sum());
        double norm = Math.Sqrt(start.Sum(entry => entry * entry));
        return norm > 0 ? difference / norm : null;
    }

    private static Matrix<double> Square(double[] entries)
    {
        int order = (int)Math.Round(Math.Sqrt(entries.Length));
        return Matrix<double>.Build.DenseOfRowMajor(order, order, entries);
    }

    private double[] Distances()
    {
        _session.Backend.Add(_session.Parameters, _session.Gradient, 1, 0);
        _session.Backend.Add(_session.Start, _session.Gradient, -1);
        _session.Backend.SumOfProducts(_session.Gradient, _session.Gradient, _sum);
        return Roots();
    }

    private double[] Roots() => [.. _session.Backend.ToArray(_sum).Select(Math.Sqrt)];

    private Matrix<double>[] Outputs(LossField field)
    {
        TensorShape shape = field.Pass.Outputs.Shape;
        double[] values = _session.Backend.ToArray(field.Pass.Outputs);
        return [.. values.Chunk((int)shape.PerNetwork).Select(part => Matrix<double>.Build.DenseOfRowMajor(shape.Rows, shape.Columns, part))];
    }

    private double[][] Kernels(EmpiricalKernel kernel)
    {
        kernel.Forward();
        kernel.Ntk();
        Tensor entries = kernel.NtkParts[0];
        return [.. _session.Backend.ToArray(entries).Chunk((int)entries.Shape.PerNetwork)];
    }
}
