namespace NtkAnalytic.Integrators;

/// <summary>
/// The first step, in the manner of Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, 2nd ed., section II.4: a short
/// step of Euler's method measures the second derivative. With S, S_1 and S_2 the sizes of y, y' and y'' over the tolerance, S at least 1,
/// the solution is taken to change at the rate w = max(S_1 / S, sqrt(S_2 / S)), so that a step has an error of S (w h)^q, which shall be a
/// hundredth. (There h^q max(S_1, S_2) is that hundredth, and trials have absolute lengths; here the unit of time does not matter.)
/// </summary>
internal static class FirstStep
{
    private const double Share = 0.01;
    private const double LargestTrial = 1e-3;

    /// <summary>The step; one evaluation of the field.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="derivative">F at the start, finite.</param>
    /// <param name="scale">What errors are held against there.</param>
    /// <param name="exponent">q of the method.</param>
    /// <param name="length">Of the whole integration.</param>
    public static double Of(InitialValueProblem problem, ReadOnlySpan<double> derivative, ReadOnlySpan<double> scale, int exponent, double length)
    {
        // A state below its tolerance moves by a share of the tolerance, not of itself.
        double size = Math.Max(StepScale.Norm(problem.State, scale), 1);
        double slope = StepScale.Norm(derivative, scale);
        double trial = Math.Min(Share * size / slope, LargestTrial * length);
        double[] point = new double[derivative.Length];
        double[] change = new double[derivative.Length];
        for (int i = 0; i < point.Length; i++)
        {
            point[i] = problem.State[i] + (trial * derivative[i]);
        }

        problem.Field.Evaluate(problem.Start + trial, point, change);
        for (int i = 0; i < point.Length; i++)
        {
            change[i] -= derivative[i];
        }

        double curvature = StepScale.Norm(change, scale) / trial;
        double rate = Math.Max(slope / size, Math.Sqrt(curvature / size));
        return double.IsFinite(rate) ? Math.Min(Math.Pow(Share / size, 1.0 / exponent) / rate, length) : trial;
    }
}
