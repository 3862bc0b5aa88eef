using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Training;

/// <summary>L = (1/2n) sum of (f - y)^2 over points and outputs.</summary>
internal sealed class SquaredError : TrainingLoss
{
    public override string Name => "squared";

    public override double LargestCurvature(int outputs) => 1;

    public override void CheckTargets(Matrix<double> targets)
    {
    }

    public override LossPass Prepare(TensorBackend backend, TensorScope scope, TensorShape outputs) => new Pass(backend);

    private sealed class Pass(TensorBackend backend) : LossPass
    {
        public override void Evaluate(Tensor outputs, Tensor targets, Tensor value, Tensor gradient)
        {
            double points = outputs.Shape.Rows;
            backend.Add(outputs, gradient, 1, 0);
            backend.Add(targets, gradient, -1);
            backend.SumOfProducts(gradient, gradient, value, 0.5 / points);
            backend.Add(gradient, gradient, 0, 1 / points);
        }
    }
}
