namespace NtkAnalytic.Symbolics.FSharp

open System
open NtkAnalytic.Networks

/// The statements on the moments of the tangent kernel at finite width.
module internal FiniteWidthLines =
    // phi = below * x for x < 0 and above * x for x > 0.
    let private slopes (phi: Expr) : (Expr * Expr) option =
        let x = Names.Variable

        let slope side =
            let branch = Branches.on x side phi
            let rate = Calculus.differentiate x branch
            if not (Rewriting.dependsOn x rate) && branch = rate * Expr.symbol x then Some rate else None

        match slope -1, slope 1 with
        | Some below, Some above when not (Expr.isZero below && Expr.isZero above) -> Some(below, above)
        | _ -> None

    // E[Theta] and E[Theta^2] by recursion over the layers, in numbers: fourth moments of forward and backward signals, and for
    // each pair of layers (E |Q|_F^4, E tr (Q Q^T)^2) of what lies between them.
    let private recursion (widths: float[]) (below: float) (above: float) (variance: float) (norm: float) (weights: float[]) : float * float =
        let depth = widths.Length - 1
        let a2 = (below * below + above * above) / 2.0
        let a4 = (below ** 4.0 + above ** 4.0) / 2.0
        let scale l = variance / widths[l - 1]

        // E |x^l|^4 and E |x^l|^2 over the layers below, E |delta^m|^4 and E |delta^m|^2 over those above.
        let fourth n = n * n * a2 * a2 + n * (3.0 * a4 - a2 * a2)
        let forward4 = Array.scan (fun value l -> value * scale l * scale l * fourth widths[l]) (norm * norm) [| 1 .. depth - 1 |]
        let forward2 = Array.scan (fun value l -> value * scale l * widths[l] * a2) norm [| 1 .. depth - 1 |]

        let backward4 = Array.create (depth + 1) 1.0
        let backward2 = Array.create (depth + 1) 1.0

        for m in depth - 1 .. -1 .. 1 do
            backward4[m] <- backward4[m + 1] * scale (m + 1) * scale (m + 1) * fourth widths[m]
            backward2[m] <- backward2[m + 1] * scale (m + 1) * widths[m] * a2

        let mutable mean = 0.0
        let mutable second = 0.0

        for l in 1..depth do
            mean <- mean + weights[l - 1] * forward2[l - 1] * backward2[l]
            second <- second + weights[l - 1] * weights[l - 1] * forward4[l - 1] * backward4[l]
            let n = widths[l]
            let mutable frobenius = n * n * a2 * a2 + n * (a4 - a2 * a2)
            let mutable trace = n * a4

            for m in l + 1 .. depth do
                let signal = forward4[l - 1] * scale l * scale m * frobenius * backward4[m]
                second <- second + 2.0 * weights[l - 1] * weights[m - 1] * signal

                if m < depth then
                    let n = widths[m]
                    let both = n * a4 * (frobenius + 2.0 * trace)
                    let squares = n * (n - 1.0) * a2 * a2
                    let s = scale m * scale m
                    let next = s * (squares * frobenius + both)
                    trace <- s * (squares * trace + both)
                    frobenius <- next

        mean, second

    /// E[Theta], E[Theta^2] and their ratio for one input, of the network without biases with these widths n_0, ..., n_D.
    let moments (phi: Expr) (widths: Expr list) (weightVariance: Expr) (normSquared: Expr) (parameterization: Parameterization) : Line list =
        let names =
            [ "mean", "mean of the tangent kernel", "E[Theta]", @"\mathbb{E}[\Theta]"
              "secondMoment", "second moment of the tangent kernel", "E[Theta^2]", @"\mathbb{E}[\Theta^2]"
              "ratio", "dispersion of the tangent kernel", "E[Theta^2]/E[Theta]^2", @"\mathbb{E}[\Theta^2]/\mathbb{E}[\Theta]^2" ]

        match slopes phi with
        | None ->
            let reason = "Exact moments are known for activations of two slopes through 0, such as relu, leaky relu and |x|."
            names |> List.map (fun (key, title, text, latex) -> Line.create key title text latex (NoClosedForm reason) None)
        | Some(below, above) ->
            let moments () =
                FiniteWidth.moments
                    { Widths = widths
                      SlopeBelow = below
                      SlopeAbove = above
                      WeightVariance = weightVariance
                      NormSquared = normSquared
                      Parameterization = parameterization }

            let found = lazy (moments ())

            let symbols =
                widths @ [ below; above; weightVariance; normSquared ] |> List.collect Rewriting.symbols |> List.distinct

            let probe (pick: float * float -> float) (random: Random) =
                let draw (name: string) =
                    if name.StartsWith 'n' && name <> "norm_squared" then Rational.OfInteger(random.Next(1, 9))
                    else Rational.Create(random.Next(2, 12), 5)

                let values = symbols |> List.map (fun name -> name, draw name) |> Map.ofList
                let number = PreciseEvaluation.evaluateDouble values
                let sizes = widths |> List.map number |> Array.ofList
                let variance = number weightVariance

                let weights =
                    match parameterization with
                    | Parameterization.Ntk -> Array.init (sizes.Length - 1) (fun l -> variance / sizes[l])
                    | _ -> Array.create (sizes.Length - 1) 1.0

                let expected = recursion sizes (number below) (number above) variance (number normSquared) weights |> pick
                Some { Values = values; Expected = expected; Scale = expected }

            List.zip3
                names
                [ (fun (m: KernelMoments) -> m.Mean); (fun m -> m.SecondMoment); (fun m -> m.Ratio) ]
                [ fst; snd; (fun (mean, second) -> second / (mean * mean)) ]
            |> List.map (fun ((key, title, text, latex), formula, pick) ->
                let outcome = Outcome.attempt (fun () -> ClosedForm(formula found.Value, []))
                Line.create key title text latex outcome (Some(probe pick)))
