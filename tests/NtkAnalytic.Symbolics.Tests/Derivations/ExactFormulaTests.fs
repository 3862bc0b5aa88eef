namespace NtkAnalytic.Symbolics.Tests.Derivations

open NtkAnalytic.Symbolics.FSharp
open NtkAnalytic.Symbolics.Tests.Text
open Xunit

/// Formulas that stand in the literature, as expressions.
type ExactFormulaTests() =
    let formula (key: string) (lines: Line list) : Expr =
        match (Confirmed.line key lines).Outcome with
        | ClosedForm(value, _) -> value
        | other -> failwith $"{key}: {other}"

    let stands (expected: string) (actual: Expr) =
        Assert.True(Simplify.equal (FormulaText.expression expected) actual, $"{Infix.print actual} is not {expected}")

    let inCorrelation (outcome: Expectation) =
        match DualFormulas.inCorrelation outcome with
        | ClosedForm(value, _) -> value
        | other -> failwith $"{other}"

    // Cho and Saul (2009): the arc-cosine kernel of order 1.
    [<Fact>]
    member _.``The rectifier``() =
        let derivation = Confirmed.derivation "max(0,x)"
        let lines = derivation.Summary() @ derivation.ExpansionLines()
        stands "sqrt(q1*q2)*(sqrt(1 - c^2) + (pi - acos(c))*c)/(2*pi)" (inCorrelation derivation.Duals.Dual)
        stands "(pi - acos(c))/(2*pi)" (inCorrelation derivation.Duals.DerivativeDual)
        stands "1 - g + 2*sqrt(2)/(3*pi)*g^(3/2) + sqrt(2)/(30*pi)*g^(5/2)" (formula "expansionAtOne" lines)
        stands "1/pi + c/2 + c^2/(2*pi) + c^4/(24*pi)" (formula "expansionAtZero" lines)
        stands "2" (formula "criticalWeightVariance" lines)
        stands "0" (formula "criticalBiasVariance" lines)
        stands "9*pi^2/2" (formula "kappa" lines)
        stands "27*pi^2/2" (formula "kappaPrime" lines)
        stands "9/2" (formula "kappaDoublePrime" lines)

    // Williams (1997).
    [<Fact>]
    member _.``The error function``() =
        let derivation = Confirmed.derivation "erf(x)"
        let lines = derivation.Summary()
        stands "2/pi*asin(2*c*sqrt(q1*q2)/sqrt((1 + 2*q1)*(1 + 2*q2)))" (inCorrelation derivation.Duals.Dual)
        stands "pi*sqrt(1 + 4*q)/4" (formula "criticalWeightVariance" lines)
        stands "q - sqrt(1 + 4*q)/2*asin(2*q/(1 + 2*q))" (formula "criticalBiasVariance" lines)

    [<Fact>]
    member _.``Sines and exponentials``() =
        let dual (text: string) = inCorrelation (Confirmed.derivation text).Duals.Dual
        stands "exp(-(q1 + q2)/2)*(exp(c*sqrt(q1*q2)) - exp(-c*sqrt(q1*q2)))/2" (dual "sin(x)")
        stands "exp((q1 + q2)/2 + c*sqrt(q1*q2))" (dual "exp(x)")
        stands "1/sqrt((1 + 2*q1)*(1 + 2*q2) - 4*c^2*q1*q2)" (dual "exp(-x^2)")
        stands "exp(-(q1 + q2)/2 + c*sqrt(q1*q2))" (dual "sqrt(2)*sin(x + pi/4)")

    [<Fact>]
    member _.``One hidden layer of rectifiers without bias``() =
        let setting =
            { Architecture = NtkAnalytic.Networks.Architecture.FullyConnected
              Parameterization = NtkAnalytic.Networks.Parameterization.Ntk
              WeightVariance = Expr.integer 2
              BiasVariance = Expr.zero }

        let lines = (Confirmed.derivation "max(0,x)").RecursionLines(setting, Some 1)
        stands "2*sqrt(q1*q2)*(sqrt(1 - c^2) + (pi - acos(c))*c)/pi" (formula "nngp" lines)
        stands "2*sqrt(q1*q2)*(sqrt(1 - c^2) + 2*(pi - acos(c))*c)/pi" (formula "ntk" lines)
