using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace NtkAnalytic.Symbolics.CSharp.Tests;

/// <summary>C# source, compiled in memory against the base library alone.</summary>
internal static class CompiledSource
{
    /// <summary>The class of that name; fails with what the compiler says, warnings included.</summary>
    public static Type Compile(string source, string className)
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        CSharpCompilation compilation = CSharpCompilation.Create(
            className,
            [CSharpSyntaxTree.ParseText(source)],
            [.. new[] { "System.Private.CoreLib.dll", "System.Runtime.dll" }.Select(name => MetadataReference.CreateFromFile(Path.Combine(runtime, name)))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using MemoryStream image = new();
        Diagnostic[] messages = [.. compilation.Emit(image).Diagnostics.Where(message => message.Severity >= DiagnosticSeverity.Warning)];
        Assert.True(messages.Length == 0, $"{string.Join('\n', messages.Select(message => message.ToString()))}\n{source}");
        image.Position = 0;
        return new AssemblyLoadContext(className, isCollectible: true).LoadFromStream(image).GetType(className)!;
    }

    /// <summary>The value of a static method.</summary>
    public static double Call(Type type, string method, params double[] arguments) =>
        (double)type.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [.. arguments.Cast<object>()])!;
}
