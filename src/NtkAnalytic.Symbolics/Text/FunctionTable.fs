namespace NtkAnalytic.Symbolics.FSharp

open System
open NtkAnalytic.Activations

/// How many arguments a function takes.
type internal Arity =
    | Exactly of int
    | OneOrMore

/// A function of the formulas that are read: its names, the first of which it is printed with, and its value.
type internal FunctionEntry =
    { Names: string list
      Arity: Arity
      Value: Expr list -> Expr }

/// The functions that a formula may use.
module internal FunctionTable =
    let private largestDegree = 150

    let private ofOne (names: string list) (value: Expr -> Expr) =
        { Names = names
          Arity = Exactly 1
          Value = fun arguments -> value (List.head arguments) }

    let private sinh (x: Expr) = Expr.scale Rational.Half (Expr.exp x - Expr.exp (-x))
    let private cosh (x: Expr) = Expr.scale Rational.Half (Expr.exp x + Expr.exp (-x))
    let private sigmoid (x: Expr) = Expr.one / (Expr.one + Expr.exp (-x))

    // He_0 = 1, He_1 = x, He_{n+1} = x He_n - n He_{n-1}.
    let private hermite (arguments: Expr list) =
        match arguments with
        | [ Expr.Number degree; x ] when degree.IsInteger && degree.Sign >= 0 && degree <= Rational.OfInteger largestDegree ->
            let step (lower, value) (n: int) = value, x * value - Expr.scale (Rational.OfInteger n) lower
            List.fold step (Expr.zero, Expr.one) [ 0 .. int degree.Numerator - 1 ] |> snd
        | _ -> raise (NotSupportedException $"The degree of He(n, x) is a whole number from 0 to {largestDegree}.")

    /// All of them, piecewise excepted, whose arguments are conditions too.
    let entries: FunctionEntry list =
        [ ofOne [ "exp" ] Expr.exp
          ofOne [ "ln"; "log" ] Expr.log
          ofOne [ "sqrt" ] Expr.sqrt
          ofOne [ "sin" ] Expr.sin
          ofOne [ "cos" ] Expr.cos
          ofOne [ "tan" ] (fun x -> Expr.sin x / Expr.cos x)
          ofOne [ "asin"; "arcsin" ] Expr.arcsin
          ofOne [ "acos"; "arccos" ] Expr.arccos
          ofOne [ "atan"; "arctan" ] Expr.arctan
          ofOne [ "sinh" ] sinh
          ofOne [ "cosh" ] cosh
          ofOne [ "tanh" ] Expr.tanh
          ofOne [ "erf" ] Expr.erf
          ofOne [ "erfc" ] (fun x -> Expr.one - Expr.erf x)
          ofOne [ "Phi"; "normcdf" ] Expr.normalCdf
          ofOne [ "phi"; "normpdf" ] Expr.normalPdf
          ofOne [ "dawson" ] Expr.dawson
          ofOne [ "step"; "heaviside"; "H" ] Expr.heaviside
          ofOne [ "dirac"; "delta" ] Expr.dirac
          ofOne [ "abs" ] Expr.abs
          ofOne [ "sign" ] Expr.sign
          { Names = [ "max" ]; Arity = OneOrMore; Value = List.reduce Expr.max }
          { Names = [ "min" ]; Arity = OneOrMore; Value = List.reduce Expr.min }
          ofOne [ "relu" ] (Expr.max Expr.zero)
          ofOne [ "gelu" ] (fun x -> x * Expr.normalCdf x)
          ofOne [ "sigmoid" ] sigmoid
          ofOne [ "softplus" ] (fun x -> Expr.log (Expr.one + Expr.exp x))
          ofOne [ "silu"; "swish" ] (fun x -> x * sigmoid x)
          { Names = [ "He" ]; Arity = Exactly 2; Value = hermite } ]

    let private byName = Map.ofList [ for entry in entries do for name in entry.Names -> name, entry ]

    /// The function of that name.
    let tryFind (name: string) : FunctionEntry option = Map.tryFind name byName

    /// True for a name that is no symbol's.
    let isFunction (name: string) : bool = name = "piecewise" || Map.containsKey name byName

    /// The three names nearest to one that is not there.
    let nearest (name: string) : string list =
        let wanted = NearestNames.Normalize name

        "piecewise" :: (Map.toList byName |> List.map fst)
        |> List.sortBy (fun known -> NearestNames.EditDistance(wanted, NearestNames.Normalize known), known)
        |> List.truncate 3
