using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Hierarchy;

/// <summary>The structured solution against a dense Jacobian of differences.</summary>
public class OutputNewtonSystemTests
{
    private const double Coefficient = 0.7;

    public static TheoryData<int, HierarchyForm, string, int> Cases => new()
    {
        { 2, HierarchyForm.Reduced, "squared", 1 },
        { 3, HierarchyForm.Reduced, "cross-entropy", 1 },
        { 4, HierarchyForm.Reduced, "cross-entropy", 2 },
        { 5, HierarchyForm.Reduced, "squared", 1 },
        { 2, HierarchyForm.Plain, "squared", 1 },
        { 3, HierarchyForm.Plain, "cross-entropy", 2 },
        { 4, HierarchyForm.Plain, "squared", 1 },
        { 5, HierarchyForm.Plain, "cross-entropy", 1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_solves_the_system_of_the_jacobian_less_the_columns_that_move_the_kernel(int order, HierarchyForm form, string loss, int outputs)
    {
        TangentTensors tensors = RandomTensors.Draw(3, 2, outputs, order, seed: 31);
        HierarchyProblem problem = RandomTensors.Problem(tensors, loss == "squared" ? OutputLoss.Squared : OutputLoss.CrossEntropy, seed: 32);
        HierarchyField field = new TangentHierarchy(tensors, order, form).CreateField(problem);
        double[] state = ReferenceFlow.Integrate(field, field.InitialState, 1, 20);
        Matrix<double> jacobian = Jacobian(field, state);
        int known = tensors.Indices + tensors.TestIndices;
        for (int i = 0; i < known; i++)
        {
            for (int j = known; j < field.Dimension; j++)
            {
                jacobian[i, j] = 0;
            }
        }

        double[] right = RandomTensors.Normals(new Random(33), field.Dimension, 1);
        Matrix<double> system = Matrix<double>.Build.DenseIdentity(field.Dimension) - (Coefficient * jacobian);
        double[] expected = system.Solve(Vector<double>.Build.DenseOfArray(right)).ToArray();
        NewtonSystem newton = field.CreateNewtonSystem();
        double[] derivative = new double[field.Dimension];
        field.Evaluate(0, state, derivative);
        newton.Linearise(0, state, derivative);
        Assert.True(newton.Factor(Coefficient));
        newton.Solve(right);
        for (int i = 0; i < right.Length; i++)
        {
            // Central differences with h = 1e-5 are good to 1e-9 or so.
            Assert.Equal(expected[i], right[i], 1e-7 * (1 + Math.Abs(expected[i])));
        }
    }

    [Fact]
    public void A_singular_system_is_reported()
    {
        // 1 + c K / n = 0.
        var tensors = new TangentTensors(1, 0, 1, [[-2.0]]);
        HierarchyProblem problem = RandomTensors.Problem(tensors, OutputLoss.Squared, seed: 1);
        HierarchyField field = new TangentHierarchy(tensors, 2).CreateField(problem);
        NewtonSystem newton = field.CreateNewtonSystem();
        newton.Linearise(0, field.InitialState, new double[1]);
        Assert.False(newton.Factor(0.5));
        Assert.True(newton.Factor(0.25));
    }

    private static Matrix<double> Jacobian(HierarchyField field, double[] state)
    {
        const double H = 1e-5;
        int count = field.Dimension;
        var jacobian = Matrix<double>.Build.Dense(count, count);
        double[] up = new double[count];
        double[] down = new double[count];
        for (int j = 0; j < count; j++)
        {
            double[] place = [.. state];
            place[j] += H;
            field.Evaluate(0, place, up);
            place[j] = state[j] - H;
            field.Evaluate(0, place, down);
            for (int i = 0; i < count; i++)
            {
                jacobian[i, j] = (up[i] - down[i]) / (2 * H);
            }
        }

        return jacobian;
    }
}
