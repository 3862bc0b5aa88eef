using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Hierarchy;

public class TruncationEstimateTests
{
    private static readonly StepControl s_tight = StepControl.Adaptive(1e-12, 1e-13);

    // The hierarchy of order 6 stands for training: f at order p leaves it with t^p, p = 2, 3, 4.
    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [InlineData(2, 4)]
    [InlineData(3, 5)]
    public void It_is_right_as_time_goes_to_0(int order, int higher)
    {
        TangentTensors tensors = RandomTensors.Draw(3, 1, 1, 6, seed: 41);
        HierarchyProblem problem = RandomTensors.Problem(tensors, OutputLoss.Squared, seed: 42);
        double[] times = [0.05, 0.1, 0.2];
        TruncationEstimate Between(int p, int q) => TruncationEstimate.Between(Solve(tensors, problem, p, times), Solve(tensors, problem, q, times));
        TruncationEstimate estimate = Between(order, higher);
        TruncationEstimate truth = Between(order, 6);
        double Wrong(int i) => Math.Abs((estimate.Records[i].Outputs / truth.Records[i].Outputs) - 1);

        // What is wrong with it is error(q) / error(p) = O(t^(q - p)): halved times quarter it for q = p + 2.
        double rate = Math.Log2(Wrong(1) / Wrong(0));
        Assert.InRange(rate, higher - order - 0.4, higher - order + 0.4);
        Assert.InRange(Wrong(0), 0, 0.2);

        // The error itself is of order t^p.
        Assert.InRange(Math.Log2(truth.Records[1].Outputs / truth.Records[0].Outputs), order - 0.3, order + 0.3);
        Assert.NotNull(estimate.Records[0].TestOutputs);
        Assert.NotNull(estimate.Records[0].Kernel);
    }

    [Fact]
    public void It_is_the_root_mean_square_of_the_difference()
    {
        TruncationEstimate estimate = TruncationEstimate.Between(
            Solution(2, 1, [[1, 2], [3, 4]], [[1, 0]], [[2, 0], [0, 1], [9, 9]]),
            Solution(3, 1, [[1, 2], [3, 8]], [[1, 3]], [[2, 0], [0, 3], [9, 5]]));
        Assert.Equal(2, estimate.Order);
        Assert.Equal(3, estimate.HigherOrder);
        TruncationEstimateRecord record = Assert.Single(estimate.Records);
        Assert.Equal(1, record.Time);
        Assert.Equal(2, record.Outputs, 1e-15);
        Assert.Equal(3 / Math.Sqrt(2), record.TestOutputs!.Value, 1e-15);
        Assert.Equal(2 / Math.Sqrt(5), record.Kernel!.Value, 1e-15);
    }

    [Fact]
    public void It_ends_with_the_shorter_solution()
    {
        TangentTensors tensors = RandomTensors.Draw(2, 0, 1, 3, seed: 41);
        HierarchyProblem problem = RandomTensors.Problem(tensors, OutputLoss.Squared, seed: 42);
        HierarchySolution Solved(int order, double[] times) => Solve(tensors, problem, order, times);
        Assert.Equal([0.05], TruncationEstimate.Between(Solved(2, [0.05, 0.1]), Solved(3, [0.05])).Records.Select(record => record.Time));
        Assert.Equal([0.05], TruncationEstimate.Between(Solved(2, [0.05]), Solved(3, [0.05, 0.1])).Records.Select(record => record.Time));
    }

    [Theory]
    [InlineData(2, 3, false)]
    [InlineData(2, 4, true)]
    [InlineData(3, 4, true)]
    [InlineData(4, 5, false)]
    [InlineData(5, 6, true)]
    public void The_constant_is_right_where_an_even_order_lies_between(int order, int higher, bool isRight) =>
        Assert.Equal(isRight, TruncationEstimate.Between(Solution(order, 1, [[1]]), Solution(higher, 1, [[1]])).HasRightConstant);

    [Fact]
    public void Solutions_of_different_problems_are_refused()
    {
        Says("of a higher order than 3, but it is of order 3", Solution(3, 1, [[1]]), Solution(3, 1, [[1]]));
        Says("record 0 is at 1 in one and at 2 in the other", Solution(2, 1, [[1]]), Solution(3, 2, [[1]]));
        Says("different shapes", Solution(2, 1, [[1]]), Solution(3, 1, [[1, 1]]));
        Says("different shapes", Solution(2, 1, [[1]], [[1]]), Solution(3, 1, [[1]]));
    }

    private static void Says(string part, HierarchySolution first, HierarchySolution second) => Assert.Contains(
        part,
        Assert.Throws<ArgumentException>(() => TruncationEstimate.Between(first, second)).Message,
        StringComparison.Ordinal);

    private static HierarchySolution Solve(TangentTensors tensors, HierarchyProblem problem, int order, double[] times) =>
        new TangentHierarchy(tensors, order).Solve(problem, times, IntegrationMethods.DormandPrince8, s_tight, new HierarchyOptions { KeepKernels = true });

    private static HierarchySolution Solution(int order, double time, double[][] outputs, double[][]? test = null, double[][]? kernel = null) => new(
        order,
        [
            new HierarchyRecord
            {
                Time = time,
                Outputs = Matrix<double>.Build.DenseOfRows(outputs),
                TestOutputs = test is null ? null : Matrix<double>.Build.DenseOfRows(test),
                Loss = 0,
                Kernel = kernel is null ? null : Matrix<double>.Build.DenseOfRows(kernel),
            },
        ],
        IntegrationStatus.Finished,
        time,
        new IntegrationStatistics(0, 0, default, 0, 0),
        []);
}
