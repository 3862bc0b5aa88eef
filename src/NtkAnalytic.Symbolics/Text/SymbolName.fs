namespace NtkAnalytic.Symbolics.FSharp

/// The parts of a symbol's name that are set differently: q1 is q with the index 1, sigma_w is sigma with the index w.
module internal SymbolName =
    let private greek =
        [ "alpha", "α"
          "beta", "β"
          "gamma", "γ"
          "delta", "δ"
          "epsilon", "ε"
          "zeta", "ζ"
          "eta", "η"
          "theta", "θ"
          "kappa", "κ"
          "lambda", "λ"
          "mu", "μ"
          "nu", "ν"
          "xi", "ξ"
          "pi", "π"
          "rho", "ρ"
          "sigma", "σ"
          "tau", "τ"
          "phi", "φ"
          "chi", "χ"
          "psi", "ψ"
          "omega", "ω"
          "Gamma", "Γ"
          "Delta", "Δ"
          "Theta", "Θ"
          "Lambda", "Λ"
          "Sigma", "Σ"
          "Psi", "Ψ"
          "Omega", "Ω" ]

    let private letters = Map.ofList greek
    let private names = greek |> List.map (fun (name, letter) -> letter, name) |> Map.ofList

    /// The Greek letter of a name, if it has one.
    let letterOf (name: string) : string option = Map.tryFind name letters

    /// The name of a Greek letter, if it is one.
    let nameOf (letter: string) : string option = Map.tryFind letter names

    /// The letter or word, and the index; empty when there is none.
    let parts (name: string) : string * string =
        match name.IndexOf '_' with
        | at when at > 0 -> name[.. at - 1], name[at + 1 ..]
        | _ ->
            let head = name.TrimEnd([| '0' .. '9' |])
            if head.Length = 0 then name, "" else head, name[head.Length ..]
