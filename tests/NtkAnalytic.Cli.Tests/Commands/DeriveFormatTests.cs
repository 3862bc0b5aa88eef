using System.Text.Json;
using NtkAnalytic.Symbolics;
using NtkAnalytic.Symbolics.CSharp.Tests;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public sealed class DeriveFormatTests
{
    public static TheoryData<string> Activations => ["max(0,x)", "erf(x)", "max(0,x) + a*sin(b*x)", "exp(x^2)", "x^3 - x"];

    [Fact]
    public void Text_has_titles_formulas_and_checks()
    {
        string[] lines = Ntk.Run("derive", "max(0,x)", "--check").OutputLines;
        Assert.Equal("φ(x) = max(0, x)", lines[0]);
        Assert.StartsWith("u, v: centred Gaussians with variances q1, q2", lines[1], StringComparison.Ordinal);
        int slope = Array.IndexOf(lines, "derivative dual");
        Assert.Equal("  E[φ'(u) φ'(v)] = (π - arccos(c))/(2·π)", lines[slope + 1]);
        Assert.Matches(@"^  checked at 20 random points: largest error \d(\.\d)?E-1\d$", lines[slope + 2]);
    }

    [Theory]
    [InlineData("recursion", "tangent kernel")]
    [InlineData("finite-width", "n0, n1")]
    public void Text_explains_the_symbols(string part, string words) =>
        Assert.Contains(words, Ntk.Run("derive", "relu", "--show", part).OutputLines[1], StringComparison.Ordinal);

    // That of exp(x^2) is finite up to q = 1/4.
    [Fact]
    public void Text_says_where_a_formula_holds()
    {
        CommandResult result = Ntk.Run("derive", "exp(x^2)", "--show", "dual");
        Assert.Equal(ExitCode.Done, result.Code);
        string[] lines = result.OutputLines;
        Assert.Equal("  where 1 - 4·q > 0", lines[Array.IndexOf(lines, "second moment") + 2]);
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Json_holds_formulas_that_are_read_back(string activation)
    {
        CommandResult result = Ntk.Run("derive", activation, "--format", "json");
        JsonElement json = result.Json();
        ActivationFormula formula = ActivationFormula.Parse(activation);
        Assert.Equal(formula.Formula, Formula.Parse(json.GetProperty("formula").GetString()!));
        Assert.Equal(formula.Parameters, json.GetProperty("parameters").EnumerateArray().Select(name => name.GetString()!), StringComparer.Ordinal);
        IReadOnlyList<DerivedLine> derived = formula.Derive(TestContext.Current.CancellationToken).Summary();
        JsonElement[] lines = [.. json.GetProperty("lines").EnumerateArray()];
        Assert.Equal(derived.Count, lines.Length);
        foreach ((DerivedLine expected, JsonElement line) in derived.Zip(lines))
        {
            Assert.Equal(expected.Key, line.GetProperty("key").GetString());
            Assert.Equal(expected.Title, line.GetProperty("title").GetString());
            Assert.Equal(expected.LeftSide, line.GetProperty("left").GetString());
            Assert.Equal(expected.Formula is not null, line.GetProperty("closedForm").GetBoolean());
            Assert.Equal(expected.Formula is not null, line.TryGetProperty("formula", out JsonElement text));
            Assert.Equal(expected.Reason is not null, line.TryGetProperty("reason", out _));
            Assert.Equal(expected.Domain.Count > 0, line.TryGetProperty("domain", out JsonElement domain));
            Assert.False(line.TryGetProperty("check", out _));
            if (expected.Formula is not null)
            {
                Assert.Equal(expected.Formula, Formula.Parse(text.GetString()!));
                Assert.Equal(expected.Symbols, line.GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetString()!), StringComparer.Ordinal);
                Assert.Equal(expected.RightSideLatex, line.GetProperty("latex").GetString());
            }

            if (expected.Domain.Count > 0)
            {
                Assert.Equal(expected.Domain, domain.EnumerateArray().Select(condition => Formula.Parse(condition.GetString()!)));
            }
        }
    }

    [Fact]
    public void Json_tells_infinite_from_unknown()
    {
        JsonElement Line(string formula, string key) => Ntk.Run("derive", formula, "--show", "dual", "--check", "--format", "json").Json()
            .GetProperty("lines").EnumerateArray().Single(line => line.GetProperty("key").GetString() == key);
        JsonElement infinite = Line("sign(x)", "derivativeMoment");
        Assert.False(infinite.GetProperty("closedForm").GetBoolean());
        Assert.True(infinite.GetProperty("infinite").GetBoolean());
        JsonElement unknown = Line("tanh(x)", "dual");
        Assert.False(unknown.GetProperty("closedForm").GetBoolean());
        Assert.False(unknown.TryGetProperty("infinite", out _));
        Assert.False(unknown.TryGetProperty("formula", out _));
        Assert.False(unknown.TryGetProperty("check", out _));
        Assert.Contains("hyperbolic tangent", unknown.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("integral of", unknown.GetProperty("integral").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Latex_is_an_aligned_display_with_balanced_braces(string activation)
    {
        string latex = Ntk.Run("derive", activation, "--format", "latex").Output;
        Assert.StartsWith("\\begin{align*}\n", latex, StringComparison.Ordinal);
        Assert.EndsWith("\\end{align*}\n", latex, StringComparison.Ordinal);
        foreach (string line in latex.Split('\n')[1..^2])
        {
            int depth = 0;
            foreach (char character in line)
            {
                depth += character switch { '{' => 1, '}' => -1, _ => 0 };
                Assert.True(depth >= 0, line);
            }

            Assert.True(depth == 0, line);
            Assert.Equal(line.Split(@"\left").Length, line.Split(@"\right").Length);
            Assert.True(line.StartsWith("  % ", StringComparison.Ordinal) || (line.Contains(" &= ", StringComparison.Ordinal) && line.EndsWith(@" \\", StringComparison.Ordinal)), line);
        }
    }

    [Fact]
    public void Latex_leaves_out_what_has_no_formula_and_says_so_beside_it()
    {
        CommandResult result = Ntk.Run("derive", "tanh(x)", "--show", "dual", "--format", "latex");
        Assert.Equal(ExitCode.NotConverged, result.Code);
        Assert.Equal(3, result.OutputLines.Length);
        Assert.Contains(@"\varphi(x) &= \tanh(x)", result.Output, StringComparison.Ordinal);
        Assert.All(result.ErrorLines, line => Assert.Contains("no closed form", line, StringComparison.Ordinal));
        Assert.Equal(4, result.ErrorLines.Length);
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Source_compiles_and_agrees_with_the_formulas(string activation)
    {
        string source = Ntk.Run("derive", activation, "--format", "csharp").Output;
        Type type = CompiledSource.Compile(source, "DerivedKernels");
        foreach (JsonElement line in Ntk.Run("derive", activation, "--format", "json").Json().GetProperty("lines").EnumerateArray())
        {
            if (!line.GetProperty("closedForm").GetBoolean())
            {
                continue;
            }

            string[] symbols = [.. line.GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetString()!)];

            // Inside of every domain: small variances, a covariance below them.
            double[] values = [.. symbols.Select((symbol, i) => symbol is "k" ? 0.05 : 0.11 + (0.03 * i))];
            double expected = Formula.Parse(line.GetProperty("formula").GetString()!)
                .Evaluate(symbols.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
            string key = line.GetProperty("key").GetString()!;
            double actual = CompiledSource.Call(type, char.ToUpperInvariant(key[0]) + key[1..], values);
            Assert.Equal(expected, actual, 1e-12 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void Checks_of_source_are_told_beside_it()
    {
        CommandResult result = Ntk.Run("derive", "max(0,x)", "--show", "dual", "--check", "--format", "csharp");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal(4, result.ErrorLines.Length);
        Assert.All(result.ErrorLines, line => Assert.Contains("checked at 20 random points", line, StringComparison.Ordinal));
        CompiledSource.Compile(result.Output, "DerivedKernels");
    }
}
