using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Simulation.Training;

/// <summary>
/// The largest eigenvalue of a positive semidefinite matrix for each network of a batch, by Lanczos iteration with full
/// reorthogonalisation; each network stops by itself, so its value does not depend on the others.
/// </summary>
internal static class LargestEigenvalue
{
    // The residual r of a Ritz value bounds its error by r (and for a separated eigenvalue by r^2 / gap): a learning rate needs no more.
    private const double Tolerance = 1e-4;
    private const int MostSteps = 60;

    /// <summary>Runs the iteration.</summary>
    /// <param name="networks">The number of networks.</param>
    /// <param name="dimension">The order of each matrix.</param>
    /// <param name="apply">Replaces networks x dimension numbers, a vector for each network, by the products.</param>
    /// <returns>The eigenvalues; NaN where a product is not finite.</returns>
    public static double[] Of(int networks, int dimension, Action<double[]> apply)
    {
        Iteration[] iterations = [.. Enumerable.Range(0, networks).Select(_ => new Iteration(dimension))];
        double[] vectors = new double[(long)networks * dimension];
        for (int step = 0; step < Math.Min(dimension, MostSteps) && Array.Exists(iterations, one => one.Value is null); step++)
        {
            for (int b = 0; b < networks; b++)
            {
                iterations[b].Present.CopyTo(vectors, b * dimension);
            }

            apply(vectors);
            for (int b = 0; b < networks; b++)
            {
                if (iterations[b].Value is null)
                {
                    iterations[b].Take(vectors.AsSpan(b * dimension, dimension), step == Math.Min(dimension, MostSteps) - 1);
                }
            }
        }

        return [.. iterations.Select(one => one.Value!.Value)];
    }

    private sealed class Iteration
    {
        private readonly List<double[]> _basis;
        private readonly List<double> _diagonal = [];
        private readonly List<double> _offDiagonal = [];

        // No vector of data is orthogonal to these incommensurable phases.
        public Iteration(int dimension)
        {
            double[] start = new double[dimension];
            for (int i = 0; i < dimension; i++)
            {
                start[i] = 1 + (0.5 * Math.Sin(1.7 * (i + 1) * (i + 1)));
            }

            TensorPrimitives.Divide(start, TensorPrimitives.Norm<double>(start), start);
            _basis = [start];
        }

        public double? Value { get; private set; }

        public double[] Present => _basis[^1];

        public void Take(ReadOnlySpan<double> product, bool isLast)
        {
            double[] next = product.ToArray();
            _diagonal.Add(TensorPrimitives.Dot<double>(next, Present));
            for (int pass = 0; pass < 2; pass++)
            {
                foreach (double[] direction in _basis)
                {
                    double along = TensorPrimitives.Dot<double>(next, direction);
                    TensorPrimitives.MultiplyAdd(direction, -along, next, next);
                }
            }

            double norm = TensorPrimitives.Norm<double>(next);
            if (!double.IsFinite(_diagonal[^1] + norm))
            {
                Value = double.NaN;
                return;
            }

            (double ritz, double component) = Largest();
            if (isLast || norm * component <= Tolerance * ritz || norm == 0)
            {
                Value = Math.Max(ritz, 0);
                return;
            }

            TensorPrimitives.Divide(next, norm, next);
            _offDiagonal.Add(norm);
            _basis.Add(next);
        }

        private (double Value, double LastComponent) Largest()
        {
            int order = _diagonal.Count;
            Matrix<double> tridiagonal = Matrix<double>.Build.Dense(order, order, (i, j) =>
                i == j ? _diagonal[i] : Math.Abs(i - j) == 1 ? _offDiagonal[Math.Min(i, j)] : 0);
            var decomposition = tridiagonal.Evd(Symmetricity.Symmetric);
            return (decomposition.EigenValues[order - 1].Real, Math.Abs(decomposition.EigenVectors[order - 1, order - 1]));
        }
    }
}
