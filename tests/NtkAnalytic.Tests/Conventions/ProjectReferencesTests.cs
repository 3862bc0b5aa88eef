using System.Xml.Linq;
using Xunit;

namespace NtkAnalytic.Tests.Conventions;

/// <summary>Who may reference whom, as docs/design.md draws it.</summary>
public class ProjectReferencesTests
{
    // A test project may reference what it tests; these are the rooms of the house.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["NtkAnalytic"] = ["MathNet.Numerics", "System.Numerics.Tensors"],
        ["NtkAnalytic.Symbolics"] = ["NtkAnalytic", "FSharp.Core", "FParsec"],
        ["NtkAnalytic.Simulation"] = ["NtkAnalytic"],
        ["NtkAnalytic.OpenBlas"] = ["MathNet.Numerics"],
        ["NtkAnalytic.Claims"] = ["NtkAnalytic", "NtkAnalytic.Simulation"],
        ["NtkAnalytic.Cli"] = ["NtkAnalytic", "NtkAnalytic.Symbolics", "NtkAnalytic.Simulation", "NtkAnalytic.OpenBlas", "NtkAnalytic.Claims", "System.CommandLine", "Spectre.Console"],
    };

    public static TheoryData<string> Projects =>
        [.. SourceFiles.All("src").Where(file => file.EndsWith("proj", StringComparison.Ordinal)).Select(SourceFiles.Relative)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_what_the_design_allows(string project)
    {
        string name = Path.GetFileNameWithoutExtension(project);
        Assert.True(Allowed.ContainsKey(name), $"docs/design.md and this test do not know the project {name}.");
        foreach (string reference in References(Repository.PathOf(project)))
        {
            Assert.True(Allowed[name].Contains(reference, StringComparer.Ordinal), $"{name} may not reference {reference}.");
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_stands_in_its_own_folder_and_has_a_test_project(string project)
    {
        string name = Path.GetFileNameWithoutExtension(project);
        string kind = Path.GetExtension(project);
        Assert.Equal($"src/{name}/{name}{kind}", project);
        Assert.True(File.Exists(Repository.PathOf("tests", $"{name}.Tests", $"{name}.Tests{kind}")));
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        string solution = File.ReadAllText(Repository.PathOf("NtkAnalytic.sln")).Replace('\\', '/');
        foreach (string project in SourceFiles.All("src").Concat(SourceFiles.All("tests")).Where(file => file.EndsWith("proj", StringComparison.Ordinal)))
        {
            Assert.Contains(SourceFiles.Relative(project), solution, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Versions_stand_in_one_file()
    {
        foreach (string project in SourceFiles.All("src").Concat(SourceFiles.All("tests")).Where(file => file.EndsWith("proj", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain(
                XDocument.Load(project).Descendants("PackageReference"),
                reference => reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null);
        }
    }

    // Analyzers come from Directory.Build.props and leave nothing behind in what is built.
    private static IEnumerable<string> References(string project)
    {
        XDocument document = XDocument.Load(project);
        return document.Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value)
            .Concat(document.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))))
            .Concat(document.Descendants("Reference").Select(reference => reference.Attribute("Include")!.Value));
    }
}
