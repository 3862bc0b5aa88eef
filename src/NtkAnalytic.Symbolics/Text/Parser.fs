namespace NtkAnalytic.Symbolics.FSharp

open System.Threading

/// Why a text is no formula.
type ParseFailure =
    { /// The character that it is about, from 1.
      Position: int
      /// One line: what was found and what was expected there, or the reason.
      Message: string }

/// Formulas from text: 3, 0.25 (which is 1/4 exactly), pi, e, names, + - * / ^ and **, parentheses, |x|, and the functions of the
/// field with their usual names. Exponents are rational numbers, unless the base is e or a positive number.
module Parser =
    /// The longest text that is read.
    [<Literal>]
    let LongestText = 2000

    // Within about a second; what people write takes thousands of times less.
    let private allowedWork = Budget.Default / 10L

    /// The expression that the text means.
    let parse (text: string) : Result<Expr, ParseFailure> =
        let failure position message = Error { Position = position; Message = message }

        if System.String.IsNullOrWhiteSpace text then
            failure 1 "the text is empty"
        elif text.Length > LongestText then
            failure (LongestText + 1) $"the text is longer than {LongestText} characters"
        else
            match Grammar.read text with
            | Error(position, message) -> failure position message
            | Ok syntax ->
                try
                    Ok(Budget.run allowedWork CancellationToken.None (fun () -> Reading.toExpr syntax))
                with Reading.Refused(position, reason) ->
                    failure position reason
