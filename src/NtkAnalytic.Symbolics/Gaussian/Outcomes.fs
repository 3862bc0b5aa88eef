namespace NtkAnalytic.Symbolics.FSharp.Gaussian

/// No rule applies; caught where the outcome is made.
exception internal NoRuleException of reason: string

/// The integral diverges; caught where the outcome is made.
exception internal DivergenceException of reason: string
