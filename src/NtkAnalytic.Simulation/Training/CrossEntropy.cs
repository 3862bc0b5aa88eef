using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Training;

/// <summary>Softmax for several outputs, logistic for one.</summary>
internal sealed class CrossEntropy : TrainingLoss
{
    public override string Name => "cross-entropy";

    // Softmax: v^T (diag(p) - p p^T) v is a variance of the components of v, at most a quarter of their squared range, which is at most
    // 2 |v|^2. Logistic: p (1 - p) <= 1/4.
    public override double LargestCurvature(int outputs) => outputs == 1 ? 0.25 : 0.5;

    public override void CheckTargets(Matrix<double> targets)
    {
        if (targets.ColumnCount == 1)
        {
            CheckLabels(targets);
            return;
        }

        for (int i = 0; i < targets.RowCount; i++)
        {
            double sum = 0;
            for (int j = 0; j < targets.ColumnCount; j++)
            {
                sum += targets[i, j];
                if (targets[i, j] < 0)
                {
                    throw new ArgumentException($"Targets of the cross-entropy are probabilities, but row {i}, column {j} is {targets[i, j]:R}.", nameof(targets));
                }
            }

            // Sums of up to 1e4 rounded probabilities are this close to 1.
            if (Math.Abs(sum - 1) > 1e-12)
            {
                throw new ArgumentException($"Targets of the cross-entropy are probabilities, but those of row {i} sum to {sum:R}.", nameof(targets));
            }
        }
    }

    public override LossPass Prepare(TensorBackend backend, TensorScope scope, TensorShape outputs) =>
        outputs.Columns == 1 ? new Logistic(backend, scope, outputs) : new Softmax(backend, scope, outputs);

    private static void CheckLabels(Matrix<double> targets)
    {
        for (int i = 0; i < targets.RowCount; i++)
        {
            if (Math.Abs(targets[i, 0]) != 1)
            {
                throw new ArgumentException($"The labels of a single output are 1 and -1 under the cross-entropy, but that of row {i} is {targets[i, 0]:R}.", nameof(targets));
            }
        }
    }

    private sealed class Softmax(TensorBackend backend, TensorScope scope, TensorShape shape) : LossPass
    {
        private readonly Tensor _logSums = scope.Allocate(shape.Networks, shape.Rows, 1);

        public override void Evaluate(Tensor outputs, Tensor targets, Tensor value, Tensor gradient)
        {
            double points = outputs.Shape.Rows;
            backend.Softmax(outputs, gradient, _logSums);
            backend.Sum(_logSums, value, 1 / points);
            backend.SumOfProducts(outputs, targets, value, -1 / points, 1);
            backend.Add(targets, gradient, -1 / points, 1 / points);
        }
    }

    // The softmax of (0, -y f): its logarithm of sums is l, its second probability p = 1 / (1 + exp(y f)), and dl/df = -y p.
    private sealed class Logistic : LossPass
    {
        private readonly TensorBackend _backend;
        private readonly Tensor _pairs;
        private readonly Tensor _logSums;
        private readonly Tensor _second;

        public Logistic(TensorBackend backend, TensorScope scope, TensorShape shape)
        {
            _backend = backend;
            _pairs = scope.Allocate(shape.Networks, shape.Rows, 2);
            _logSums = scope.Allocate(shape.Networks, shape.Rows, 1);
            _second = scope.Allocate(1, 1, 2);
            backend.Write([0, 1], _second);
        }

        public override void Evaluate(Tensor outputs, Tensor targets, Tensor value, Tensor gradient)
        {
            double points = outputs.Shape.Rows;
            _backend.Multiply(outputs, targets, gradient, -1);
            _backend.MatrixProduct(gradient, false, _second, false, _pairs);
            _backend.Softmax(_pairs, _pairs, _logSums);
            _backend.Sum(_logSums, value, 1 / points);
            _backend.MatrixProduct(_pairs, false, _second, true, gradient);
            _backend.Multiply(gradient, targets, gradient, -1 / points);
        }
    }
}
