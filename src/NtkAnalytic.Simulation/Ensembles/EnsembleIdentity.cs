using System.Security.Cryptography;
using System.Text;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Ensembles;

/// <summary>What a saved state must have in common with the ensemble that goes on from it, in named parts.</summary>
internal static class EnsembleIdentity
{
    /// <summary>The identity of an ensemble in a precision: everything that its numbers depend on.</summary>
    public static IReadOnlyList<(string Part, string Text)> Of(Ensemble ensemble, Precision precision) =>
    [
        ("network", ensemble.Network.ToString()),

        // The factors of all layers hold what the line for people leaves out.
        ("description of the network's layers", string.Join(' ', ensemble.Network.Layers)),
        ("kind of points", FormattableString.Invariant($"{ensemble.Inputs}")),
        ("set of points", Hash(ensemble.Inputs.Shared?.ToRowMajorArray() ?? [])),
        ("seed", FormattableString.Invariant($"{ensemble.Seed}")),
        ("precision", precision.ToString()),
    ];

    private static string Hash(double[] values)
    {
        var text = new StringBuilder();
        foreach (double value in values)
        {
            text.Append(FormattableString.Invariant($"\n{value:R}"));
        }

        return "SHA-256 " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
