using NtkAnalytic.Symbolics;

namespace NtkAnalytic.Cli.Options;

/// <summary>Activations as they are typed: a name of the catalog with its parameters, or a formula in x.</summary>
internal static class ActivationReader
{
    // What formulas have and names have not.
    private const string FormulaCharacters = "+*/^|";

    /// <summary>The activation that was typed.</summary>
    /// <param name="text">relu, 'leaky-relu(0.1)' or 'max(0,x) + sin(x)/2'.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentException">It is no name of the catalog.</exception>
    /// <exception cref="UsageException">It is no formula; the message says where and why.</exception>
    public static Activation Read(string text)
    {
        try
        {
            return Activation.Parse(text);
        }
        catch (ArgumentException) when (LooksLikeFormula(text))
        {
            return OfFormula(text).ToActivation();
        }
    }

    /// <summary>The activation as a formula.</summary>
    /// <param name="text">The same texts.</param>
    /// <returns>The formula, with its parameters if any.</returns>
    /// <exception cref="UsageException">It is no formula; the message says where and why.</exception>
    public static ActivationFormula OfFormula(string text)
    {
        try
        {
            return ActivationFormula.Parse(text);
        }
        catch (FormulaSyntaxException problem)
        {
            throw new UsageException(problem.Message);
        }
    }

    private static bool LooksLikeFormula(string text) =>
        text.AsSpan().IndexOfAny(FormulaCharacters) >= 0 || HasVariable(text);

    // x on its own, not as a part of a name such as exp.
    private static bool HasVariable(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool alone = (i == 0 || !char.IsLetterOrDigit(text[i - 1])) && (i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1]));
            if (text[i] == 'x' && alone)
            {
                return true;
            }
        }

        return false;
    }
}
