using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Claims;

/// <summary>Small images of handwritten digits (E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, CC BY 4.0): 8 x 8 pixels between 0 and 1.</summary>
internal static class Digits
{
    private const int Pixels = 64;
    private const int Classes = 10;
    private const double White = 16;

    /// <summary>The first images of each class, class by class, and a column of targets 0 and 1 for each class.</summary>
    /// <param name="perClass">Of each class.</param>
    public static (Matrix<double> Inputs, Matrix<double> Targets) OfEachClass(int perClass)
    {
        double[][] rows = Read();
        double[][] chosen = [.. Enumerable.Range(0, Classes).SelectMany(digit => rows.Where(row => row[Pixels] == digit).Take(perClass))];
        return (
            Matrix<double>.Build.Dense(chosen.Length, Pixels, (i, j) => chosen[i][j] / White),
            Matrix<double>.Build.Dense(chosen.Length, Classes, (i, j) => chosen[i][Pixels] == j ? 1 : 0));
    }

    private static double[][] Read()
    {
        using Stream stream = typeof(Digits).Assembly.GetManifestResourceStream("digits.csv")!;
        using var reader = new StreamReader(stream);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(line => line.Split(',').Select(value => double.Parse(value, CultureInfo.InvariantCulture)).ToArray()),
        ];
    }
}
