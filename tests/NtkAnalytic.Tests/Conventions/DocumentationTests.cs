using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Xunit;

namespace NtkAnalytic.Tests.Conventions;

/// <summary>Every public member says what it is, what it takes and what it gives.</summary>
public class DocumentationTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Theory]
    [InlineData("NtkAnalytic")]
    [InlineData("NtkAnalytic.Simulation")]
    [InlineData("NtkAnalytic.OpenBlas")]
    [InlineData("NtkAnalytic.Claims")]
    [InlineData("NtkAnalytic.Symbolics")]
    public void Every_public_member_is_documented(string name)
    {
        Assembly assembly = Assembly.Load(name);
        Dictionary<string, XElement> documented = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
            .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);
        string[] missing = [.. PublicSurface.Types(assembly).SelectMany(type => Missing(type, documented))];
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }

    // Of unions and records the compiler makes most members: what a person writes are types, cases, fields, functions and members.
    [Fact]
    public void What_a_person_writes_for_FSharp_is_documented()
    {
        Assembly assembly = typeof(Symbolics.Formula).Assembly;
        HashSet<string> documented = [.. XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
            .Descendants("member").Where(member => HasText(member.Element("summary"))).Select(member => member.Attribute("name")!.Value.Split('(', '`')[0])];
        string[] written = [.. assembly.GetExportedTypes().Except(PublicSurface.Types(assembly)).SelectMany(FSharpSource.Written)];
        Assert.Contains("T:NtkAnalytic.Symbolics.FSharp.Function.Erf", written, StringComparer.Ordinal);
        Assert.Contains("P:NtkAnalytic.Symbolics.FSharp.Line.Title", written, StringComparer.Ordinal);
        Assert.Contains("M:NtkAnalytic.Symbolics.FSharp.Simplify.normal", written, StringComparer.Ordinal);
        string[] missing = [.. written.Where(id => !documented.Contains(id))];
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }

    private static IEnumerable<string> Missing(Type type, Dictionary<string, XElement> documented)
    {
        foreach (MemberInfo member in type.GetMembers(Declared).Where(IsWritten).Prepend(type))
        {
            string id = DocumentationIds.Of(member);
            if (!documented.TryGetValue(id, out XElement? element))
            {
                // The properties of a record's header are documented there, as parameters.
                if (!(member is PropertyInfo && documented[DocumentationIds.Of(type)].Elements("param").Any(param => param.Attribute("name")!.Value == member.Name && HasText(param))))
                {
                    yield return id;
                }

                continue;
            }

            if (element.Element("inheritdoc") is not null)
            {
                continue;
            }

            foreach (string part in MissingParts(member, element))
            {
                yield return $"{id}: {part}";
            }
        }
    }

    private static IEnumerable<string> MissingParts(MemberInfo member, XElement element)
    {
        if (member is not ConstructorInfo && !HasText(element.Element("summary")))
        {
            yield return "summary";
        }

        // Those of a delegate stand in the type's own documentation.
        MethodBase? method = member as MethodBase ?? (member is Type type && typeof(Delegate).IsAssignableFrom(type) ? type.GetMethod("Invoke") : null);
        foreach (ParameterInfo parameter in method?.GetParameters() ?? [])
        {
            if (!element.Elements("param").Any(param => param.Attribute("name")!.Value == parameter.Name && HasText(param)))
            {
                yield return parameter.Name!;
            }
        }

        if (method is MethodInfo info && info.ReturnType != typeof(void) && !HasText(element.Element("returns")))
        {
            yield return "returns";
        }
    }

    private static bool HasText(XElement? element) =>
        element is not null && (element.Value.Trim().Length > 0 || element.HasElements);

    private static bool IsWritten(MemberInfo member) =>
        !member.IsDefined(typeof(CompilerGeneratedAttribute), false)
        && member is not (Type or EventInfo)
        && !(member is FieldInfo { IsSpecialName: true })
        && !(member is MethodInfo { IsSpecialName: true } method && !method.Name.StartsWith("op_", StringComparison.Ordinal))
        && !(typeof(Delegate).IsAssignableFrom(member.DeclaringType))
        && !(member is ConstructorInfo constructor && IsRecordHeaderOrDefault(constructor));

    // A record's primary constructor is documented by the type; a constructor nobody wrote has no documentation.
    private static bool IsRecordHeaderOrDefault(ConstructorInfo constructor) =>
        constructor.GetParameters().Length == 0
        || constructor.DeclaringType!.GetMethod("Deconstruct") is { } deconstruct
            && deconstruct.GetParameters().Length == constructor.GetParameters().Length;
}
