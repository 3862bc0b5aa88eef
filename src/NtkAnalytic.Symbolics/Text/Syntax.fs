namespace NtkAnalytic.Symbolics.FSharp

/// A formula as it is written. Positions count characters from 1; chains of sums and products are flat, so that long ones
/// are not deep.
type internal Syntax =
    | Literal of Rational
    | Unreadable of position: int * reason: string
    | Name of name: string * position: int
    | Apply of name: string * position: int * arguments: Argument list
    | Absolute of Syntax * position: int
    | Negative of Syntax
    /// The first term, then signs with terms.
    | Chain of Syntax * (Operator * int * Syntax) list
    | Raised of Syntax * position: int * exponent: Syntax

/// What stands between the parts of a chain.
and internal Operator =
    | Plus
    | Minus
    | Times
    | Over

/// What stands between the commas of a function.
and internal Argument =
    | Value of Syntax
    /// x < 3, of a piecewise function.
    | Condition of Syntax * position: int * Syntax
