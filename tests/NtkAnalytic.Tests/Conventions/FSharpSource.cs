using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.FSharp.Reflection;

namespace NtkAnalytic.Tests.Conventions;

/// <summary>What of a compiled F# type stands in its source, as the names of the documentation file without parameters.</summary>
internal static class FSharpSource
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Written(Type type)
    {
        if (type.DeclaringType is { } declaring && FSharpType.IsUnion(declaring, null))
        {
            // The classes of the cases, and the constants of their tags.
            return [];
        }

        string name = type.FullName!.Replace('+', '.').Split('`')[0];
        return Members(type).Select(member => Kind(member) + name + "." + member.Name).Prepend("T:" + name).Concat(Cases(type).Select(one => $"T:{name}.{one}")).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Cases(Type type) =>
        FSharpType.IsUnion(type, null) ? FSharpType.GetUnionCases(type, null).Select(one => one.Name) : [];

    private static IEnumerable<MemberInfo> Members(Type type)
    {
        HashSet<string> cases = [.. Cases(type).SelectMany(one => new[] { one, "New" + one, "Is" + one }), "Tag"];
        HashSet<string> inherited = [.. typeof(object).GetMethods().Concat(typeof(Exception).GetMethods()).Select(method => method.Name), .. type.GetInterfaces().SelectMany(contract => contract.GetMethods()).Select(method => method.Name)];
        return type.GetMembers(Declared).Where(member =>
            member is PropertyInfo or MethodInfo
            && !(member is MethodInfo { IsSpecialName: true } method && !method.Name.StartsWith("op_", StringComparison.Ordinal))
            && !member.IsDefined(typeof(CompilerGeneratedAttribute), false)
            && !inherited.Contains(member.Name)
            && !cases.Contains(member.Name));
    }

    // An active pattern and a function of a module are methods, a value is a property.
    private static string Kind(MemberInfo member) => member is PropertyInfo ? "P:" : "M:";
}
