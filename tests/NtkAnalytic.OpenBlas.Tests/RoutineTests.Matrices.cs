using System.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;
using Xunit;

namespace NtkAnalytic.OpenBlas.Tests;

// The matrices that the routines are tried on, and what is asked of what comes out.
public abstract partial class RoutineTests<T>
{
    private static void AssertEigen(T[] matrix, int order)
    {
        T[] lowerOnly = (T[])matrix.Clone();
        for (int column = 1; column < order; column++)
        {
            Array.Fill(lowerOnly, Number(77), column * order, column);
        }

        T[] before = (T[])lowerOnly.Clone();
        Complex[] expected = Decompose(Managed, matrix, order, true).Values;

        (T[] vectors, Complex[] values, T[] d) = Decompose(Subject, lowerOnly, order, true);

        double scale = Math.Max(1, expected.Max(value => value.Magnitude));
        double tolerance = 16 * order * Epsilon * scale;
        AssertOrthonormal(vectors, order, order);
        for (int i = 0; i < order; i++)
        {
            Assert.Equal(expected[i].Real, values[i].Real, tolerance);
            Assert.Equal(0, values[i].Imaginary);
        }

        T[] diagonal = new T[order * order];
        for (int i = 0; i < order; i++)
        {
            diagonal[(i * order) + i] = T.CreateChecked(values[i].Real);
        }

        Assert.Equal(diagonal, d);
        Assert.Equal(before, lowerOnly);
        AssertClose(Product(matrix, order, order, vectors, order), Product(vectors, order, order, d, order), tolerance);
    }

    private static (T[] Vectors, Complex[] Values, T[] D) Decompose(ILinearAlgebraProvider<T> provider, T[] matrix, int order, bool isSymmetric)
    {
        T[] vectors = new T[order * order];
        Complex[] values = new Complex[order];
        T[] d = new T[order * order];
        provider.EigenDecomp(isSymmetric, order, matrix, vectors, values, d);
        return (vectors, values, d);
    }

    private static void AssertSameException(Action<ILinearAlgebraProvider<T>> action)
    {
        Exception? expected = Record.Exception(() => action(Managed));
        Exception? actual = Record.Exception(() => action(Subject));
        Assert.NotNull(expected);
        Assert.Equal(expected.GetType(), actual?.GetType());
        Assert.Equal(expected.Message, actual?.Message);
    }

    private static void AssertOrthonormal(T[] q, int rows, int columns)
    {
        T[] product = new T[columns * columns];
        Managed.MatrixMultiplyWithUpdate(Transpose.Transpose, Transpose.DontTranspose, T.One, q, rows, columns, q, rows, columns, T.Zero, product);
        AssertClose(Identity(columns), product, 16 * rows * Epsilon);
    }

    private static void AssertClose(T[] expected, T[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs(double.CreateChecked(expected[i] - actual[i]));
            Assert.True(difference <= tolerance, $"entry {i}: {expected[i]} expected, {actual[i]} found, tolerance {tolerance:G3}");
        }
    }

    private static ILinearAlgebraProvider<T> InPrecision(ILinearAlgebraProvider provider) => (ILinearAlgebraProvider<T>)provider;

    private static T Number(double value) => T.CreateChecked(value);

    private static T[] Random(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => Number((2 * random.NextDouble()) - 1))];
    }

    /// <summary>A A^T / n + I, of condition number below 5.</summary>
    private static T[] PositiveDefinite(int order)
    {
        T[] a = Random(order * order, 9);
        T[] product = new T[order * order];
        Managed.MatrixMultiplyWithUpdate(Transpose.DontTranspose, Transpose.Transpose, Number(1.0 / order), a, order, order, a, order, order, T.Zero, product);
        return Shifted(product, order, 1);
    }

    /// <summary>The matrix plus a multiple of the identity; of the identity's sqrt(2 n) by default, which makes a random matrix well conditioned.</summary>
    private static T[] Shifted(T[] matrix, int order, double? shift = null)
    {
        T[] shifted = (T[])matrix.Clone();
        for (int i = 0; i < order; i++)
        {
            shifted[(i * order) + i] += Number(shift ?? Math.Sqrt(2 * order));
        }

        return shifted;
    }

    private static T[] Identity(int order) => Shifted(new T[order * order], order, 1);

    private static T[] Magnitudes(T[] values) => [.. values.Select(T.Abs)];

    private static T[] Transposed(T[] matrix, int order) => [.. Enumerable.Range(0, order * order).Select(i => matrix[((i % order) * order) + (i / order)])];

    private static T[] Product(T[] left, int rows, int inner, T[] right, int columns)
    {
        T[] product = new T[rows * columns];
        Managed.MatrixMultiply(left, rows, inner, right, inner, columns, product);
        return product;
    }

    private static T[] Product(ILinearAlgebraProvider<T> provider, T[] left, int order, T[] right)
    {
        T[] product = new T[order * order];
        provider.MatrixMultiply(left, order, order, right, order, order, product);
        return product;
    }
}
