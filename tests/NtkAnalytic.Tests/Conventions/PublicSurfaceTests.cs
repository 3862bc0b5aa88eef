using System.Reflection;
using Xunit;

namespace NtkAnalytic.Tests.Conventions;

/// <summary>A change of what users can call is seen and approved, never an accident.</summary>
public class PublicSurfaceTests
{
    [Theory]
    [InlineData("NtkAnalytic")]
    [InlineData("NtkAnalytic.Simulation")]
    [InlineData("NtkAnalytic.OpenBlas")]
    [InlineData("NtkAnalytic.Claims")]
    [InlineData("NtkAnalytic.Symbolics")]
    public void It_is_the_approved_one(string assembly)
    {
        string approvedFile = Repository.PathOf("tests", "NtkAnalytic.Tests", "Conventions", $"PublicSurface.{assembly}.txt");
        string actual = PublicSurface.Describe(Assembly.Load(assembly));
        if (Environment.GetEnvironmentVariable("NTK_APPROVE") == "1")
        {
            File.WriteAllText(approvedFile, actual);
        }

        string approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile) : "";
        if (approved != actual)
        {
            Assert.Fail($"The public surface of {assembly} has changed. If that is meant, run this test once with NTK_APPROVE=1 and commit the file.\n{Difference(approved, actual)}");
        }
    }

    [Fact]
    public void The_text_shows_what_callers_depend_on()
    {
        string text = PublicSurface.Describe(typeof(Activation).Assembly);
        Assert.Contains("abstract class NtkAnalytic.Activation\n", text, StringComparison.Ordinal);
        Assert.Contains("    static Activation Parse(string text)\n", text, StringComparison.Ordinal);
        Assert.Contains("    Network(Activation activation, int hiddenLayers, double weightVariance = 2, double biasVariance = 0)\n", text, StringComparison.Ordinal);
        Assert.Contains("    double? BiasGradientFactor { get; }\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NtkAnalytic.Activations.TwoSlope", text, StringComparison.Ordinal);
    }

    private static string Difference(string approved, string actual)
    {
        string[] before = Qualified(approved);
        string[] after = Qualified(actual);
        return string.Join('\n', before.Except(after, StringComparer.Ordinal).Select(line => "- " + line)
            .Concat(after.Except(before, StringComparer.Ordinal).Select(line => "+ " + line)));
    }

    // A member's line stands below its type's: with the type's name before it, the lines can be compared as sets.
    private static string[] Qualified(string surface)
    {
        string type = "";
        return [.. surface.Split('\n').Where(line => line.Length > 0).Select(line =>
        {
            if (line[0] != ' ')
            {
                type = line.Split(" : ")[0].Split(' ')[^1];
                return line;
            }

            return $"{type}: {line.Trim()}";
        })];
    }
}
