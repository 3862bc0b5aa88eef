using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace NtkAnalytic.Numerics;

/// <summary>An eigenvalue and an absolute error estimate of it.</summary>
internal readonly record struct EigenvalueEstimate(double Value, double Error);

/// <summary>
/// The ends of the spectrum of a symmetric matrix by Lanczos iteration with full reorthogonalisation (Golub and Van Loan, Matrix
/// Computations, 4th ed., section 10.3): n^2 operations a step and some tens of steps, where all eigenvalues take about 9 n^3.
/// The smallest one is the largest of the inverse, through a Cholesky factor.
/// </summary>
internal static class ExtremeEigenvalues
{
    private const double Epsilon = 2.220446049250313e-16;
    private const double Tolerance = 1e-9;
    private const int MostSteps = 400;
    private const int Seed = 20180620;

    /// <summary>The largest eigenvalue (not the largest in magnitude) of a symmetric matrix; infinite where a double cannot hold it.</summary>
    public static EigenvalueEstimate Largest(Matrix<double> symmetric) =>
        Largest(symmetric.RowCount, vector => symmetric * vector);

    /// <summary>
    /// The smallest eigenvalue of the matrix whose Cholesky factor is given. The estimate is that of the iteration: the rounding of the
    /// factorization, some epsilons of the largest eigenvalue, comes on top.
    /// </summary>
    public static EigenvalueEstimate Smallest(Cholesky<double> factor)
    {
        (double largest, double error) = Largest(factor.Factor.RowCount, factor.Solve);
        if (double.IsInfinity(largest))
        {
            return new EigenvalueEstimate(0, 1 / double.MaxValue);
        }

        // |1/lambda - largest| <= error, hence |lambda - 1/largest| <= (error/largest) lambda.
        double relative = Math.Min(error / largest, 0.5);
        return new EigenvalueEstimate(1 / largest, relative / (1 - relative) / largest);
    }

    private static EigenvalueEstimate Largest(int dimension, Func<Vector<double>, Vector<double>> apply)
    {
        List<double[]> basis = [StartVector(dimension)];
        List<double> diagonal = [];
        List<double> offDiagonal = [];
        int mostSteps = Math.Min(dimension, MostSteps);
        int nextCheck = 4;
        double scale = 0;
        while (true)
        {
            double[] next = apply(Vector<double>.Build.Dense(basis[^1])).ToArray();
            diagonal.Add(TensorPrimitives.Dot<double>(next, basis[^1]));
            Orthogonalize(next, basis);
            double norm = Normalize(next);
            int steps = diagonal.Count;
            if (!double.IsFinite(diagonal[^1] + norm))
            {
                return new EigenvalueEstimate(double.PositiveInfinity, double.PositiveInfinity);
            }

            scale = Math.Max(scale, Math.Abs(diagonal[^1]) + norm);

            // The Krylov space is invariant when nothing but rounding is left of the next vector; it then holds an eigenvector of every
            // eigenvalue, because a random vector has a component along each.
            bool isLast = steps == mostSteps || norm <= dimension * Epsilon * scale;
            if (isLast || steps == nextCheck)
            {
                (double ritz, double component) = LargestRitzPair(diagonal, offDiagonal, scale);
                double residual = norm * component;
                if (isLast || residual <= Tolerance * Math.Abs(ritz))
                {
                    return new EigenvalueEstimate(ritz, residual + (4 * Math.Sqrt(dimension) * Epsilon * scale));
                }

                nextCheck = Math.Max(steps + 4, steps + (steps / 4));
            }

            offDiagonal.Add(norm);
            basis.Add(next);
        }
    }

    /// <summary>The largest eigenvalue of the tridiagonal matrix and the magnitude of the last component of its unit eigenvector.</summary>
    private static (double Value, double LastComponent) LargestRitzPair(List<double> diagonal, List<double> offDiagonal, double scale)
    {
        if (scale == 0)
        {
            return (0, 0);
        }

        int order = diagonal.Count;
        Matrix<double> tridiagonal = Matrix<double>.Build.Dense(order, order);
        for (int i = 0; i < order; i++)
        {
            tridiagonal[i, i] = diagonal[i] / scale;
            if (i > 0)
            {
                tridiagonal[i, i - 1] = tridiagonal[i - 1, i] = offDiagonal[i - 1] / scale;
            }
        }

        Evd<double> decomposition = tridiagonal.Evd(Symmetricity.Symmetric);
        return (decomposition.EigenValues[order - 1].Real * scale, Math.Abs(decomposition.EigenVectors[order - 1, order - 1]));
    }

    // Gaussian, so that no direction is preferred; the seed is fixed, so that a matrix always gives the same estimate.
    private static double[] StartVector(int dimension)
    {
        var random = new Random(Seed);
        double[] vector = new double[dimension];
        for (int i = 0; i < dimension; i++)
        {
            vector[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        Normalize(vector);
        return vector;
    }

    // Twice is enough (Giraud, Langou and Rozloznik, Comput. Math. Appl. 50, 2005): after the second pass the vector is orthogonal to rounding.
    private static void Orthogonalize(double[] vector, List<double[]> basis)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (double[] direction in basis)
            {
                double along = TensorPrimitives.Dot<double>(vector, direction);
                TensorPrimitives.MultiplyAdd(direction, -along, vector, vector);
            }
        }
    }

    // Scaled by the largest component first: kernels of deep networks may be far from 1, and squares must not overflow.
    private static double Normalize(double[] vector)
    {
        double largest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(vector));
        if (largest == 0)
        {
            return 0;
        }

        TensorPrimitives.Divide(vector, largest, vector);
        double norm = TensorPrimitives.Norm<double>(vector);
        TensorPrimitives.Divide(vector, norm, vector);
        return norm * largest;
    }
}
