namespace NtkAnalytic.Symbolics.FSharp

open System.Collections.Generic
open System.Numerics

/// The terms that are carried all cancel; more of them may decide.
exception internal MoreTermsException

/// An expansion under way: the known terms, the largest first, and the order of what is left out (None: nothing is).
[<NoEquality; NoComparison>]
type internal PowerSeries =
    {
        Known: SeriesTerm list
        Remainder: Rational option
    }

/// Sums and products of expansions, each with the remainder that follows from those of its parts.
module internal PowerSeries =
    let private smaller (a: Rational option) (b: Rational option) =
        match a, b with
        | Some x, Some y -> Some(min x y)
        | Some x, None
        | None, Some x -> Some x
        | None, None -> None

    /// Terms in any order, those of one power of t and log t collected, those within the remainder left out.
    let ofTerms (remainder: Rational option) (terms: seq<SeriesTerm>) : PowerSeries =
        let table = Dictionary<struct (Rational * int), List<Expr>>()

        for term in terms do
            let key = struct (term.Exponent, term.LogPower)

            match table.TryGetValue key with
            | true, present -> present.Add term.Coefficient
            | _ -> table[key] <- List [ term.Coefficient ]

        let known =
            [ for entry in table do
                  let struct (exponent, logPower) = entry.Key
                  let isKept = remainder |> Option.forall (fun order -> exponent < order)
                  let coefficient = if isKept then Expr.sum entry.Value else Expr.zero

                  if not (Expr.isZero coefficient) then
                      { Exponent = exponent
                        LogPower = logPower
                        Coefficient = coefficient } ]

        { Known = known |> List.sortBy (fun term -> term.Exponent, -term.LogPower)
          Remainder = remainder }

    /// coefficient * t^exponent, with nothing left out.
    let monomial (coefficient: Expr) (exponent: Rational) : PowerSeries =
        ofTerms
            None
            [ { Exponent = exponent
                LogPower = 0
                Coefficient = coefficient } ]

    /// An expression without t.
    let constant (value: Expr) : PowerSeries = monomial value Rational.Zero

    /// log t.
    let logarithm: PowerSeries =
        { Known =
            [ { Exponent = Rational.Zero
                LogPower = 1
                Coefficient = Expr.one } ]
          Remainder = None }

    /// Nothing but a remainder.
    let unknown (order: Rational) : PowerSeries = { Known = []; Remainder = Some order }

    /// The series without its terms of an order and beyond.
    let truncate (order: Rational) (a: PowerSeries) : PowerSeries =
        if a.Known |> List.exists (fun term -> term.Exponent >= order) then
            { Known = a.Known |> List.filter (fun term -> term.Exponent < order)
              Remainder = smaller a.Remainder (Some order) }
        else
            { a with Remainder = a.Remainder |> Option.map (min order) }

    /// The lowest power of t that may be there; None for 0.
    let valuation (a: PowerSeries) : Rational option =
        match a.Known with
        | term :: _ -> Some term.Exponent
        | [] -> a.Remainder

    /// The sum.
    let add (a: PowerSeries) (b: PowerSeries) : PowerSeries =
        ofTerms (smaller a.Remainder b.Remainder) (Seq.append a.Known b.Known)

    /// The sum of many.
    let sum (all: PowerSeries list) : PowerSeries =
        let remainder = all |> List.fold (fun order a -> smaller order a.Remainder) None
        ofTerms remainder (all |> Seq.collect (fun a -> a.Known))

    /// coefficient * t^exponent * a.
    let shift (coefficient: Expr) (exponent: Rational) (a: PowerSeries) : PowerSeries =
        let shifted (term: SeriesTerm) =
            { term with
                Exponent = term.Exponent + exponent
                Coefficient = coefficient * term.Coefficient }

        { Known = a.Known |> List.map shifted |> List.filter (fun term -> not (Expr.isZero term.Coefficient))
          Remainder = a.Remainder |> Option.map (fun order -> order + exponent) }

    /// The product: the remainder of one factor counts as much as the lowest power of the other allows.
    let multiply (a: PowerSeries) (b: PowerSeries) : PowerSeries =
        let plus = Option.map2 (+)

        match valuation a, valuation b with
        | None, _
        | _, None -> ofTerms None []
        | lowest, other ->
            let remainder = smaller (plus a.Remainder other) (plus b.Remainder lowest)
            let isKept exponent = remainder |> Option.forall (fun order -> exponent < order)
            Budget.spendProduct a.Known.Length b.Known.Length

            ofTerms
                remainder
                [ for x in a.Known do
                      for y in b.Known do
                          if isKept (x.Exponent + y.Exponent) then
                              { Exponent = x.Exponent + y.Exponent
                                LogPower = x.LogPower + y.LogPower
                                Coefficient = x.Coefficient * y.Coefficient } ]

    /// The largest term and all terms, those before it left out whose coefficients only look different from 0.
    /// None for 0; MoreTermsException when no term is known.
    let rec leading (a: PowerSeries) : (SeriesTerm * PowerSeries) option =
        match a.Known, a.Remainder with
        | [], None -> None
        | [], Some _ -> raise MoreTermsException
        | term :: rest, _ when Coefficients.decideZero term.Coefficient -> leading { a with Known = rest }
        | term :: _, _ -> Some(term, a)

    /// The sum over n of coefficient(n) u^n up to an order; u tends to 0.
    let compose (coefficients: int -> Expr[]) (order: Rational) (u: PowerSeries) : PowerSeries =
        match valuation u with
        | None -> constant (Array.head (coefficients 1))
        | Some lowest ->
            let count = max 1 (int (-(Rational.Floor(-(order / lowest)) : BigInteger)))
            let small = truncate order u

            let parts, _ =
                coefficients count
                |> Array.fold
                    (fun (parts, power) factor -> shift factor Rational.Zero power :: parts, truncate order (multiply power small))
                    ([], constant Expr.one)

            sum (unknown order :: parts)
