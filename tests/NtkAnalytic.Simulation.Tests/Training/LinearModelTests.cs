using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Training;

/// <summary>Without hidden layers Theta = (sigma_w^2 / n_0) X X^T + sigma_b^2 stays as it is, and training has a closed form.</summary>
public class LinearModelTests
{
    private const int Count = 6;
    private static readonly TrainingProblem s_problem = Problems.Regression(Problems.Linear(3, outputs: 2), Count);
    private static readonly Matrix<double> s_points = Problems.Points(Count, 3);
    private static readonly Matrix<double> s_kernel = (s_points * s_points.Transpose() * 1.7 / 3) + 0.3;
    private static readonly Evd<double> s_spectrum = s_kernel.Evd(Symmetricity.Symmetric);

    private static double Largest => s_spectrum.EigenValues[Count - 1].Real;

    [Fact]
    public void Gradient_descent_contracts_each_eigenvector()
    {
        const double Rate = 0.9;
        AssertFollows(new GradientDescent(LearningRate.Absolute(Rate)), (eigenvalue, step) => Math.Pow(1 - (Rate * eigenvalue / Count), step), [0, 1, 10, 100]);
    }

    // r_(t+1) = r_t - a v_t with v_t = mu v_(t-1) + r_t (heavy ball), or the step mu v_t + r_t (Nesterov).
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Momentum_follows_its_recursion_on_each_eigenvector(bool nesterov)
    {
        const double Rate = 0.4;
        const double Mu = 0.8;
        AssertFollows(
            new GradientDescent(LearningRate.Absolute(Rate), Mu, nesterov),
            (eigenvalue, step) =>
            {
                double factor = Rate * eigenvalue / Count;
                (double residual, double velocity) = (1, 0);
                for (int t = 0; t < step; t++)
                {
                    double gradient = residual;
                    velocity = (Mu * velocity) + gradient;
                    residual -= factor * (nesterov ? gradient + (Mu * velocity) : velocity);
                }

                return residual;
            },
            [0, 1, 2, 50]);
    }

    [Theory]
    [InlineData(1e-5)]
    [InlineData(1e-8)]
    [InlineData(1e-11)]
    public void Gradient_flow_decays_exponentially_within_its_tolerance(double tolerance)
    {
        AssertFollows(new GradientFlow(tolerance, tolerance, 100000), (eigenvalue, time) => Math.Exp(-eigenvalue * time / Count), [0, 0.3, 1, 7, 20], 30 * tolerance);
    }

    [Fact]
    public void Gradient_flow_hits_the_times()
    {
        double[] times = [0, 0.1, 0.1 + 1e-9, 1 / 3.0, Math.BitIncrement(1 / 3.0), .. Enumerable.Range(3, 60).Select(i => 0.37 * Math.Sqrt(i)), 5];
        TrainingRun run = Trainer.Train(s_problem, new GradientFlow(1e-6, 1e-6, 1000), Problems.Options(times)).Runs[0];
        Assert.Equal(times, run.Records.Select(record => record.Time));
        Assert.Same(TrainingStatus.Finished, run.Status);
    }

    // The error of a step is judged in parts of the way from the start, so the steps are those of any other unit of the targets; without the
    // factor of the way a unit 10^4 times larger would take 10^(4/5) times as many.
    [Fact]
    public void A_relative_tolerance_does_not_depend_on_the_unit_of_the_targets()
    {
        long[] steps = [.. new[] { 1e4, 1e8 }.Select(unit =>
        {
            var problem = new TrainingProblem(Problems.Linear(3, outputs: 2), s_points, Problems.Quantities(Count, 2) * unit, TrainingLoss.SquaredError);
            return Trainer.Train(problem, new GradientFlow(1e-7, 1e-12, 10_000), Problems.Options(2)).Runs[0].Step;
        })];
        Assert.InRange(steps[1], 0.9 * steps[0], 1.1 * steps[0]);
    }

    [Theory]
    [InlineData(1e-4, 1e-13)]
    [InlineData(1e-13, 1e-4)]
    public void The_larger_tolerance_decides(double relative, double absolute) =>
        Assert.True(Steps(relative, absolute) < Steps(1e-13, 1e-13) / 5);

    [Fact]
    public void Steps_that_shrink_to_rounding_are_a_status()
    {
        TrainingRun run = Trainer.Train(s_problem, new GradientFlow(1e-300, 1e-300, 1000), Problems.Options(0, 5)).Runs[0];
        Assert.Same(TrainingStatus.StepTooSmall, run.Status);
        Assert.InRange(run.Step, 1, 100);
        Assert.InRange(run.Records[^1].Time, 0, 1e-12);
    }

