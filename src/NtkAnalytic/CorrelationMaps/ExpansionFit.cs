using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>
/// Coefficients of an expansion in powers of x = sqrt(1 - c) from the values of a <see cref="NearFit"/>, when its first few are
/// known: least squares for what is left, by x^m times a polynomial. Two degrees give the error estimate.
/// </summary>
internal static class ExpansionFit
{
    private const int Degree = 20;
    private const int CheckDegree = 17;

    // The last Chebyshev coefficients of a fit are the rounding of its values.
    private const double RoundingOverTail = 3;
    private const double LeastRounding = 2e-16;

    /// <summary>The two coefficients after the known ones.</summary>
    /// <param name="fit">The values.</param>
    /// <param name="known">The coefficients of 1, x, x^2, ... that are known, at least that of 1.</param>
    /// <returns>The next two coefficients with their absolute errors.</returns>
    public static IReadOnlyList<(double Value, double Error)> Next(NearFit fit, ReadOnlySpan<double> known)
    {
        double[] rest = new double[fit.Nodes.Length];
        double size = 0;
        for (int i = 0; i < rest.Length; i++)
        {
            double sum = 0;
            for (int j = known.Length - 1; j >= 0; j--)
            {
                sum = (sum * fit.Nodes[i]) + known[j];
            }

            rest[i] = fit.Values[i] - sum;
            size = Math.Max(size, Math.Abs(fit.Values[i]));
        }

        double[] fine = Solve(fit, rest, known.Length, Degree);
        double[] coarse = Solve(fit, rest, known.Length, CheckDegree);
        var results = new (double, double)[2];
        for (int j = 0; j < results.Length; j++)
        {
            double noise = ((RoundingOverTail * fit.Tail) + LeastRounding) * size * Magnification(known.Length + j) / Math.Pow(fit.End, known.Length + j);
            results[j] = (fine[j], Math.Abs(fine[j] - coarse[j]) + noise);
        }

        return results;
    }

    // How much of the rounding reaches the coefficient of x^j at the end x = 0 of [0, 1], for the degree in use: 2^j T_n^(j)(1) / j!.
    private static double Magnification(int order)
    {
        double product = 1;
        for (int i = 0; i < order; i++)
        {
            product *= 2.0 * ((CheckDegree * CheckDegree) - (i * i)) / (((2 * i) + 1) * (i + 1));
        }

        return product;
    }

    private static double[] Solve(NearFit fit, double[] rest, int known, int degree)
    {
        // Columns (x/X)^m T_j(2 x/X - 1), X the end of the interval: well conditioned.
        int columns = degree - known + 1;
        var matrix = Matrix<double>.Build.Dense(rest.Length, columns);
        for (int i = 0; i < rest.Length; i++)
        {
            double share = fit.Nodes[i] / fit.End;
            double factor = Math.Pow(share, known);
            double angle = Math.Acos(Math.Clamp((2 * share) - 1, -1, 1));
            for (int j = 0; j < columns; j++)
            {
                matrix[i, j] = factor * Math.Cos(j * angle);
            }
        }

        double[] solution = matrix.QR().Solve(Vector<double>.Build.Dense(rest)).ToArray();
        double value = 0;
        double slope = 0;
        for (int j = 0; j < columns; j++)
        {
            // T_j(-1) = (-1)^j and T_j'(-1) = -(-1)^j j^2.
            double sign = j % 2 == 0 ? 1 : -1;
            value += sign * solution[j];
            slope -= sign * j * j * solution[j];
        }

        return [value / Math.Pow(fit.End, known), 2 * slope / Math.Pow(fit.End, known + 1)];
    }
}
