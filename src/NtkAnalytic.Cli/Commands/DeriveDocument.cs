using NtkAnalytic.Symbolics;

namespace NtkAnalytic.Cli.Commands;

/// <summary>A derivation in JSON.</summary>
/// <param name="Formula">phi(x), as it is read.</param>
/// <param name="Parameters">Its symbols besides x.</param>
/// <param name="Lines">The statements.</param>
internal sealed record DeriveDocument(string Formula, IReadOnlyList<string> Parameters, IReadOnlyList<DeriveDocument.Statement> Lines)
{
    /// <summary>Describes a derivation.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="lines">The statements.</param>
    /// <param name="checks">For each, how its check ended; null where there was none.</param>
    /// <returns>The document.</returns>
    public static DeriveDocument Of(ActivationFormula activation, IReadOnlyList<DerivedLine> lines, IReadOnlyList<DerivationCheck?> checks) =>
        new(activation.Formula.ToString()!, activation.Parameters, [.. lines.Zip(checks, Statement.Of)]);

    /// <summary>A statement.</summary>
    /// <param name="Key">What it is.</param>
    /// <param name="Title">In words.</param>
    /// <param name="Left">The left-hand side.</param>
    /// <param name="LeftLatex">The same in LaTeX.</param>
    /// <param name="ClosedForm">Whether there is a formula.</param>
    /// <param name="Infinite">True when the quantity is infinite or does not exist.</param>
    /// <param name="Formula">Infix text that can be read back, without what an expansion leaves out.</param>
    /// <param name="Latex">The same in LaTeX.</param>
    /// <param name="Remainder">The power that bounds what an expansion leaves out.</param>
    /// <param name="Symbols">The symbols of the formula.</param>
    /// <param name="Domain">What must be positive.</param>
    /// <param name="Reason">Why there is no formula.</param>
    /// <param name="Integral">What the quantity is, when there is no formula.</param>
    /// <param name="Check">How the check ended.</param>
    internal sealed record Statement(
        string Key,
        string Title,
        string Left,
        string LeftLatex,
        bool ClosedForm,
        bool? Infinite,
        string? Formula,
        string? Latex,
        string? Remainder,
        IReadOnlyList<string>? Symbols,
        IReadOnlyList<string>? Domain,
        string? Reason,
        string? Integral,
        Confirmation? Check)
    {
        public static Statement Of(DerivedLine line, DerivationCheck? check) => new(
            line.Key,
            line.Title,
            line.LeftSide,
            line.LeftSideLatex,
            line.Status == LineStatus.ClosedForm,
            line.Status == LineStatus.Infinite ? true : null,
            line.Formula?.ToString(),
            line.RightSideLatex,
            line.Remainder?.ToString(),
            line.Formula is null ? null : line.Symbols,
            line.Domain.Count == 0 ? null : [.. line.Domain.Select(condition => condition.ToString()!)],
            line.Reason,
            line.Status == LineStatus.NoClosedForm ? line.Integral : null,
            check is null ? null : new Confirmation(check.Points, check.LargestError));
    }

    /// <summary>How a check ended.</summary>
    /// <param name="Points">The number of points.</param>
    /// <param name="LargestError">Relative to the size of the quantity.</param>
    internal sealed record Confirmation(int Points, double LargestError);
}
