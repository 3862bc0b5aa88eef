namespace NtkAnalytic.Symbolics.FSharp

/// One term of an expansion: Coefficient * t^Exponent * (log t)^LogPower.
type SeriesTerm =
    {
        /// The power of t.
        Exponent: Rational
        /// The power of log t, a natural number.
        LogPower: int
        /// The coefficient; t does not occur in it.
        Coefficient: Expr
    }

/// The terms of a function for small t > 0, and the order of what follows them.
type Expansion =
    {
        /// The name of t.
        Variable: string
        /// The largest first: ascending exponents, and descending powers of log t with the same exponent. No coefficient is 0.
        Terms: SeriesTerm list
        /// What follows is O(t^Order) up to powers of log t; None when nothing follows.
        Order: Rational option
    }
