using System.Reflection;
using Microsoft.FSharp.Core;
using Xunit;

namespace NtkAnalytic.Tests.Conventions;

/// <summary>C# users of the F# assembly meet no type of FSharp.Core, and no tuples.</summary>
public class CSharpFrontTests
{
    private static readonly Assembly s_symbolics = typeof(Symbolics.Formula).Assembly;

    [Fact]
    public void No_type_of_FSharp_shows_in_a_public_signature()
    {
        string[] found = [.. PublicSurface.Types(s_symbolics).SelectMany(Foreign)];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [Fact]
    public void Types_for_CSharp_stand_in_one_namespace() =>
        Assert.All(PublicSurface.Types(s_symbolics), type => Assert.Equal("NtkAnalytic.Symbolics", type.Namespace));

    // The other namespace is full of them: the search finds what it looks for.
    [Fact]
    public void Types_of_FSharp_are_found_where_they_are()
    {
        string[] found = [.. s_symbolics.GetExportedTypes().Except(PublicSurface.Types(s_symbolics)).SelectMany(Foreign)];
        Assert.Contains(found, line => line.Contains("FSharpList", StringComparison.Ordinal));
        Assert.Contains(found, line => line.Contains("FSharpOption", StringComparison.Ordinal));
        Assert.Contains(found, line => line.Contains("ValueTuple", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Foreign(Type type) => Signature(type)
        .SelectMany(use => Parts(use.Type).Where(IsForeign).Select(part => $"{type.FullName}, {use.By}: {part.FullName ?? part.Name}"))
        .Distinct(StringComparer.Ordinal);

    private static bool IsForeign(Type type) =>
        type.Assembly == typeof(FSharpOption<>).Assembly
        || type.Namespace?.EndsWith(".FSharp", StringComparison.Ordinal) == true
        || type.FullName?.StartsWith("System.Tuple", StringComparison.Ordinal) == true
        || type.FullName?.StartsWith("System.ValueTuple", StringComparison.Ordinal) == true;

    private static IEnumerable<(string By, Type Type)> Signature(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<Type> above = type.BaseType is { } parent ? type.GetInterfaces().Append(parent) : type.GetInterfaces();
        return above.Where(other => other.IsVisible).Select(other => ("base", other))
            .Concat(type.GetConstructors(Declared).Where(Visible).SelectMany(constructor => Parameters(constructor)))
            .Concat(type.GetMethods(Declared).Where(Visible).SelectMany(method => Parameters(method).Append((method.Name, method.ReturnType))))
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(field => (field.Name, field.FieldType)));
    }

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static IEnumerable<(string By, Type Type)> Parameters(MethodBase method) =>
        method.GetParameters().Select(parameter => (method.Name, parameter.ParameterType));

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType
            ? Parts(type.GetElementType()!)
            : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
}
