using System.Reflection;
using Xunit;

namespace NtkAnalytic.Tests.Conventions;

/// <summary>The rooms of the core stand in the order of the data flow, and each uses only those before it.</summary>
public class NamespaceOrderTests
{
    private static readonly string[] Order = ["Numerics", "Pictures", "Activations", "DualActivations", "Networks", "Kernels", "CorrelationMaps", "DepthLimits", "FiniteWidth", "Regression"];

    // What a user meets first stands at the root, and belongs to the room of its machinery.
    private static readonly Dictionary<string, string> Roots = new(StringComparer.Ordinal)
    {
        ["Activation"] = "Activations",
        ["Network"] = "Networks",
        ["Kernel"] = "Kernels",
        ["PhaseAnalysis"] = "CorrelationMaps",
    };

    private static readonly Assembly Core = typeof(Activation).Assembly;

    [Fact]
    public void A_namespace_uses_only_those_before_it()
    {
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Type type in Core.GetTypes())
        {
            if (Room(type) is not { } room)
            {
                continue;
            }

            foreach ((Type used, string by) in UsedTypes.Of(type))
            {
                if (Room(used) is { } other && Array.IndexOf(Order, other) > Array.IndexOf(Order, room))
                {
                    wrong.Add($"{type.FullName}, {by}: uses {used.FullName}");
                }
            }
        }

        Assert.True(wrong.Count == 0, $"Against the order {string.Join(" -> ", Order)}:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Every_type_stands_in_a_known_namespace()
    {
        foreach (Type type in Core.GetTypes().Where(type => Outermost(type).Namespace?.StartsWith("NtkAnalytic", StringComparison.Ordinal) == true))
        {
            Assert.True(Room(type) is { } room && Order.Contains(room, StringComparer.Ordinal), $"{type.FullName} stands outside the plan.");
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

    // Null for what the compiler puts outside every namespace.
    private static string? Room(Type type)
    {
        Type outermost = Outermost(type);
        string[] parts = outermost.Namespace?.Split('.') ?? [];
        if (parts.Length == 0 || parts[0] != "NtkAnalytic")
        {
            return null;
        }

        return parts.Length > 1 ? parts[1] : Roots.GetValueOrDefault(outermost.Name, outermost.Name);
    }

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } declaring)
        {
            type = declaring;
        }

        return type;
    }
}
