namespace NtkAnalytic.Symbolics.FSharp

open System
open System.Collections.Generic
open System.Linq.Expressions
open MathNet.Numerics

/// Expressions as delegates in double precision: machine code in which every part that occurs twice is computed once.
module Compiler =
    type private Code = System.Linq.Expressions.Expression

    let private method (holder: Type) (name: string) (arguments: Type[]) = holder.GetMethod(name, Reflection.BindingFlags.Static ||| Reflection.BindingFlags.Public ||| Reflection.BindingFlags.NonPublic, arguments)

    let private one (holder: Type) (name: string) (x: Code) : Code = Code.Call(method holder name [| typeof<float> |], x)

    let private ofFunction (f: Function) : Code -> Code =
        match f with
        | Exp -> one typeof<Math> "Exp"
        | Log -> one typeof<Math> "Log"
        | Sin -> one typeof<Math> "Sin"
        | Cos -> one typeof<Math> "Cos"
        | Arcsin -> one typeof<Math> "Asin"
        | Arctan -> one typeof<Math> "Atan"
        | Tanh -> one typeof<Math> "Tanh"
        | Abs -> one typeof<Math> "Abs"
        | Erf -> one typeof<SpecialFunctions> "Erf"
        | NormalCdf -> one typeof<RealFunctions> "NormalCdf"
        | NormalPdf -> one typeof<RealFunctions> "NormalPdf"
        | Dawson -> one typeof<RealFunctions> "Dawson"
        | Heaviside -> one typeof<RealFunctions> "Heaviside"
        | Dirac -> one typeof<RealFunctions> "Dirac"
        | Sign -> one typeof<RealFunctions> "Sign"

    let private constant (value: float) : Code = Code.Constant(value)

    // x^n by repeated squaring: exact for small whole numbers, and without the cost of Math.Pow.
    let rec private wholePower (x: Code) (n: int) : Code =
        if n = 1 then x
        elif n % 2 = 0 then
            let half = wholePower x (n / 2)
            let local = Code.Variable typeof<float>
            Code.Block([ local ], Code.Assign(local, half), Code.Multiply(local, local))
        else Code.Multiply(wholePower x (n - 1), x)

    let private magnitude (x: Code) (exponent: Rational) : Code =
        if exponent.IsInteger && exponent.Numerator <= Numerics.BigInteger 16 then
            wholePower x (int exponent.Numerator)
        elif exponent = Rational.Half then
            one typeof<Math> "Sqrt" x
        else
            Code.Call(
                method typeof<RealFunctions> "Root" [| typeof<float>; typeof<float>; typeof<float> |],
                x,
                constant (float exponent.Numerator),
                constant (float exponent.Denominator)
            )

    let private build (symbols: Map<string, Code>) (a: Expr) : Code =
        let locals = List<ParameterExpression>()
        let steps = List<Code>()
        let memory = Dictionary<Atom, ParameterExpression>()

        let rec ofExpr (x: Expr) : Code =
            let terms = x.Array |> Array.map ofTerm
            if terms.Length = 0 then constant 0.0 else terms |> Array.reduce (fun sum term -> Code.Add(sum, term))

        and ofTerm (struct (monomial: Monomial, coefficient: Rational)) : Code =
            let above, below =
                monomial.Array |> Array.partition (fun (struct (_, exponent)) -> exponent.Sign > 0)

            let factors = above |> Array.map (fun (struct (atom, exponent)) -> magnitude (ofAtom atom) exponent)
            let divisors = below |> Array.map (fun (struct (atom, exponent)) -> magnitude (ofAtom atom) (-exponent))
            let value = Rational.ToDouble coefficient

            let numerator =
                if factors.Length = 0 then
                    constant value
                else
                    let product = factors |> Array.reduce (fun p factor -> Code.Multiply(p, factor))
                    if value = 1.0 then product else Code.Multiply(constant value, product)

            divisors |> Array.fold (fun quotient divisor -> Code.Divide(quotient, divisor)) numerator

        and ofAtom (atom: Atom) : Code =
            match atom with
            | Prime p -> constant (float p)
            | Pi -> constant Math.PI
            | Symbol name ->
                match symbols.TryFind name with
                | Some code -> code
                | None -> raise (ArgumentException $"The symbol {name} has no value.")
            | _ ->
                match memory.TryGetValue atom with
                | true, known -> known
                | _ ->
                    let value = compute atom
                    let local = Code.Variable typeof<float>
                    locals.Add local
                    steps.Add(Code.Assign(local, value))
                    memory[atom] <- local
                    local

        and compute (atom: Atom) : Code =
            match atom with
            | Base radicand -> ofExpr radicand
            | Call(f, argument) -> ofFunction f (ofExpr argument)
            | Max(x, y) -> Code.Call(method typeof<Math> "Max" [| typeof<float>; typeof<float> |], ofExpr x, ofExpr y)
            | Piecewise(variable, below, above) ->
                let at = ofAtom (Symbol variable)

                List.foldBack
                    (fun (point, piece) (rest: Code) ->
                        let here = constant (Rational.ToDouble point)
                        let value = ofExpr piece
                        // On a break point the mean of both sides, as substitution has it.
                        let middle: Code = Code.Multiply(constant 0.5, Code.Add(value, rest))
                        Code.Condition(Code.LessThan(at, here), value, Code.Condition(Code.Equal(at, here), middle, rest)) :> Code)
                    below
                    (ofExpr above)
            | _ -> ofAtom atom

        let result = ofExpr a
        steps.Add result
        Code.Block(locals, steps)

    /// The expression as a function of the symbols in the order given. Raises ArgumentException for a symbol that is not among them.
    /// Outside of its domain the value is NaN.
    let compile (symbols: string list) (a: Expr) : Func<float[], float> =
        let values = Code.Parameter typeof<float[]>

        let table =
            symbols |> List.mapi (fun i name -> name, (Code.ArrayIndex(values, Code.Constant i) :> Code)) |> Map.ofList

        Code.Lambda<Func<float[], float>>(build table a, values).Compile()

    /// The expression as a function of one symbol.
    let compileOne (symbol: string) (a: Expr) : Func<float, float> =
        let value = Code.Parameter typeof<float>
        Code.Lambda<Func<float, float>>(build (Map [ symbol, (value :> Code) ]) a, value).Compile()

    /// The value where the symbols have these values.
    let evaluate (values: Map<string, float>) (a: Expr) : float =
        let symbols = values |> Map.toList
        (compile (List.map fst symbols) a).Invoke(symbols |> List.map snd |> Array.ofList)
