using System.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;
using Xunit;

namespace NtkAnalytic.OpenBlas.Tests;

public sealed class DoubleRoutineTests : RoutineTests<double>;

public sealed class SingleRoutineTests : RoutineTests<float>;

/// <summary>The sizes that every routine is tried on.</summary>
public static class RoutineCases
{
    public static TheoryData<int, int, int> Shapes => new() { { 1, 1, 1 }, { 1, 5, 1 }, { 3, 1, 4 }, { 2, 3, 4 }, { 17, 9, 33 }, { 64, 130, 70 } };

    public static TheoryData<int, int> Rectangles => new() { { 1, 1 }, { 1, 4 }, { 4, 1 }, { 3, 2 }, { 2, 3 }, { 40, 40 }, { 70, 30 }, { 30, 70 } };

    public static TheoryData<int> Orders => [1, 2, 3, 16, 65, 130];
}

/// <summary>Every replaced routine against MathNet's managed one, or against what defines it where the result is unique up to signs only.</summary>
/// <typeparam name="T">double or float.</typeparam>
public abstract partial class RoutineTests<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    // Rounding of a routine on matrices of order n with entries up to 1: 8 n epsilon, times the condition number where one is solved.
    private static readonly double Epsilon = double.CreateChecked(T.BitIncrement(T.One) - T.One);

    private static readonly ILinearAlgebraProvider<T> Managed = InPrecision(new ManagedLinearAlgebraProvider());

    private static ILinearAlgebraProvider<T> Subject => InPrecision(Native.Provider);

    [Theory]
    [MemberData(nameof(RoutineCases.Shapes), MemberType = typeof(RoutineCases))]
    public void A_product_is_the_managed_one(int m, int k, int n)
    {
        T[] x = Random(m * k, 1);
        T[] y = Random(k * n, 2);
        T[] expected = new T[m * n];
        T[] actual = Random(m * n, 3);

        Managed.MatrixMultiply(x, m, k, y, k, n, expected);
        Subject.MatrixMultiply(x, m, k, y, k, n, actual);

        AssertClose(expected, actual, 8 * k * Epsilon);
    }

    [Theory]
    [MemberData(nameof(RoutineCases.Shapes), MemberType = typeof(RoutineCases))]
    public void A_product_with_update_is_the_managed_one_for_every_transpose(int m, int k, int n)
    {
        foreach (Transpose transposeA in Enum.GetValues<Transpose>())
        {
            foreach (Transpose transposeB in Enum.GetValues<Transpose>())
            {
                (int rowsA, int columnsA) = transposeA == Transpose.DontTranspose ? (m, k) : (k, m);
                (int rowsB, int columnsB) = transposeB == Transpose.DontTranspose ? (k, n) : (n, k);
                T[] a = Random(m * k, 1);
                T[] b = Random(k * n, 2);
                T[] expected = Random(m * n, 3);
                T[] actual = (T[])expected.Clone();

                Managed.MatrixMultiplyWithUpdate(transposeA, transposeB, Number(1.5), a, rowsA, columnsA, b, rowsB, columnsB, Number(-0.5), expected);
                Subject.MatrixMultiplyWithUpdate(transposeA, transposeB, Number(1.5), a, rowsA, columnsA, b, rowsB, columnsB, Number(-0.5), actual);

                AssertClose(expected, actual, 16 * k * Epsilon);
            }
        }
    }

    [Fact]
    public void A_product_may_overwrite_its_factor()
    {
        T[] x = Random(25, 1);
        T[] expected = new T[25];
        Managed.MatrixMultiply(x, 5, 5, x, 5, 5, expected);

        Subject.MatrixMultiply(x, 5, 5, x, 5, 5, x);

        AssertClose(expected, x, 40 * Epsilon);
    }

    [Theory]
    [MemberData(nameof(RoutineCases.Orders), MemberType = typeof(RoutineCases))]
    public void A_Cholesky_factor_is_the_managed_one_with_zeros_above(int order)
    {
        T[] matrix = PositiveDefinite(order);
        T[] expected = (T[])matrix.Clone();
        T[] actual = (T[])matrix.Clone();
        for (int column = 1; column < order; column++)
        {
            // Only the lower triangle counts.
            Array.Fill(actual, T.NaN, column * order, column);
        }

        Managed.CholeskyFactor(expected, order);
        Subject.CholeskyFactor(actual, order);

        AssertClose(expected, actual, 8 * order * Epsilon);
    }

    [Fact]
    public void The_Cholesky_factor_of_an_ill_conditioned_matrix_multiplies_back()
    {
        // The Hilbert matrix: condition number 1.5e10 at order 8, 1.5e4 at order 4, so it is positive definite in either precision.
        int order = Epsilon < 1e-10 ? 8 : 4;
        T[] matrix = new T[order * order];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = T.One / Number((i / order) + (i % order) + 1);
        }

        T[] factor = (T[])matrix.Clone();
        Subject.CholeskyFactor(factor, order);
        T[] product = new T[order * order];
        Managed.MatrixMultiplyWithUpdate(Transpose.DontTranspose, Transpose.Transpose, T.One, factor, order, order, factor, order, order, T.Zero, product);

        AssertClose(matrix, product, 2 * order * Epsilon);
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(0.0)]
    [InlineData(double.NaN)]
    public void A_matrix_that_is_not_positive_definite_is_refused_as_by_the_managed_provider(double pivot)
    {
        foreach (int order in new[] { 1, 3, 80 })
        {
            T[] matrix = PositiveDefinite(order);
            Array.Clear(matrix, 0, order);
            matrix[0] = Number(pivot);
            T[] rightHandSide = Random(order, 1);

            AssertSameException(provider => provider.CholeskyFactor((T[])matrix.Clone(), order));
            AssertSameException(provider => provider.CholeskySolve((T[])matrix.Clone(), order, rightHandSide, 1));
        }
    }

    [Theory]
    [MemberData(nameof(RoutineCases.Orders), MemberType = typeof(RoutineCases))]
    public void Cholesky_solutions_solve(int order)
    {
        T[] matrix = PositiveDefinite(order);
        T[] solution = Random(order * 3, 5);
        T[] rightHandSides = Product(matrix, order, order, solution, 3);
        T[] factor = (T[])matrix.Clone();
        Managed.CholeskyFactor(factor, order);
        T[] direct = (T[])rightHandSides.Clone();
        T[] factored = (T[])rightHandSides.Clone();
        T[] before = (T[])matrix.Clone();

        Subject.CholeskySolve(matrix, order, direct, 3);
        Subject.CholeskySolveFactored(factor, order, factored, 3);

        AssertClose(solution, direct, 32 * order * Epsilon);
        AssertClose(solution, factored, 32 * order * Epsilon);
        Assert.Equal(before, matrix);
    }

    [Theory]
    [MemberData(nameof(RoutineCases.Orders), MemberType = typeof(RoutineCases))]
    public void LU_factors_and_pivots_are_the_managed_ones(int order)
    {
        T[] expected = Random(order * order, 1);
        T[] actual = (T[])expected.Clone();
        int[] expectedPivots = new int[order];
        int[] actualPivots = new int[order];

        Managed.LUFactor(expected, order, expectedPivots);
        Subject.LUFactor(actual, order, actualPivots);

        Assert.Equal(expectedPivots, actualPivots);

        // The condition numbers of these matrices reach some thousands.
        AssertClose(expected, actual, 1e4 * order * Epsilon);
    }

    [Theory]
    [MemberData(nameof(RoutineCases.Orders), MemberType = typeof(RoutineCases))]
    public void LU_solutions_and_inverses_solve(int order)
    {
        T[] matrix = Shifted(Random(order * order, 1), order);
        T[] solution = Random(order * 2, 5);
        T[] rightHandSides = Product(matrix, order, order, solution, 2);
        T[] factors = (T[])matrix.Clone();
        int[] pivots = new int[order];
        Managed.LUFactor(factors, order, pivots);
        T[] direct = (T[])rightHandSides.Clone();
        T[] factored = (T[])rightHandSides.Clone();
        T[] inverse = (T[])matrix.Clone();

        Subject.LUSolve(2, matrix, order, direct);
        Subject.LUSolveFactored(2, factors, order, pivots, factored);
        Subject.LUInverse(inverse, order);
        Subject.LUInverseFactored(factors, order, pivots);

        AssertClose(solution, direct, 32 * order * Epsilon);
        AssertClose(solution, factored, 32 * order * Epsilon);
        AssertClose(Identity(order), Product(inverse, order, order, matrix, order), 32 * order * Epsilon);
        AssertClose(Identity(order), Product(factors, order, order, matrix, order), 32 * order * Epsilon);
    }

    [Fact]
    public void The_inverse_of_a_singular_matrix_is_that_of_the_managed_provider()
    {
        T[] singular = [T.One, Number(2), Number(2), Number(4)];
        T[] expected = (T[])singular.Clone();
        T[] actual = (T[])singular.Clone();

        Managed.LUInverse(expected, 2);
        Subject.LUInverse(actual, 2);

        Assert.Equal(expected, actual);
        Assert.DoesNotContain(actual, T.IsFinite);
    }

    [Theory]
    [MemberData(nameof(RoutineCases.Rectangles), MemberType = typeof(RoutineCases))]
    public void QR_factors_multiply_back_with_the_managed_R_up_to_signs(int rows, int columns)
    {
        T[] matrix = Random(rows * columns, 1);
        T[] managedR = (T[])matrix.Clone();
        Managed.QRFactor(managedR, rows, columns, new T[rows * rows], new T[Math.Min(rows, columns)]);
        T[] r = (T[])matrix.Clone();
        T[] q = Random(rows * rows, 2);

        Subject.QRFactor(r, rows, columns, q, new T[Math.Min(rows, columns)]);

        AssertOrthonormal(q, rows, rows);
        AssertClose(matrix, Product(q, rows, rows, r, columns), 16 * rows * Epsilon);

        // R is unique up to the signs of its rows only where the leading columns are well conditioned, as they are here.
        AssertClose(Magnitudes(managedR), Magnitudes(r), 1e3 * rows * Epsilon);
    }

    [Theory]
    [MemberData(nameof(RoutineCases.Rectangles), MemberType = typeof(RoutineCases))]
    public void Thin_QR_factors_multiply_back(int one, int other)
    {
        // A thin factorization is of tall matrices.
        int rows = Math.Max(one, other);
        int columns = Math.Min(one, other);
        T[] matrix = Random(rows * columns, 1);
        T[] q = (T[])matrix.Clone();
        T[] r = Random(columns * columns, 2);

        Subject.ThinQRFactor(q, rows, columns, r, new T[columns]);

        AssertOrthonormal(q, rows, columns);
        AssertClose(matrix, Product(q, rows, columns, r, columns), 16 * rows * Epsilon);
        for (int column = 0; column < columns; column++)
        {
            Assert.All(r.Skip((column * columns) + column + 1).Take(columns - column - 1), entry => Assert.Equal(T.Zero, entry));
        }
    }

    [Theory]
    [MemberData(nameof(RoutineCases.Rectangles), MemberType = typeof(RoutineCases))]
    public void Singular_values_are_the_managed_ones_and_the_factors_multiply_back(int rows, int columns)
    {
        int order = Math.Min(rows, columns);
        T[] matrix = Random(rows * columns, 1);
        if (order > 1)
        {
            // A repeated column or row: the matrix is singular where it is square.
            Array.Copy(matrix, 0, matrix, rows, rows);
        }

        T[] expected = new T[order];
        Managed.SingularValueDecomposition(true, (T[])matrix.Clone(), rows, columns, expected, new T[rows * rows], new T[columns * columns]);
        T[] s = new T[order];
        T[] alone = new T[order];
        T[] u = new T[rows * rows];
        T[] vt = new T[columns * columns];

        Subject.SingularValueDecomposition(true, (T[])matrix.Clone(), rows, columns, s, u, vt);
        Subject.SingularValueDecomposition(false, (T[])matrix.Clone(), rows, columns, alone, new T[rows * rows], new T[columns * columns]);

        T[] scaled = new T[rows * columns];
        for (int i = 0; i < order; i++)
        {
            scaled[(i * rows) + i] = s[i];
        }

        double tolerance = 16 * Math.Max(rows, columns) * Epsilon;
        AssertClose(expected, s, tolerance);
        AssertClose(expected, alone, tolerance);
        AssertOrthonormal(u, rows, rows);
        AssertOrthonormal(vt, columns, columns);
        AssertClose(matrix, Product(Product(u, rows, rows, scaled, columns), rows, columns, vt, columns), tolerance);
    }

    [Theory]
    [MemberData(nameof(RoutineCases.Orders), MemberType = typeof(RoutineCases))]
    public void Symmetric_eigenvalues_are_the_managed_ones_ascending_and_the_vectors_are_theirs(int order)
    {
        AssertEigen(Shifted(PositiveDefinite(order), order, -1), order);
    }

    [Fact]
    public void Symmetric_matrices_with_repeated_zero_and_diagonal_spectra_are_decomposed()
    {
        AssertEigen(Identity(12), 12);
        AssertEigen(new T[12 * 12], 12);
        AssertEigen([Number(3), T.Zero, T.Zero, T.Zero, Number(-1), T.Zero, T.Zero, T.Zero, Number(2)], 3);
        AssertEigen([.. Enumerable.Repeat(T.One, 20 * 20)], 20);
    }

    [Fact]
    public void An_eigendecomposition_of_a_matrix_that_is_not_symmetric_is_the_managed_one_to_the_bit()
    {
        T[] matrix = Random(36, 1);
        (T[] expectedVectors, Complex[] expectedValues, T[] expectedD) = Decompose(Managed, matrix, 6, false);
        (T[] vectors, Complex[] values, T[] d) = Decompose(Subject, matrix, 6, false);

        Assert.Equal(expectedVectors, vectors);
        Assert.Equal(expectedValues, values);
        Assert.Equal(expectedD, d);
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused_as_by_the_managed_provider()
    {
        T[] four = Random(4, 1);
        T[] five = Random(5, 1);
        AssertSameException(provider => provider.MatrixMultiply(null!, 2, 2, four, 2, 2, new T[4]));
        AssertSameException(provider => provider.MatrixMultiply(five, 2, 2, four, 2, 2, new T[4]));
        AssertSameException(provider => provider.MatrixMultiply(four, 2, 2, four, 2, 2, new T[5]));
        AssertSameException(provider => provider.MatrixMultiply(four, 2, 2, four, 1, 4, new T[8]));
        AssertSameException(provider => provider.CholeskyFactor(null!, 2));
        AssertSameException(provider => provider.CholeskySolveFactored(four, 2, four, 2));
        AssertSameException(provider => provider.CholeskySolveFactored(four, 2, five, 2));
        AssertSameException(provider => provider.LUFactor(four, 2, new int[3]));
        AssertSameException(provider => provider.LUFactor(four, 2, null!));
        AssertSameException(provider => provider.LUSolve(2, four, 2, five));
        AssertSameException(provider => provider.LUSolveFactored(1, four, 2, [0], new T[2]));
        AssertSameException(provider => provider.LUInverse(null!, 2));
        AssertSameException(provider => provider.QRFactor(four, 2, 2, new T[3], new T[2]));
        AssertSameException(provider => provider.ThinQRFactor(four, 2, 2, null!, new T[2]));
        AssertSameException(provider => provider.SingularValueDecomposition(true, four, 2, 2, new T[1], new T[4], new T[4]));
        AssertSameException(provider => provider.EigenDecomp(true, 2, four, new T[3], new Complex[2], new T[4]));
    }

    [Fact]
    public void Many_threads_at_once_get_what_one_gets()
    {
        const int Order = 60;
        ILinearAlgebraProvider<T> subject = Subject;
        T[] matrix = PositiveDefinite(Order);
        T[] expected = (T[])matrix.Clone();
        Managed.CholeskyFactor(expected, Order);

        Parallel.For(0, 16, _ =>
        {
            T[] factor = (T[])matrix.Clone();
            subject.CholeskyFactor(factor, Order);
            AssertClose(expected, factor, 8 * Order * Epsilon);
            AssertClose(matrix, Product(subject, factor, Order, Transposed(factor, Order)), 8 * Order * Epsilon);
        });
    }
}
