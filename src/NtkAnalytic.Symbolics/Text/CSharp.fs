namespace NtkAnalytic.Symbolics.FSharp

open System
open System.Collections.Generic
open System.Globalization
open System.Numerics

/// C# source: static methods that compute expressions with System.Math, with the functions that it lacks in the same class.
module CSharp =
    // The largest whole number up to which all are doubles.
    let private largestExact = BigInteger.Pow(BigInteger 2, 53)

    let private keywords =
        set
            [ "abstract"; "as"; "base"; "bool"; "break"; "byte"; "case"; "catch"; "char"; "checked"; "class"; "const"; "continue"
              "decimal"; "default"; "delegate"; "do"; "double"; "else"; "enum"; "event"; "explicit"; "extern"; "false"; "finally"
              "fixed"; "float"; "for"; "foreach"; "goto"; "if"; "implicit"; "in"; "int"; "interface"; "internal"; "is"; "lock"
              "long"; "namespace"; "new"; "null"; "object"; "operator"; "out"; "override"; "params"; "private"; "protected"
              "public"; "readonly"; "ref"; "return"; "sbyte"; "sealed"; "short"; "sizeof"; "stackalloc"; "static"; "string"
              "struct"; "switch"; "this"; "throw"; "true"; "try"; "typeof"; "uint"; "ulong"; "unchecked"; "unsafe"; "ushort"
              "using"; "virtual"; "void"; "volatile"; "while" ]

    let private reserved = set CSharpHelpers.names

    let private identifier (name: string) : string =
        let isPart (c: char) = Char.IsLetterOrDigit c || c = '_'

        if name.Length = 0 || Char.IsDigit name[0] || not (Seq.forall isPart name) then
            invalidArg (nameof name) $"'{name}' is no name of C#."

        if keywords.Contains name then "@" + name
        elif reserved.Contains name then name + "_"
        else name

    let private literal (value: float) =
        let text = value.ToString("R", CultureInfo.InvariantCulture)

        if Double.IsInfinity value then "double.PositiveInfinity"
        elif text.IndexOfAny [| '.'; 'E' |] >= 0 then text
        else text + ".0"

    // What is worth a name when it occurs twice.
    let private isShared (layout: Layout) =
        match layout with
        | Root _
        | Applied _
        | Pieces _
        | Sum _
        | Quotient _
        | Power _ -> Layout.size layout > 2
        | _ -> false

    let private children (layout: Layout) : Layout list =
        match layout with
        | Whole _
        | CircleNumber
        | Variable _ -> []
        | Quotient(Whole _, Whole _) -> []
        | Negated inside
        | Root inside
        | Power(inside, _) -> [ inside ]
        | Sum parts
        | Product parts
        | Applied(_, parts) -> parts
        | Quotient(a, b) -> [ a; b ]
        | Pieces(variable, below, above) -> Variable variable :: above :: List.map snd below

    let private occurrences (layout: Layout) : Dictionary<Layout, int> =
        let counts = Dictionary<Layout, int>()

        let rec visit (layout: Layout) =
            match counts.TryGetValue layout with
            | true, count -> counts[layout] <- count + 1
            | _ ->
                if isShared layout then counts[layout] <- 1
                children layout |> List.iter visit

        visit layout
        counts

    // One method's body: its statements, in the order in which they are needed, and the helpers that they call.
    type private Body(root: Layout, parameters: string list) =
        let counts = occurrences root
        let locals = Dictionary<Layout, string>()
        let statements = List<string>()
        let mutable helpers = Set.empty

        let helper (name: string) (arguments: string list) =
            helpers <- helpers.Add name
            let arguments = String.concat ", " arguments
            $"{name}({arguments})"

        let freshName () =
            let rec search (n: int) =
                let name = $"part{n}"
                if List.contains name parameters then search (n + 100) else name

            search (locals.Count + 1)

        let symbol (name: string) =
            if not (List.contains name parameters) then
                invalidArg (nameof parameters) $"The symbol {name} is not among the parameters."

            identifier name

        member _.Helpers = helpers
        member _.Statements = statements

        member this.Text(layout: Layout) : string =
            match locals.TryGetValue layout, counts.TryGetValue layout with
            | (true, name), _ -> name
            | _, (true, count) when count > 1 ->
                let value = this.Compose layout
                let name = freshName ()
                statements.Add $"double {name} = {value};"
                locals[layout] <- name
                name
            | _ -> this.Compose layout

        // Parentheses by the binding of layouts; a local needs none.
        member private this.Within (least: int) (layout: Layout) =
            let text = this.Text layout

            let isOperation =
                match layout with
                // A square is a product in C#.
                | Power _ -> least > 2 && text.Contains " * " && not (text.StartsWith "Math.Pow")
                | _ -> Layout.binding layout < least

            if isOperation && not (locals.ContainsKey layout) then $"({text})" else text

        member private this.Compose(layout: Layout) : string =
            match layout with
            | Whole value -> literal (Rational.ToDouble(Rational.OfInteger value))
            | CircleNumber -> "Math.PI"
            | Variable name -> symbol name
            | Negated inside -> "-" + this.Within 2 inside
            | Sum parts -> parts |> List.mapi this.Summand |> String.concat ""
            | Product parts -> parts |> List.mapi (fun i part -> this.Within (if i = 0 then 2 else 3) part) |> String.concat " * "
            | Quotient(Whole a, Whole b) when a > largestExact || b > largestExact ->
                literal (Rational.ToDouble(Rational.Create(a, b)))
            | Quotient(numerator, denominator) -> this.Within 2 numerator + " / " + this.Within 3 denominator
            | Power(basis, exponent) -> this.Power basis exponent
            | Root inside -> $"Math.Sqrt({this.Text inside})"
            | Applied(operation, arguments) -> this.Call operation (arguments |> List.map this.Text)
            | Pieces(variable, below, above) ->
                let at = symbol variable
                let values = (below |> List.map snd) @ [ above ] |> List.map this.Text
                let points = below |> List.map (fst >> this.Text)

                // On a break point the mean of both sides.
                let fold (point, (value, next)) rest = $"{at} < {point} ? {value} : {at} == {point} ? 0.5 * ({value} + ({next})) : {rest}"
                let choice = List.foldBack fold (List.zip points (List.pairwise values)) (List.last values)
                $"({choice})"

        member private this.Summand (index: int) (part: Layout) =
            match index, part with
            | 0, _ -> this.Text part
            | _, Negated inside -> " - " + this.Within 2 inside
            | _ -> " + " + this.Within 2 part

        member private this.Power (basis: Layout) (exponent: Layout) =
            let value = this.Text basis

            match exponent, basis with
            | Whole n, (Variable _ | CircleNumber) when n = BigInteger 2 -> $"{value} * {value}"
            | Whole n, _ when n = BigInteger 2 && locals.ContainsKey basis -> $"{value} * {value}"
            | Whole n, _ -> $"Math.Pow({value}, {literal (float n)})"
            | Quotient(Whole a, Whole b), _ when b.IsEven -> $"Math.Pow({value}, {literal (float a)} / {literal (float b)})"
            | Quotient(Whole a, Whole b), _ -> helper "OddRootPower" [ value; literal (float a); literal (float b) ]
            | Negated inside, _ -> $"1.0 / ({this.Power basis inside})"
            | _ -> invalidArg (nameof exponent) "The exponents of layouts are numbers."

        member private _.Call (operation: Operation) (arguments: string list) =
            let math (name: string) = let arguments = String.concat ", " arguments in $"Math.{name}({arguments})"

            match operation with
            | Named Exp -> math "Exp"
            | Named Log -> math "Log"
            | Named Sin -> math "Sin"
            | Named Cos -> math "Cos"
            | Named Arcsin -> math "Asin"
            | Named Arctan -> math "Atan"
            | Named Tanh -> math "Tanh"
            | Named Abs -> math "Abs"
            | Arccosine -> math "Acos"
            | Largest -> math "Max"
            | Smallest -> math "Min"
            | Named Erf -> helper "Erf" arguments
            | Named NormalCdf -> helper "NormalDistribution" arguments
            | Named NormalPdf -> helper "NormalDensity" arguments
            | Named Dawson -> helper "Dawson" arguments
            | Named Heaviside -> helper "Step" arguments
            | Named Sign -> helper "Signum" arguments
            | Named Dirac -> "0.0"

    let private method (name: string, parameters: string list, expression: Expr) : Set<string> * string =
        let layout = Presentation.free expression
        let body = Body(layout, parameters)
        let result = body.Text layout
        let arguments = parameters |> List.map (fun parameter -> "double " + identifier parameter) |> String.concat ", "

        let lines =
            [ $"    // {Infix.print expression}"
              $"    public static double {identifier name}({arguments})"
              "    {"
              for statement in body.Statements do
                  "        " + statement
              $"        return {result};"
              "    }" ]

        body.Helpers, String.concat "\n" lines

    /// A file with one static class: for every method its name, its parameters and the expression in them that it computes.
    /// Raises ArgumentException for names that C# does not have, and for symbols that are not among the parameters.
    /// Dirac's delta counts as 0, its value almost everywhere.
    let printClass (className: string) (methods: (string * string list * Expr) list) : string =
        let helpers, sources = methods |> List.map method |> List.unzip
        let members = sources @ CSharpHelpers.sources (Set.unionMany helpers) |> String.concat "\n\n"

        String.concat
            "\n"
            [ "using System;"
              ""
              $"public static class {identifier className}"
              "{"
              members
              "}"
              "" ]
