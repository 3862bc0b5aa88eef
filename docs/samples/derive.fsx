// Derives the kernels of an activation and writes them as LaTeX, with a check of each formula.
//
//     dotnet build src/NtkAnalytic.Cli -c Release
//     dotnet fsi --lib:src/NtkAnalytic.Cli/bin/Release/net10.0 docs/samples/derive.fsx "x*Phi(x)"

#r "FParsecCS.dll"
#r "FParsec.dll"
#r "MathNet.Numerics.dll"
#r "System.Numerics.Tensors.dll"
#r "NtkAnalytic.dll"
#r "NtkAnalytic.Symbolics.dll"

open NtkAnalytic.Symbolics.FSharp

let formula =
    match fsi.CommandLineArgs with
    | [| _; text |] -> text
    | _ -> "max(0,x) + sin(x)/2"

match ActivationText.read formula with
| Error problem -> eprintfn "%s, position %d: %s" formula problem.Position problem.Message
| Ok activation ->
    printfn "phi(x) = %s" (Infix.print activation.Phi)

    for line in Derivation(activation.Phi).Summary() do
        match LineText.latex line, Confirmation.confirm 1 5 line with
        | Some right, Some check -> printfn "%s = %s   (checked: %.1e)" line.Latex right check.LargestError
        | Some right, None -> printfn "%s = %s" line.Latex right
        | None, _ -> printfn "%s: none" line.Latex
