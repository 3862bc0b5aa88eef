using System.Globalization;
using NtkAnalytic.Activations;
using Xunit;

namespace NtkAnalytic.Tests.Activations;

public class ActivationCatalogTests
{
    [Theory]
    [InlineData("relu", "relu")]
    [InlineData("  ReLU ", "relu")]
    [InlineData("linear", "identity")]
    [InlineData("Leaky_ReLU", "leaky-relu")]
    [InlineData("leaky-relu(0.01)", "leaky-relu")]
    [InlineData("leaky-relu( 1e-1 )", "leaky-relu(0.1)")]
    [InlineData("elu()", "elu")]
    [InlineData("swish", "silu")]
    [InlineData("swish(1)", "silu")]
    [InlineData("silu(2)", "swish(2)")]
    [InlineData("two-slope(-1, 2.5)", "two-slope(-1,2.5)")]
    [InlineData("heaviside", "step")]
    [InlineData("rectified-monomial(0)", "step")]
    [InlineData("repu(1)", "relu")]
    [InlineData("rectified_monomial(3)", "rectified-monomial(3)")]
    [InlineData("erf(1)", "erf")]
    [InlineData("polynomial(0,1,.5)", "polynomial(0,1,0.5)")]
    [InlineData("hermite(2)", "hermite(2)")]
    public void A_name_is_read_in_its_usual_spellings(string text, string canonical) =>
        Assert.Equal(canonical, Activation.Parse(text).Name);

    [Theory]
    [InlineData("", "the name of an activation was expected at position 1")]
    [InlineData("(1)", "the name of an activation was expected at position 1")]
    [InlineData("elu(1.0", "')' was expected at position 8, but the text ends there")]
    [InlineData("elu 1)", "'(' was expected at position 6")]
    [InlineData("elu(1)x", "the end was expected at position 7, but 'x' stands there")]
    [InlineData("elu(1,)", "a number was expected at position 7, but ')' stands there")]
    [InlineData("elu(one)", "a number was expected at position 5, but 'one)' stands there")]
    [InlineData("elu(1;2)", "a number was expected at position 5")]
    [InlineData("elu(nan)", "Parameter alpha of activation 'elu' must be a finite number, but it is NaN")]
    [InlineData("leaky-relu(1e999)", "must be a finite number, but it is Infinity")]
    [InlineData("tanh(0)", "Parameter scale of activation 'tanh' must be a finite number above 0, but it is 0")]
    [InlineData("softplus(-1)", "must be a finite number above 0, but it is -1")]
    [InlineData("relu(2)", "Activation 'relu' takes no parameters, but 1 was given")]
    [InlineData("elu(1,2)", "Activation 'elu' takes at most 1 parameter, but 2 were given: elu(alpha=1)")]
    [InlineData("two-slope", "Activation 'two-slope' takes 2 parameters, but none was given: two-slope(negative,positive)")]
    [InlineData("hermite(2.5)", "Parameter degree of activation 'hermite' must be a whole number from 0 to 150, but it is 2.5")]
    [InlineData("monomial(-1)", "must be a whole number from 0 to 150, but it is -1")]
    [InlineData("monomial", "Activation 'monomial' takes 1 parameter, but none was given: monomial(degree)")]
    [InlineData("polynomial", "Activation 'polynomial' takes at least 1 parameter, but none was given: polynomial(c,...)")]
    [InlineData("rleu", "There is no activation 'rleu'. The nearest names are relu,")]
    public void A_wrong_text_is_refused_with_what_is_wrong(string text, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Activation.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal("leaky-relu(0.25)", Activation.Parse("leaky-relu(0.25)").Name);
            Assert.Contains("0.25", Activation.Parse("elu(0.25)").Formula, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_entry_and_every_alias_leads_to_its_entry()
    {
        foreach (ActivationEntry entry in ActivationCatalog.Entries)
        {
            string parameters = entry.Example.Name.Contains('(', StringComparison.Ordinal)
                ? entry.Example.Name[entry.Example.Name.IndexOf('(', StringComparison.Ordinal)..]
                : "";
            foreach (string name in entry.Aliases.Append(entry.Name))
            {
                Assert.Equal(entry.Example.Name, Activation.Parse(name + parameters).Name);
            }
        }
    }

    [Fact]
    public void The_factories_are_the_catalogs_activations()
    {
        Activation[] factories =
        [
            Activation.Identity, Activation.Relu, Activation.LeakyRelu(), Activation.LeakyRelu(0.1), Activation.Tanh,
            Activation.Abs, Activation.Step, Activation.Sign, Activation.Erf, Activation.Gelu, Activation.Sin, Activation.Cos,
            Activation.Sigmoid, Activation.Softplus, Activation.Silu, Activation.Elu(), Activation.Elu(0.5),
        ];
        foreach (Activation factory in factories)
        {
            Activation parsed = Activation.Parse(factory.Name);
            Assert.Equal(factory.Name, parsed.Name);
            Assert.Equal(factory.Formula, parsed.Formula);
            Assert.Equal(factory.Evaluate(-0.7), parsed.Evaluate(-0.7));
        }

        Assert.Throws<ArgumentException>(() => Activation.LeakyRelu(double.NaN));
    }
}
