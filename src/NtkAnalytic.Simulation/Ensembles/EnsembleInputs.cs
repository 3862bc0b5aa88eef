using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Simulation.Ensembles;

/// <summary>The points at which the networks of an ensemble are looked at: the same for all, or new ones for each. Immutable.</summary>
public sealed class EnsembleInputs
{
    private readonly Matrix<double>? _shared;

    private EnsembleInputs(int count, int dimension, string name, Matrix<double>? shared, PointGenerator? generator)
    {
        Count = count;
        Dimension = dimension;
        Name = name;
        _shared = shared;
        Generator = generator;
    }

    /// <summary>n, the number of points that each network sees.</summary>
    public int Count { get; }

    /// <summary>n_0, the number of their components.</summary>
    public int Dimension { get; }

    /// <summary>What they are, for people, and to tell them from others in a saved state.</summary>
    public string Name { get; }

    /// <summary>The points that all networks share, a row each; null when each network has its own.</summary>
    public Matrix<double>? Shared => _shared?.Clone();

    /// <summary>Makes a network's points; null when all share theirs.</summary>
    internal PointGenerator? Generator { get; }

    /// <summary>The same points for all networks.</summary>
    /// <param name="points">n x n_0; all finite.</param>
    /// <returns>The inputs.</returns>
    /// <exception cref="ArgumentException">There is no point, or a number is not finite.</exception>
    public static EnsembleInputs Points(Matrix<double> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        for (int i = 0; i < points.RowCount; i++)
        {
            for (int j = 0; j < points.ColumnCount; j++)
            {
                if (!double.IsFinite(points[i, j]))
                {
                    throw new ArgumentException(FormattableString.Invariant($"Points must be finite, but the entry in row {i}, column {j} (counted from 0) is {points[i, j]}."), nameof(points));
                }
            }
        }

        return new EnsembleInputs(points.RowCount, points.ColumnCount, FormattableString.Invariant($"{points.RowCount} points of {points.ColumnCount} components"), points.Clone(), null);
    }

    /// <summary>
    /// Two points of one norm at an angle. Weights of the first layer are normal, so the law of the network at them depends on their inner
    /// products alone.
    /// </summary>
    /// <param name="dimension">n_0: at least 2, or 1 when the correlation is 1 or -1.</param>
    /// <param name="correlation">The cosine of the angle, in [-1, 1].</param>
    /// <param name="normSquared">|x|^2, positive; null for n_0.</param>
    /// <returns>The inputs.</returns>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public static EnsembleInputs Pair(int dimension, double correlation = 0, double? normSquared = null)
    {
        RequirePair(dimension, correlation, normSquared);
        double norm = Math.Sqrt(normSquared ?? dimension);
        Matrix<double> points = Matrix<double>.Build.Dense(2, dimension);
        points[0, 0] = norm;
        points[1, 0] = correlation * norm;
        if (dimension > 1)
        {
            points[1, 1] = Math.Sqrt((1 - correlation) * (1 + correlation)) * norm;
        }

        return new EnsembleInputs(2, dimension, PairName("two points", dimension, correlation, normSquared), points, null);
    }

    /// <summary>
    /// New points for each network: x and y are independent and uniform on the sphere of a radius, and the points are x and
    /// c x + sqrt(1 - c^2) y. That is how Seleznova and Kutyniok (arXiv 2202.00553) draw them; the second point has the norm, and the two have the
    /// cosine c, only up to 1 / sqrt(n_0).
    /// </summary>
    /// <param name="dimension">n_0 &gt;= 1.</param>
    /// <param name="correlation">c, in [-1, 1].</param>
    /// <param name="normSquared">The square of the radius, positive; null for n_0.</param>
    /// <returns>The inputs.</returns>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public static EnsembleInputs RandomPairs(int dimension, double correlation = 0, double? normSquared = null)
    {
        RequirePair(Math.Max(dimension, 2), correlation, normSquared);
        double norm = Math.Sqrt(normSquared ?? dimension);
        double other = Math.Sqrt((1 - correlation) * (1 + correlation));
        return Drawn(2, dimension, PairName("two random points", dimension, correlation, normSquared), (normals, points) =>
        {
            ReadOnlySpan<double> x = normals[..dimension];
            ReadOnlySpan<double> y = normals[dimension..];
            double xScale = norm / Length(x);
            double yScale = norm / Length(y);
            for (int i = 0; i < x.Length; i++)
            {
                points[i] = xScale * x[i];
                points[x.Length + i] = (correlation * xScale * x[i]) + (other * yScale * y[i]);
            }
        });
    }

    /// <summary>New points for each network.</summary>
    /// <param name="count">n &gt;= 1.</param>
    /// <param name="dimension">n_0 &gt;= 1.</param>
    /// <param name="name">What they are; two generators that differ must have two names, or a saved state of one would be taken for the other's.</param>
    /// <param name="generator">Makes them; a function of its numbers alone.</param>
    /// <returns>The inputs.</returns>
    /// <exception cref="ArgumentException">A number is less than 1, or the name is empty.</exception>
    public static EnsembleInputs Drawn(int count, int dimension, string name, PointGenerator generator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(generator);
        return new EnsembleInputs(count, dimension, name, null, generator);
    }

    /// <summary>The inputs for people.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    private static void RequirePair(int dimension, double correlation, double? normSquared)
    {
        if (!(Math.Abs(correlation) <= 1))
        {
            throw new ArgumentException(FormattableString.Invariant($"A correlation lies between -1 and 1, but it is {correlation:R}."), nameof(correlation));
        }

        if (normSquared is { } square && !(square > 0 && double.IsFinite(square)))
        {
            throw new ArgumentException(FormattableString.Invariant($"|x|^2 must be positive and finite, but it is {square:R}."), nameof(normSquared));
        }

        if (dimension < (Math.Abs(correlation) == 1 ? 1 : 2))
        {
            throw new ArgumentException(FormattableString.Invariant($"Two points at a correlation of {correlation:R} need at least 2 inputs, but there are {dimension}."), nameof(dimension));
        }
    }

    private static string PairName(string what, int dimension, double correlation, double? normSquared) => string.Create(
        CultureInfo.InvariantCulture,
        $"{what} of {dimension} components with |x|^2 = {normSquared ?? dimension:R} at correlation {correlation:R}");

    private static double Length(ReadOnlySpan<double> x)
    {
        double sum = 0;
        foreach (double value in x)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }
}
