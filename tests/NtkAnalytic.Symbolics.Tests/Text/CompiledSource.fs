namespace NtkAnalytic.Symbolics.Tests.Text

open System
open System.IO
open System.Reflection
open System.Runtime.Loader
open Microsoft.CodeAnalysis
open Microsoft.CodeAnalysis.CSharp

/// C# source, compiled in memory.
module CompiledSource =
    /// The class of that name in the source. Fails with the compiler's messages, warnings included.
    let compile (className: string) (source: string) : Type =
        let runtime = Path.GetDirectoryName typeof<obj>.Assembly.Location

        let references =
            [ "System.Private.CoreLib.dll"; "System.Runtime.dll" ]
            |> List.map (fun name -> MetadataReference.CreateFromFile(Path.Combine(runtime, name)) :> MetadataReference)

        let options = CSharpCompilationOptions OutputKind.DynamicallyLinkedLibrary
        let compilation = CSharpCompilation.Create(className, [ CSharpSyntaxTree.ParseText source ], references, options)
        use image = new MemoryStream()
        let result = compilation.Emit image

        match [ for message in result.Diagnostics do if message.Severity >= DiagnosticSeverity.Warning then string message ] with
        | [] -> AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(image.ToArray())).GetType className
        | messages -> failwith (String.concat "\n" (messages @ [ source ]))

    /// The value of a method.
    let call (holder: Type) (name: string) (arguments: float list) : float =
        let method = holder.GetMethod(name, BindingFlags.Public ||| BindingFlags.Static)
        unbox (method.Invoke(null, arguments |> List.map box |> Array.ofList))
