using System.CommandLine;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.Symbolics;

namespace NtkAnalytic.Cli.Commands;

/// <summary><c>ntk derive</c>: formulas from an activation.</summary>
internal sealed class DeriveCommand
{
    // The class that --format csharp writes.
    private const string ClassName = "DerivedKernels";

    // Quadrature and formula agree to some 1e-13 where both are right; beyond this one of them is wrong.
    private const double Tolerance = 1e-10;

    private readonly CommandHost _host;

    private readonly Argument<string> _formula = new("FORMULA")
    {
        Description = "The activation: a formula in x such as 'max(0,x) + a*sin(b*x)', or a name that 'ntk activations' lists.",
    };

    private readonly DerivationOptions _derivation = new();

    private readonly Option<bool> _check = new("--check")
    {
        Description = "Compares every formula with another route (for duals the quadrature) at 20 random points and says the largest error.",
    };

    private readonly Setting<int> _seed = new("--seed", "S", "Which random points.", Read.WholeNumber, "1");

    private readonly Setting<DeriveFormat> _format = new(
        "--format",
        "text|latex|csharp|json",
        "Text for people, LaTeX, a C# class with a method for each formula, or one JSON document.",
        Read.Choice(("text", DeriveFormat.Text), ("latex", DeriveFormat.Latex), ("csharp", DeriveFormat.CSharp), ("json", DeriveFormat.Json)),
        "text");

    private DeriveCommand(CommandHost host) => _host = host;

    public static Verb Create(CommandHost host)
    {
        DeriveCommand command = new(host);
        Verb verb = new(
            "derive",
            "Derives dual activations, correlation maps, expansions and kernel recursions of an activation as formulas.",
            "ntk derive \"max(0,x)\"",
            "ntk derive \"max(0,x) + a*sin(b*x)\" --show dual --check",
            "ntk derive \"erf(x)\" --show expansion --format latex",
            "ntk derive relu --show recursion --hidden-layers 2 --weight-variance 2 --bias-variance 0",
            "ntk derive relu --show finite-width --widths 3,4,4,4,1 --weight-variance 2 --norm-squared 1");
        verb.Arguments.Add(command._formula);
        command._derivation.AddTo(verb);
        verb.Options.Add(command._check);
        command._seed.AddTo(verb);
        command._format.AddTo(verb);
        verb.SetAction(command.Execute);
        return verb;
    }

    private int Execute(ParseResult parse)
    {
        DeriveFormat format = _format.Get(parse);
        int seed = _seed.Get(parse);
        ActivationFormula activation = ActivationReader.OfFormula(parse.GetValue(_formula)!);
        IReadOnlyList<DerivedLine> lines = _derivation.Derive(activation, parse, _host.CancellationToken);
        DerivationCheck?[] checks = [.. lines.Select(line => parse.GetValue(_check) ? line.Check(seed: seed) : null)];
        switch (format)
        {
            case DeriveFormat.Json:
                JsonOutput.Write(_host.Output, DeriveDocument.Of(activation, lines, checks));
                break;
            case DeriveFormat.Latex:
                DeriveText.WriteLatex(_host.Output, activation, lines);
                break;
            case DeriveFormat.CSharp:
                _host.Output.Write(KernelDerivation.ToCSharp(ClassName, lines));
                break;
            default:
                DeriveText.Write(_host.Output, activation, lines, checks, _derivation.Part(parse));
                break;
        }

        Explain(format, lines, checks);
        bool isComplete = lines.All(line => line.Status != LineStatus.NoClosedForm);
        return isComplete && checks.All(check => check is null || check.LargestError <= Tolerance) ? ExitCode.Done : ExitCode.NotConverged;
    }

    // LaTeX and C# hold formulas alone: what is missing, and how the checks ended, is told beside them.
    private void Explain(DeriveFormat format, IReadOnlyList<DerivedLine> lines, DerivationCheck?[] checks)
    {
        if (format is DeriveFormat.Text or DeriveFormat.Json)
        {
            return;
        }

        foreach ((DerivedLine line, DerivationCheck? check) in lines.Zip(checks))
        {
            if (line.Formula is null)
            {
                _host.Note($"{line.LeftSide}: {DeriveText.Missing(line)}");
            }
            else if (check is not null)
            {
                _host.Note($"{line.LeftSide}: {DeriveText.Checked(check)}");
            }
        }
    }
}

/// <summary>How formulas are written.</summary>
internal enum DeriveFormat
{
    /// <summary>Unicode text, for people.</summary>
    Text,

    /// <summary>An aligned display.</summary>
    Latex,

    /// <summary>A class with a method for each formula.</summary>
    CSharp,

    /// <summary>One document.</summary>
    Json,
}
