using System.Reflection;

namespace NtkAnalytic.Tests.Conventions;

/// <summary>The names of members in the compiler's documentation file (C# language specification, annex D).</summary>
internal static class DocumentationIds
{
    public static string Of(MemberInfo member) => member switch
    {
        Type type => "T:" + Name(type),
        FieldInfo field => $"F:{Name(field.DeclaringType!)}.{field.Name}",
        PropertyInfo property => $"P:{Name(property.DeclaringType!)}.{property.Name}{Parameters(property.GetIndexParameters())}",
        ConstructorInfo constructor => $"M:{Name(constructor.DeclaringType!)}.#ctor{Parameters(constructor.GetParameters())}",
        MethodInfo method => $"M:{Name(method.DeclaringType!)}.{method.Name}{(method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "")}{Parameters(method.GetParameters())}{Converted(method)}",
        _ => throw new NotSupportedException(member.ToString()),
    };

    // Conversions alone may differ in what they return; the F# compiler does not say it.
    private static string Converted(MethodInfo method) =>
        method is { IsSpecialName: true, Name: "op_Implicit" or "op_Explicit" } && !IsFSharp(method) ? "~" + Reference(method.ReturnType) : "";

    private static bool IsFSharp(MethodInfo method) =>
        method.Module.Assembly.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "FSharpInterfaceDataVersionAttribute");

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(parameter => Reference(parameter.ParameterType)))})";

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private static string Reference(Type type)
    {
        if (type.IsByRef)
        {
            return Reference(type.GetElementType()!) + "@";
        }

        if (type.IsArray)
        {
            return Reference(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        }

        return type.IsGenericType
            ? $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0].Replace('+', '.')}{{{string.Join(',', type.GetGenericArguments().Select(Reference))}}}"
            : Name(type);
    }
}
