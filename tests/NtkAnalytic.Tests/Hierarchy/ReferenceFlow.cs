using NtkAnalytic.Integrators;

namespace NtkAnalytic.Tests.Hierarchy;

/// <summary>The classical Runge-Kutta method in a few lines, so that fields are tested without the library's integrators.</summary>
internal static class ReferenceFlow
{
    public static double[] Integrate(VectorField field, ReadOnlySpan<double> start, double time, int steps)
    {
        double[] state = start.ToArray();
        double h = time / steps;
        double[] k1 = new double[state.Length];
        double[] k2 = new double[state.Length];
        double[] k3 = new double[state.Length];
        double[] k4 = new double[state.Length];
        double[] place = new double[state.Length];
        for (int step = 0; step < steps; step++)
        {
            field.Evaluate(step * h, state, k1);
            Move(state, k1, h / 2, place);
            field.Evaluate((step * h) + (h / 2), place, k2);
            Move(state, k2, h / 2, place);
            field.Evaluate((step * h) + (h / 2), place, k3);
            Move(state, k3, h, place);
            field.Evaluate((step * h) + h, place, k4);
            for (int i = 0; i < state.Length; i++)
            {
                state[i] += h / 6 * (k1[i] + (2 * k2[i]) + (2 * k3[i]) + k4[i]);
            }
        }

        return state;
    }

    private static void Move(double[] from, double[] along, double step, double[] to)
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = from[i] + (step * along[i]);
        }
    }
}
