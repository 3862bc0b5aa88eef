using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Simulation.Training;

/// <summary>What a run is of, in named parts: two runs with equal parts take the same steps.</summary>
internal static class RunDescription
{
    public static IReadOnlyList<(string Part, string Text)> Of(TrainingProblem problem, TrainingMethod method, TrainingOptions options)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        return
        [
            ("network", problem.Network.ToString()),
            ("description of the network's layers", string.Join(' ', problem.Network.Layers) + $" {problem.Network.Initialization}"),
            ("data set (training, test and kernel points and their targets)", Hash(problem.Inputs, problem.Targets, problem.TestInputs, problem.TestTargets, problem.KernelInputs)),
            ("loss", $"{problem.Loss.Name}{(problem.IsClassification ? ", classes" : "")}"),
            ("method", method.ToString()),
            ("seed", options.Seed.ToString(invariant)),
            ("number of networks", string.Create(invariant, $"{options.Networks} from {options.FirstNetwork}")),
            ("precision", options.Backend.Precision.ToString()),
            ("stopping rule", options.Stopping?.ToString() ?? "none"),
            ("choice of records", $"outputs {options.KeepOutputs}, kernels {options.KeepKernels}"),
        ];
    }

    private static string Hash(params IReadOnlyList<Matrix<double>?> matrices)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Matrix<double>? matrix in matrices)
        {
            hash.AppendData(MemoryMarshal.AsBytes<int>([matrix?.RowCount ?? 0, matrix?.ColumnCount ?? 0]));
            if (matrix is not null)
            {
                for (int i = 0; i < matrix.RowCount; i++)
                {
                    hash.AppendData(MemoryMarshal.AsBytes<double>(matrix.Row(i).ToArray()));
                }
            }
        }

        return "SHA-256 " + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
