namespace NtkAnalytic.Symbolics

open System
open System.Collections.Generic
open NtkAnalytic.Symbolics.FSharp

/// What a message shows of a long text.
module internal FormulaExcerpt =
    // To either side of the position.
    let private shown = 40

    let around (position: int) (text: string) : string =
        let from = max 0 (min (position - 1) text.Length - shown)
        let until = min text.Length (position - 1 + shown)
        (if from > 0 then "..." else "") + text[from .. until - 1] + (if until < text.Length then "..." else "")

/// <summary>A text that is no formula.</summary>
[<Sealed>]
type FormulaSyntaxException internal (problem: ParseFailure, text: string) =
    inherit FormatException($"Formula '{FormulaExcerpt.around problem.Position text}', position {problem.Position}: {problem.Message}")

    /// <summary>Where it stopped making sense, counted from 1.</summary>
    member _.Position = problem.Position

    /// <summary>What was found there and what was expected, without the text and the position.</summary>
    member _.Reason = problem.Message

/// <summary>
/// An exact formula over the rationals: pi, symbols, sums, products, rational powers and functions, in normal form. Formulas are
/// immutable, and equal when their simplified forms are. Symbols named q, q1, ... (variances), n0, n1, ... (widths), sigma_w
/// and sigma_b are positive, others real.
/// </summary>
[<Sealed; AllowNullLiteral>]
type Formula internal (expression: Expr) =
    let normal = lazy (Simplify.normal expression)

    static let expressionOf (formula: Formula) (name: string) : Expr =
        if isNull formula then
            nullArg name

        formula.Expression

    member internal _.Expression: Expr = expression

    /// <summary>0.</summary>
    static member val Zero = Formula Expr.zero

    /// <summary>1.</summary>
    static member val One = Formula Expr.one

    /// <summary>The circle number.</summary>
    static member val Pi = Formula Expr.pi

    /// <summary>The names of the symbols, ascending.</summary>
    member _.Symbols: IReadOnlyList<string> = Array.ofList (Rewriting.symbols expression)

    /// <summary>Reads a formula: 2*x^2 - sqrt(3)*erf(x/2), with exact decimals.</summary>
    /// <param name="text">The formula; docs/concepts/derivation.md has the grammar.</param>
    /// <returns>The formula.</returns>
    /// <exception cref="T:NtkAnalytic.Symbolics.FormulaSyntaxException">The text is no formula; the message says where and why.</exception>
    static member Parse(text: string) : Formula =
        ArgumentNullException.ThrowIfNull(text, nameof text)

        match Parser.parse text with
        | Ok expression -> Formula expression
        | Error problem -> raise (FormulaSyntaxException(problem, text))

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The formula.</returns>
    static member Number(value: int) : Formula = Formula(Expr.integer value)

    /// <summary>A rational number.</summary>
    /// <param name="numerator">The numerator.</param>
    /// <param name="denominator">The denominator, not 0.</param>
    /// <returns>The formula.</returns>
    /// <exception cref="T:System.DivideByZeroException">The denominator is 0.</exception>
    static member Fraction(numerator: int, denominator: int) : Formula = Formula(Expr.fraction numerator denominator)

    /// <summary>A variable or parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The formula.</returns>
    /// <exception cref="T:System.ArgumentException">The name is empty.</exception>
    static member Symbol(name: string) : Formula =
        ArgumentException.ThrowIfNullOrEmpty(name, nameof name)
        Formula(Expr.symbol name)

    /// <summary>The exponential.</summary>
    /// <param name="x">Its argument.</param>
    /// <returns>The formula.</returns>
    static member Exp(x: Formula) : Formula = Formula(Expr.exp (expressionOf x (nameof x)))

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">Its argument.</param>
    /// <returns>The formula.</returns>
    /// <exception cref="T:System.ArithmeticException">x is a number that is not positive.</exception>
    static member Log(x: Formula) : Formula = Formula(Expr.log (expressionOf x (nameof x)))

    /// <summary>The square root.</summary>
    /// <param name="x">Its argument.</param>
    /// <returns>The formula.</returns>
    /// <exception cref="T:System.ArithmeticException">x is a negative number.</exception>
    static member Sqrt(x: Formula) : Formula = Formula(Expr.sqrt (expressionOf x (nameof x)))

    /// <summary>Sine.</summary>
    /// <param name="x">Its argument.</param>
    /// <returns>The formula.</returns>
    static member Sin(x: Formula) : Formula = Formula(Expr.sin (expressionOf x (nameof x)))

    /// <summary>Cosine.</summary>
    /// <param name="x">Its argument.</param>
    /// <returns>The formula.</returns>
    static member Cos(x: Formula) : Formula = Formula(Expr.cos (expressionOf x (nameof x)))

    /// <summary>Arcsine.</summary>
    /// <param name="x">Its argument.</param>
    /// <returns>The formula.</returns>
    static member Asin(x: Formula) : Formula = Formula(Expr.arcsin (expressionOf x (nameof x)))

    /// <summary>Arccosine.</summary>
    /// <param name="x">Its argument.</param>
    /// <returns>The formula.</returns>
    static member Acos(x: Formula) : Formula = Formula(Expr.arccos (expressionOf x (nameof x)))

    /// <summary>Arctangent.</summary>
    /// <param name="x">Its argument.</param>
    /// <returns>The formula.</returns>
    static member Atan(x: Formula) : Formula = Formula(Expr.arctan (expressionOf x (nameof x)))

    /// <summary>Hyperbolic tangent.</summary>
    /// <param name="x">Its argument.</param>
    /// <returns>The formula.</returns>
    static member Tanh(x: Formula) : Formula = Formula(Expr.tanh (expressionOf x (nameof x)))

    /// <summary>The error function.</summary>
    /// <param name="x">Its argument.</param>
    /// <returns>The formula.</returns>
    static member Erf(x: Formula) : Formula = Formula(Expr.erf (expressionOf x (nameof x)))

    /// <summary>The standard normal distribution function.</summary>
    /// <param name="x">Its argument.</param>
    /// <returns>The formula.</returns>
    static member NormalCdf(x: Formula) : Formula = Formula(Expr.normalCdf (expressionOf x (nameof x)))

    /// <summary>The standard normal density.</summary>
    /// <param name="x">Its argument.</param>
    /// <returns>The formula.</returns>
    static member NormalPdf(x: Formula) : Formula = Formula(Expr.normalPdf (expressionOf x (nameof x)))

    /// <summary>Dawson's function, exp(-x^2) times the integral of exp(t^2) from 0 to x.</summary>
    /// <param name="x">Its argument.</param>
    /// <returns>The formula.</returns>
    static member Dawson(x: Formula) : Formula = Formula(Expr.dawson (expressionOf x (nameof x)))

    /// <summary>Heaviside's step: 0 below 0, 1/2 at 0, 1 above.</summary>
    /// <param name="x">Its argument.</param>
    /// <returns>The formula.</returns>
    static member Step(x: Formula) : Formula = Formula(Expr.heaviside (expressionOf x (nameof x)))

    /// <summary>The sign: -1, 0 or 1.</summary>
    /// <param name="x">Its argument.</param>
    /// <returns>The formula.</returns>
    static member Sign(x: Formula) : Formula = Formula(Expr.sign (expressionOf x (nameof x)))

    /// <summary>The absolute value.</summary>
    /// <param name="x">Its argument.</param>
    /// <returns>The formula.</returns>
    static member Abs(x: Formula) : Formula = Formula(Expr.abs (expressionOf x (nameof x)))

    /// <summary>The larger of two.</summary>
    /// <param name="x">The one.</param>
    /// <param name="y">The other.</param>
    /// <returns>The formula.</returns>
    static member Max(x: Formula, y: Formula) : Formula =
        Formula(Expr.max (expressionOf x (nameof x)) (expressionOf y (nameof y)))

    /// <summary>The smaller of two.</summary>
    /// <param name="x">The one.</param>
    /// <param name="y">The other.</param>
    /// <returns>The formula.</returns>
    static member Min(x: Formula, y: Formula) : Formula =
        Formula(Expr.min (expressionOf x (nameof x)) (expressionOf y (nameof y)))

    /// <summary>The sum.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>The formula.</returns>
    static member (+)(left: Formula, right: Formula) : Formula =
        Formula(expressionOf left (nameof left) + expressionOf right (nameof right))

    /// <summary>The difference.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>The formula.</returns>
    static member (-)(left: Formula, right: Formula) : Formula =
        Formula(expressionOf left (nameof left) - expressionOf right (nameof right))

    /// <summary>The product.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>The formula, multiplied out.</returns>
    static member (*)(left: Formula, right: Formula) : Formula =
        Formula(expressionOf left (nameof left) * expressionOf right (nameof right))

    /// <summary>The quotient.</summary>
    /// <param name="left">The numerator.</param>
    /// <param name="right">The denominator.</param>
    /// <returns>The formula.</returns>
    /// <exception cref="T:System.DivideByZeroException">The denominator is 0.</exception>
    static member (/)(left: Formula, right: Formula) : Formula =
        Formula(expressionOf left (nameof left) / expressionOf right (nameof right))

    /// <summary>The negative.</summary>
    /// <param name="value">The formula.</param>
    /// <returns>Its negative.</returns>
    static member (~-)(value: Formula) : Formula = Formula(-(expressionOf value (nameof value)))

    /// <summary>A whole number as a formula.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The formula.</returns>
    static member op_Implicit(value: int) : Formula = Formula.Number value

    /// <summary>True when the simplified forms are the same.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are equal.</returns>
    static member op_Equality(left: Formula, right: Formula) : bool =
        if isNull left then isNull right else left.Equals right

    /// <summary>True when the simplified forms differ.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they differ.</returns>
    static member op_Inequality(left: Formula, right: Formula) : bool = not (Formula.op_Equality (left, right))

    /// <summary>A whole power.</summary>
    /// <param name="exponent">The exponent.</param>
    /// <returns>The formula.</returns>
    /// <exception cref="T:System.DivideByZeroException">A negative power of 0.</exception>
    member _.Pow(exponent: int) : Formula = Formula(Expr.integerPower expression exponent)

    /// <summary>A rational power.</summary>
    /// <param name="numerator">The numerator of the exponent.</param>
    /// <param name="denominator">The denominator of the exponent, not 0.</param>
    /// <returns>The formula.</returns>
    /// <exception cref="T:System.ArithmeticException">An even root of a negative number.</exception>
    member _.Pow(numerator: int, denominator: int) : Formula =
        Formula(Expr.power expression (Rational.Create(numerator, denominator)))

    /// <summary>The derivative. Jumps give Dirac terms: that of step(x) is dirac(x).</summary>
    /// <param name="symbol">The variable.</param>
    /// <returns>The formula.</returns>
    member _.Differentiate(symbol: string) : Formula =
        ArgumentNullException.ThrowIfNull(symbol, nameof symbol)
        Formula(Calculus.differentiate symbol expression)

    /// <summary>The formula with another in the place of a symbol.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="value">What takes its place.</param>
    /// <returns>The formula.</returns>
    member _.Substitute(symbol: string, value: Formula) : Formula =
        ArgumentNullException.ThrowIfNull(symbol, nameof symbol)
        Formula(Rewriting.substitute symbol (expressionOf value (nameof value)) expression)

    /// <summary>Fractions in lowest terms, roots without square factors.</summary>
    /// <returns>An equal formula.</returns>
    member _.Simplify() : Formula = Formula normal.Value

    /// <summary>The leading terms at symbol = point + t (or point - t) for small t > 0.</summary>
    /// <param name="symbol">The variable.</param>
    /// <param name="point">The point.</param>
    /// <param name="fromAbove">True for point + t.</param>
    /// <param name="order">Terms below t^order.</param>
    /// <returns>The sum of the terms, in the symbol t.</returns>
    /// <exception cref="T:System.NotSupportedException">No rule leads to an expansion; the message says why.</exception>
    member _.Series(symbol: string, point: Formula, fromAbove: bool, order: int) : Formula =
        ArgumentNullException.ThrowIfNull(symbol, nameof symbol)

        match Series.at symbol (expressionOf point (nameof point)) fromAbove (Rational.OfInteger order) expression with
        | Ok expansion -> Formula(Series.toExpr expansion)
        | Error reason -> raise (NotSupportedException reason)

    /// <summary>The value in double precision.</summary>
    /// <param name="values">A value for each symbol.</param>
    /// <returns>The value; NaN outside of the domain.</returns>
    /// <exception cref="T:System.ArgumentException">A symbol has no value.</exception>
    member _.Evaluate(values: IReadOnlyDictionary<string, float>) : float =
        ArgumentNullException.ThrowIfNull(values, nameof values)
        Compiler.evaluate (values |> Seq.map (fun entry -> entry.Key, entry.Value) |> Map.ofSeq) expression

    /// <summary>The value to any number of digits.</summary>
    /// <param name="digits">Significant digits, at least 1.</param>
    /// <param name="values">A number for each symbol; doubles are taken as they are stored.</param>
    /// <returns>The decimal text.</returns>
    /// <exception cref="T:System.ArgumentException">A symbol has no value.</exception>
    /// <exception cref="T:System.ArithmeticException">The point lies outside of the domain.</exception>
    member _.EvaluateToDigits(digits: int, values: IReadOnlyDictionary<string, float>) : string =
        ArgumentNullException.ThrowIfNull(values, nameof values)
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1, nameof digits)
        let exact = values |> Seq.map (fun entry -> entry.Key, Rational.OfDouble entry.Value) |> Map.ofSeq
        PreciseEvaluation.evaluate digits exact expression

    /// <summary>Machine code for a formula of one symbol.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <returns>The function.</returns>
    /// <exception cref="T:System.ArgumentException">The formula holds other symbols.</exception>
    member _.Compile(symbol: string) : Func<float, float> =
        ArgumentNullException.ThrowIfNull(symbol, nameof symbol)
        Compiler.compileOne symbol expression

    /// <summary>Machine code for a formula of several symbols.</summary>
    /// <param name="symbols">The symbols, in the order of the values.</param>
    /// <returns>A function of an array of values.</returns>
    /// <exception cref="T:System.ArgumentException">The formula holds other symbols.</exception>
    member _.Compile([<ParamArray>] symbols: string[]) : Func<float[], float> =
        ArgumentNullException.ThrowIfNull(symbols, nameof symbols)
        Compiler.compile (List.ofArray symbols) expression

    /// <summary>The formula in LaTeX.</summary>
    /// <returns>Source for mathematics mode.</returns>
    member _.ToLatex() : string = Latex.print expression

    /// <summary>The formula in one line of Unicode text.</summary>
    /// <returns>The text.</returns>
    member _.ToUnicode() : string = UnicodeText.print expression

    /// <summary>The formula as C#: a static class with one method, and what that needs.</summary>
    /// <param name="className">The name of the class.</param>
    /// <param name="methodName">The name of the method.</param>
    /// <param name="symbols">The symbols in the order of the parameters.</param>
    /// <returns>A source file.</returns>
    /// <exception cref="T:System.ArgumentException">The formula holds other symbols.</exception>
    member _.ToCSharp(className: string, methodName: string, [<ParamArray>] symbols: string[]) : string =
        ArgumentException.ThrowIfNullOrEmpty(className, nameof className)
        ArgumentException.ThrowIfNullOrEmpty(methodName, nameof methodName)
        ArgumentNullException.ThrowIfNull(symbols, nameof symbols)
        CSharp.printClass className [ methodName, List.ofArray symbols, expression ]

    /// <summary>The formula as <see cref="M:NtkAnalytic.Symbolics.Formula.Parse(System.String)"/> reads it.</summary>
    /// <returns>The text.</returns>
    override _.ToString() : string = Infix.print expression

    /// <summary>True when the simplified forms are the same.</summary>
    /// <param name="other">Another formula.</param>
    /// <returns>Whether they are equal.</returns>
    override _.Equals(other: obj) : bool =
        match other with
        | :? Formula as formula -> normal.Value = formula.Simplify().Expression
        | _ -> false

    /// <summary>A code that equal formulas share.</summary>
    /// <returns>The code of the simplified form.</returns>
    override _.GetHashCode() : int = normal.Value.GetHashCode()

    interface IEquatable<Formula> with
        member this.Equals(other: Formula) = this.Equals(other :> obj)
