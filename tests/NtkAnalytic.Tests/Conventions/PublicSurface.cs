using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NtkAnalytic.Tests.Conventions;

/// <summary>The public surface of an assembly as text, one member a line, in an order that does not depend on the sources'.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
    };

    public static string Describe(Assembly assembly) => string.Join('\n', Types(assembly)
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select(type => string.Join('\n', Members(type).Order(StringComparer.Ordinal).Select(member => "    " + member).Prepend(Declaration(type))) + "\n"));

    /// <summary>The types that C# is meant to see: an F# assembly has another namespace for F#.</summary>
    public static IEnumerable<Type> Types(Assembly assembly) =>
        assembly.GetExportedTypes().Where(type => type.Namespace?.EndsWith(".FSharp", StringComparison.Ordinal) != true);

    private static string Declaration(Type type)
    {
        string kind = type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type.IsValueType ? (type.IsByRefLike ? "ref struct" : "struct")
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class" : "class";
        string[] bases = [.. Bases(type)];
        return $"{kind} {type.Namespace}.{Name(type)}{(bases.Length > 0 ? " : " + string.Join(", ", bases) : "")}";
    }

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum || typeof(Delegate).IsAssignableFrom(type))
        {
            return [];
        }

        Type? parent = type.BaseType;
        IEnumerable<string> interfaces = type.GetInterfaces().Where(contract => contract.IsPublic).Select(Name).Order(StringComparer.Ordinal);
        return parent is null || parent == typeof(object) || parent == typeof(ValueType) ? interfaces : interfaces.Prepend(Name(parent));
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}");
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [Signature(type.GetMethod("Invoke")!)];
        }

        return type.GetConstructors(Declared).Where(Visible).Select(constructor => $"{Access(constructor)}{Name(type)}({Parameters(constructor)})")
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(field => $"{(field.IsStatic ? "static " : "")}{TypeOf(field.FieldType)} {field.Name}"))
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(Visible)).Select(Property))
            .Concat(type.GetMethods(Declared).Where(method => Visible(method) && !IsAccessor(method) && !IsCompilersOwn(method)).Select(Signature));
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo accessor = property.GetAccessors(true).First(Visible);
        bool initOnly = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        string setter = property.SetMethod is { } set && Visible(set) ? (initOnly ? " init;" : " set;") : "";
        return $"{Modifiers(accessor)}{TypeOf(property.PropertyType)}{Nullable(new NullabilityInfoContext().Create(property))} {property.Name} {{ get;{setter} }}";
    }

    private static string Signature(MethodInfo method) =>
        $"{Modifiers(method)}{TypeOf(method.ReturnType)}{Nullable(new NullabilityInfoContext().Create(method.ReturnParameter))} {method.Name}{Generics(method)}({Parameters(method)})";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string prefix = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? (parameter.IsIn ? "in " : "ref ") : "";
        Type type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        string value = parameter.HasDefaultValue ? " = " + Convert.ToString(parameter.DefaultValue ?? (type.IsValueType ? "default" : "null"), CultureInfo.InvariantCulture) : "";
        bool many = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));
        return $"{(many ? "params " : "")}{prefix}{TypeOf(type)}{Nullable(new NullabilityInfoContext().Create(parameter))} {parameter.Name}{value}";
    }

    private static string Nullable(NullabilityInfo info) =>
        info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType ? "?" : "";

    private static string Modifiers(MethodInfo method) =>
        Access(method)
        + (method.IsStatic ? "static " : "")
        + (method.IsAbstract ? "abstract " : IsOverride(method) ? "override " : method.IsVirtual && !method.IsFinal ? "virtual " : "");

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static bool IsOverride(MethodInfo method) => method.GetBaseDefinition() != method;

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    // Equality, printing and copying of records.
    private static bool IsCompilersOwn(MethodInfo method) => method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string TypeOf(Type type) =>
        System.Nullable.GetUnderlyingType(type) is { } underlying ? TypeOf(underlying) + "?"
        : type.IsArray ? TypeOf(type.GetElementType()!) + "[]"
        : Keywords.GetValueOrDefault(type) ?? Name(type);

    private static string Name(Type type)
    {
        string name = type.Name.Split('`')[0];
        string full = type.DeclaringType is { } declaring && !type.IsGenericParameter ? $"{Name(declaring)}.{name}" : name;
        return type.IsGenericType ? $"{full}<{string.Join(", ", type.GetGenericArguments().Select(TypeOf))}>" : full;
    }
}
