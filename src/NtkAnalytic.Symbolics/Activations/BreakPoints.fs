namespace NtkAnalytic.Symbolics.FSharp

open System

/// Where an activation without parameters may fail to be smooth.
module internal BreakPoints =
    // Activations change within a few units of 0; further out nothing under a Gaussian of moderate variance would see a kink.
    let private reach = 64.0

    let private cells = 4096

    /// The roots of a function by its changes of sign on a mesh, refined to the last digit.
    let roots (f: float -> float) : float list =
        let at i = -reach + 2.0 * reach * float i / float cells

        let rec refine low high =
            let middle = 0.5 * (low + high)
            if middle <= low || middle >= high then middle
            elif f middle = 0.0 then middle
            elif Math.Sign(f low) = Math.Sign(f middle) then refine middle high
            else refine low middle

        [ for i in 0 .. cells - 1 do
              let low = at i
              let high = at (i + 1)
              let left = f low
              let right = f high

              if left = 0.0 then low
              elif Double.IsFinite left && Double.IsFinite right && right <> 0.0 && Math.Sign left <> Math.Sign right then
                  refine low high ]

    // Where an argument changes its sign: exactly for a line, on a mesh otherwise.
    let private changes (variable: string) (argument: Expr) : float list =
        let slope = Calculus.differentiate variable argument

        match slope, Rewriting.substitute variable Expr.zero argument with
        | Expr.Number a, Expr.Number b when a.Sign <> 0 -> [ Rational.ToDouble(-b / a) ]
        | _ ->
            let compiled = Compiler.compileOne variable argument
            roots compiled.Invoke

    /// The points, ascending: of steps, signs, absolute values and maxima where their arguments change sign, and of pieces.
    let find (variable: string) (a: Expr) : float list =
        Rewriting.atoms a
        |> Seq.collect (fun atom ->
            match atom with
            | Call((Heaviside | Sign | Abs | Dirac), argument) -> changes variable argument
            | Max(x, y) -> changes variable (x - y)
            | Piecewise(_, below, _) -> below |> List.map (fst >> Rational.ToDouble)
            | _ -> [])
        |> Seq.distinct
        |> Seq.sort
        |> List.ofSeq
