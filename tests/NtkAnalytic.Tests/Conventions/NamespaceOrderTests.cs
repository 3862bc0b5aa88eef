using System.Reflection;
using NtkAnalytic.Simulation;
using Xunit;

namespace NtkAnalytic.Tests.Conventions;

/// <summary>The rooms of the core and of the simulation stand in the order of the data flow, and each uses only those before it.</summary>
public class NamespaceOrderTests
{
    // What a user meets first stands at the root, and belongs to the room of its machinery.
    private static readonly House Core = new(
        typeof(Activation).Assembly,
        "NtkAnalytic",
        ["Numerics", "Integrators", "Pictures", "Activations", "DualActivations", "Networks", "Kernels", "CorrelationMaps", "DepthLimits", "FiniteWidth", "Hierarchy", "Regression"],
        new(StringComparer.Ordinal)
        {
            ["Activation"] = "Activations",
            ["Network"] = "Networks",
            ["Kernel"] = "Kernels",
            ["PhaseAnalysis"] = "CorrelationMaps",
            ["TangentHierarchy"] = "Hierarchy",
        });

    private static readonly House Simulation = new(
        typeof(FiniteNetwork).Assembly,
        "NtkAnalytic.Simulation",
        ["Tensors", "Networks", "Passes", "EmpiricalKernels", "HigherKernels", "Statistics", "Checkpoints", "Ensembles", "Training", "Truncation"],
        new(StringComparer.Ordinal)
        {
            ["FiniteNetwork"] = "Networks",
            ["NetworkSample"] = "EmpiricalKernels",
            ["Ensemble"] = "Ensembles",
        });

    public static TheoryData<string> Houses => ["NtkAnalytic", "NtkAnalytic.Simulation"];

    [Theory]
    [MemberData(nameof(Houses))]
    public void A_namespace_uses_only_those_before_it(string name)
    {
        House house = Named(name);
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Type type in house.Assembly.GetTypes())
        {
            if (house.Room(type) is not { } room)
            {
                continue;
            }

            foreach ((Type used, string by) in UsedTypes.Of(type))
            {
                if (house.Room(used) is { } other && house.Place(other) > house.Place(room))
                {
                    wrong.Add($"{type.FullName}, {by}: uses {used.FullName}");
                }
            }
        }

        Assert.True(wrong.Count == 0, $"Against the order {string.Join(" -> ", house.Order)}:\n{string.Join('\n', wrong)}");
    }

    [Theory]
    [MemberData(nameof(Houses))]
    public void Every_type_stands_in_a_known_namespace(string name)
    {
        House house = Named(name);
        foreach (Type type in house.Assembly.GetTypes().Where(type => House.Outermost(type).Namespace?.StartsWith("NtkAnalytic", StringComparison.Ordinal) == true))
        {
            Assert.True(house.Room(type) is { } room && house.Place(room) >= 0, $"{type.FullName} stands outside the plan.");
        }
    }

    [Fact]
    public void Uses_are_found_in_signatures_and_in_code()
    {
        // Parse calls the catalog and returns an activation: one use in code alone, one in a signature.
        Type[] used = [.. UsedTypes.Of(typeof(Activation)).Where(use => use.By == nameof(Activation.Parse)).Select(use => use.Used)];
        Assert.Contains(typeof(NtkAnalytic.Activations.ActivationCatalog), used);
        Assert.Contains(typeof(Activation), used);
    }

    private static House Named(string name) => name == Core.Root ? Core : Simulation;

    /// <summary>A project whose namespaces have an order.</summary>
    private sealed record House(Assembly Assembly, string Root, string[] Order, Dictionary<string, string> Roots)
    {
        public static Type Outermost(Type type)
        {
            while (type.DeclaringType is { } declaring)
            {
                type = declaring;
            }

            return type;
        }

        public int Place(string room) => Array.IndexOf(Order, room);

        // Null for other assemblies, and for what the compiler puts outside every namespace.
        public string? Room(Type type)
        {
            Type outermost = Outermost(type);
            if (outermost.Assembly != Assembly || outermost.Namespace is not { } space || !space.StartsWith(Root, StringComparison.Ordinal))
            {
                return null;
            }

            return space == Root ? Roots.GetValueOrDefault(outermost.Name, outermost.Name) : space[(Root.Length + 1)..].Split('.')[0];
        }
    }
}
