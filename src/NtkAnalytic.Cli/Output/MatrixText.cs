using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Cli.Output;

/// <summary>Writes a matrix for people: aligned columns, ten digits.</summary>
internal static class MatrixText
{
    private const int Digits = 10;

    /// <summary>Writes a matrix.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="matrix">The matrix; nothing is written when it is null.</param>
    /// <param name="title">A line above it, if any.</param>
    /// <param name="cancellationToken">Ends the writing between two rows.</param>
    public static void Write(TextWriter output, Matrix<double>? matrix, string? title, CancellationToken cancellationToken)
    {
        if (matrix is null)
        {
            return;
        }

        if (title is not null)
        {
            output.WriteLine(title);
        }

        int width = matrix.Enumerate().Max(value => NumberText.Rounded(value, Digits).Length);
        for (int i = 0; i < matrix.RowCount; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            output.WriteLine(string.Join("  ", matrix.Row(i).Select(value => NumberText.Rounded(value, Digits).PadLeft(width))));
        }
    }
}
