using NtkAnalytic.Hierarchy;
using Xunit;

namespace NtkAnalytic.Tests.Hierarchy;

/// <summary>The signature of a path obeys identities of its own, whatever the kernels.</summary>
public class SignatureFlowTests
{
    private const int N = 3;

    // Levels of 3, 9 and 27 numbers.
    private static readonly double[] s_state = Solve();

    [Fact]
    public void The_first_level_is_the_integral_of_the_residual()
    {
        // A path with r = (1, t, t^2): Runge-Kutta of order 4 is exact for it.
        double[] signature = Along(time => [1, time, time * time], 2);
        Assert.Equal(2, signature[0], 1e-14);
        Assert.Equal(2, signature[1], 1e-14);
        Assert.Equal(8.0 / 3, signature[2], 1e-14);
    }

    [Fact]
    public void The_index_of_the_outermost_integral_comes_first()
    {
        // S_{21} = int_0^2 t (int_0^t 1 ds) dt = 8/3 and S_{12} = int_0^2 (int_0^t s ds) dt = 4/3.
        double[] signature = Along(time => [1, time, time * time], 2);
        Assert.Equal(8.0 / 3, signature[N + (1 * N) + 0], 1e-14);
        Assert.Equal(4.0 / 3, signature[N + (0 * N) + 1], 1e-14);

        // S_{321} = int_0^2 t^2 (int_0^t s s ds) dt = int t^5 / 3 = 64/18.
        Assert.Equal(64.0 / 18, signature[N + (N * N) + (((2 * N) + 1) * N) + 0], 1e-12);
    }

    [Fact]
    public void Products_of_the_first_level_are_shuffles_of_the_second()
    {
        for (int a = 0; a < N; a++)
        {
            for (int b = 0; b < N; b++)
            {
                // The identity is quadratic, so it is kept to the order of the method: 200 steps left 2e-10, 1000 leave 625 times less.
                Assert.Equal(One(a) * One(b), Two(a, b) + Two(b, a), 1e-12);
            }
        }
    }

    [Fact]
    public void Products_of_first_and_second_level_are_shuffles_of_the_third()
    {
        for (int a = 0; a < N; a++)
        {
            for (int b = 0; b < N; b++)
            {
                for (int c = 0; c < N; c++)
                {
                    Assert.Equal(One(a) * Two(b, c), Three(a, b, c) + Three(b, a, c) + Three(b, c, a), 2e-12);
                }
            }
        }
    }

    private static double One(int a) => s_state[a];

    private static double Two(int a, int b) => s_state[N + (a * N) + b];

    private static double Three(int a, int b, int c) => s_state[N + (N * N) + (((a * N) + b) * N) + c];

    // The signature along a solution of order 5 with kernels that move.
    private static double[] Solve()
    {
        TangentTensors tensors = RandomTensors.Draw(N, 0, 1, 5, seed: 21);
        HierarchyField field = new TangentHierarchy(tensors, 5).CreateField(RandomTensors.Problem(tensors, OutputLoss.Squared, seed: 22));
        return ReferenceFlow.Integrate(field, field.InitialState, 2, 1000)[N..];
    }

    private static double[] Along(Func<double, double[]> residual, double end)
    {
        double[] state = new double[N + (N * N) + (N * N * N)];
        return ReferenceFlow.Integrate(new PathField(residual, state.Length), state, end, 1000);
    }

    private sealed class PathField(Func<double, double[]> residual, int dimension) : NtkAnalytic.Integrators.VectorField
    {
        public override int Dimension => dimension;

        public override void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative) =>
            SignatureFlow.Derivative(residual(time), state, derivative, 3);
    }
}
