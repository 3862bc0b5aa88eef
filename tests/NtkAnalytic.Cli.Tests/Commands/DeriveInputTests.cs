using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

/// <summary>What is no activation is refused in one line that names the position.</summary>
public class DeriveInputTests
{
    [Theory]
    [InlineData("max(0,x", "position 8", "expected")]
    [InlineData("(x + 1))", "position 8")]
    [InlineData("foo(x)", "position 1", "no function 'foo'")]
    [InlineData("x + y", "position 5", "two variables")]
    [InlineData("x/0", "position 2", "ivision by zero")]
    [InlineData("1/(x - x)", "position 2", "ivision by zero")]
    [InlineData("exp(x^4)", "position 1", "diverges at every variance")]
    [InlineData("x + q", "position 5", "q is taken")]
    [InlineData("3", "position 1", "no variable")]
    [InlineData("a + b", "no x")]
    [InlineData("velu", "position 1", "velu(x)")]
    [InlineData("x^x", "position 2")]
    [InlineData("sqrt(-2)*x", "position 1")]
    [InlineData("", "position 1", "empty")]
    public void A_text_that_is_no_activation(string formula, params string[] words) =>
        Ntk.Run("derive", formula).AssertRefused(words);

    [Fact]
    public void Ten_thousand_characters() =>
        Ntk.Run("derive", string.Concat(Enumerable.Repeat("x+", 4999)) + "xx").AssertRefused("position 2001", "longer than 2000");

    [Theory]
    [InlineData("--hidden-layers", "2", "--show recursion")]
    [InlineData("--widths", "1,2,1", "--show finite-width")]
    [InlineData("--weight-variance", "2", "--show recursion or --show finite-width")]
    public void An_option_without_a_part_in_what_is_shown(string option, string value, string needed) =>
        Ntk.Run("derive", "relu", option, value).AssertRefused(option, needed);

    [Theory]
    [InlineData("--show", "everything", "everything")]
    [InlineData("--format", "csv", "csv")]
    [InlineData("--seed", "x", "whole number")]
    public void A_value_that_is_none(string option, string value, string word) =>
        Ntk.Run("derive", "relu", option, value).AssertRefused(option, word);

    [Theory]
    [InlineData("--widths", "3")]
    [InlineData("--widths", "3,0,1")]
    [InlineData("--widths", "3,1.5,1")]
    [InlineData("--norm-squared", "-1")]
    [InlineData("--weight-variance", "2*(")]
    public void Numbers_out_of_range_at_finite_width(string option, string value) =>
        Ntk.Run("derive", "relu", "--show", "finite-width", option, value).AssertRefused(option);

    [Fact]
    public void Layers_are_not_negative() =>
        Ntk.Run("derive", "relu", "--show", "recursion", "--hidden-layers", "-1").AssertRefused("--hidden-layers");

    [Fact]
    public void A_formula_is_needed() => Ntk.Run("derive").AssertRefused();
}
