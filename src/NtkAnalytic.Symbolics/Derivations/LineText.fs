namespace NtkAnalytic.Symbolics.FSharp

open System

/// The right-hand sides of lines as text, and lines as C#.
module LineText =
    // Terms of an expansion one after the other, each as its printer writes it.
    let private joined (print: Expr -> string) (terms: Expr list) : string =
        let append (text: string) (term: Expr) =
            let written = print term

            if text = "" then written
            elif written.StartsWith '-' then $"{text} - {written.Substring(1).TrimStart()}"
            elif written.StartsWith '\u2212' then $"{text} \u2212 {written.Substring(1).TrimStart()}"
            else $"{text} + {written}"

        List.fold append "" terms

    let private rightSide (print: Expr -> string) (order: string -> string) (line: Line) : string option =
        line
        |> Line.formula
        |> Option.map (fun value ->
            let text = if List.isEmpty line.Terms then print value else joined print line.Terms

            match line.Remainder with
            | Some power -> $"{text} + {order (print power)}"
            | None -> text)

    /// The formula as infix text, with the order of what an expansion leaves out.
    let infix (line: Line) : string option = rightSide Infix.print (fun power -> $"O({power})") line

    /// The formula as Unicode text.
    let unicode (line: Line) : string option = rightSide UnicodeText.print (fun power -> $"O({power})") line

    /// The formula in LaTeX.
    let latex (line: Line) : string option = rightSide Latex.print (fun power -> $@"O({power})") line

    /// The left-hand side with Greek letters.
    let leftSide (line: Line) : string =
        [ "sigma_w^2", "σ_w²"; "sigma_b^2", "σ_b²"; "chi_1", "χ₁"; "kappa", "κ"; "Theta^2", "Θ²"; "Theta", "Θ"; "phi", "φ"; "rho", "ρ"; ")^2", ")²"; "]^2", "]²"; "q1", "q₁" ]
        |> List.fold (fun (text: string) (name: string, letter: string) -> text.Replace(name, letter, StringComparison.Ordinal)) line.Text

    // The order of parameters: inputs first, then the network, then what the activation brings.
    let private rank (name: string) =
        let known = [ "q1"; "q2"; "q"; "k"; "c"; "g"; "Theta"; "l"; "sigma_w"; "sigma_b"; "norm_squared" ]

        match List.tryFindIndex ((=) name) known with
        | Some index -> index
        | None when Positivity.ofSymbol name -> known.Length
        | None -> known.Length + 1

    /// The symbols of a formula in the order in which derived methods take them.
    let parameters (formula: Expr) : string list = Rewriting.symbols formula |> List.sortBy (fun name -> rank name, name.Length, name)

    /// A C# source file: a static class with a method for every line that has a formula.
    let csharp (className: string) (lines: Line list) : string =
        lines
        |> List.choose (fun line ->
            line
            |> Line.formula
            |> Option.map (fun value -> string (Char.ToUpperInvariant line.Key[0]) + line.Key[1..], parameters value, value))
        |> CSharp.printClass className
