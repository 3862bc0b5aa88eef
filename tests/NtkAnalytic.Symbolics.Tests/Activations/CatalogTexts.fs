namespace NtkAnalytic.Symbolics.Tests.Activations

open NtkAnalytic
open NtkAnalytic.Activations
open NtkAnalytic.DualActivations

/// What people would type for the activations of the catalog.
module CatalogTexts =
    /// Names with their formulas.
    let all =
        [ "identity", "x"
          "relu", "max(0, x)"
          "leaky-relu", "max(0, x) + 0.01*min(0, x)"
          "two-slope(-0.5,1)", "max(0, x) - min(0, x)/2"
          "abs", "|x|"
          "rectified-monomial(2)", "max(0, x)^2"
          "step", "step(x)"
          "sign", "sign(x)"
          "erf", "erf(x)"
          "gelu", "x*Phi(x)"
          "sin", "sin(x)"
          "cos", "cos(x)"
          "rbf", "sqrt(2)*sin(sqrt(2)*x + pi/4)"
          "exp", "exp(x)"
          "gaussian", "exp(-x^2)"
          "monomial(3)", "x^3"
          "polynomial(0,1,0.5)", "x + x^2/2"
          "hermite(3)", "He(3, x)/sqrt(6)" ]

    /// The names of the examples whose duals have closed forms in the core.
    let closedForms =
        ActivationCatalog.Entries
        |> Seq.map (fun entry -> entry.Example)
        |> Seq.filter (fun activation -> (DualActivation.Of activation).IsClosedForm)
        |> Seq.map (fun (activation: Activation) -> activation.Name)
        |> List.ofSeq