    [Fact]
    public void Descent_at_a_small_rate_is_flow_with_an_error_of_its_size()
    {
        double exact = Loss(new GradientFlow(1e-11, 1e-11, 10000), 2);
        double coarse = Loss(new GradientDescent(LearningRate.Absolute(0.02)), 100) - exact;
        double fine = Loss(new GradientDescent(LearningRate.Absolute(0.01)), 200) - exact;

        // The ratio is 2 + O(rate).
        Assert.InRange(coarse / fine, 1.95, 2.05);

        static double Loss(TrainingMethod method, double end) => Trainer.Train(s_problem, method, Problems.Options(end)).Runs[0].Records[^1].TrainLoss;
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.7, false)]
    [InlineData(0.7, true)]
    public void The_largest_stable_rate_separates_decay_from_growth(double momentum, bool nesterov)
    {
        TrainingRun stable = Run(0.99);
        TrainingRun unstable = Run(1.01);
        double expected = 2 * Count / Largest * (nesterov ? (1 + momentum) / (1 + (2 * momentum)) : 1 + momentum);

        // The iteration for the eigenvalue ends at a residual of 1e-4, which bounds its error.
        Assert.Equal(expected, stable.LargestStableRate, 1e-4 * expected);
        Assert.Equal(0.99 * stable.LargestStableRate, stable.LearningRate!.Value, 1e-12);
        Assert.True(stable.Records[^1].TrainLoss < stable.Records[0].TrainLoss);
        Assert.Same(TrainingStatus.Diverged, unstable.Status);

        TrainingRun Run(double share) =>
            Trainer.Train(s_problem, new GradientDescent(LearningRate.OfLargestStable(share), momentum, nesterov), Problems.Options(0, 200, 2000)).Runs[0];
    }

    [Fact]
    public void The_kernel_of_a_linear_model_does_not_change_and_its_record_is_the_closed_form()
    {
        TrainingProblem problem = s_problem.WithKernel(s_points);
        TrainingRecord last = Trainer.Train(problem, new GradientDescent(LearningRate.Absolute(0.5)), Problems.Options(20)).Runs[0].Records[^1];
        Assert.Equal(0, last.KernelChange);
        Assert.True((last.Kernel! - s_kernel).FrobeniusNorm() < 1e-13 * s_kernel.FrobeniusNorm());
    }

    // |theta_t - theta_0|^2 = |J^T c|^2 = c^T Theta c, where f_t - f_0 = Theta c.
    [Fact]
    public void The_distance_of_the_parameters_is_that_of_the_closed_form()
    {
        IReadOnlyList<TrainingRecord> records = Trainer.Train(s_problem, new GradientDescent(LearningRate.Absolute(0.5)), Problems.Options(0, 30)).Runs[0].Records;
        Matrix<double> moved = records[1].TrainOutputs! - records[0].TrainOutputs!;
        Matrix<double> coefficients = s_kernel.PseudoInverse() * moved;
        double expected = Math.Sqrt((coefficients.Transpose() * s_kernel * coefficients).Trace());
        Assert.Equal(expected, records[1].ParameterDistance, 1e-11);
        Assert.Equal(0, records[0].ParameterDistance);
    }

    private static long Steps(double relative, double absolute) =>
        Trainer.Train(s_problem, new GradientFlow(relative, absolute, 100_000), Problems.Options(2)).Runs[0].Step;

    private static void AssertFollows(TrainingMethod method, Func<double, double, double> decay, double[] marks, double tolerance = 1e-10)
    {
        TrainingRun run = Trainer.Train(s_problem, method, Problems.Options(marks)).Runs[0];
        Assert.Equal(marks.Length, run.Records.Count);
        Matrix<double> targets = Problems.Quantities(Count, 2);
        Matrix<double> start = run.Records[0].TrainOutputs! - targets;
        Matrix<double> vectors = s_spectrum.EigenVectors;
        for (int i = 0; i < marks.Length; i++)
        {
            Matrix<double> factors = Matrix<double>.Build.Diagonal(Count, Count, k => decay(s_spectrum.EigenValues[k].Real, marks[i]));
            Matrix<double> expected = vectors * factors * vectors.Transpose() * start;
            double error = (run.Records[i].TrainOutputs! - targets - expected).FrobeniusNorm();
            Assert.True(error <= tolerance, $"At {marks[i]} the error is {error}.");
            Assert.Equal((run.Records[i].TrainOutputs! - targets).PointwisePower(2).Enumerate().Sum() / (2 * Count), run.Records[i].TrainLoss, 1e-12);
        }
    }
}
