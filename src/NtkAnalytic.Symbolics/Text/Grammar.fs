namespace NtkAnalytic.Symbolics.FSharp

open System.Globalization
open System.Numerics
open FParsec

/// Text to syntax:
///   sum      = product (("+" | "-") product)*
///   product  = signed (("*" | "/") signed)*
///   signed   = ("-" | "+") signed | power
///   power    = operand (("^" | "**") signed)?
///   operand  = number | name | name "(" argument ("," argument)* ")" | "(" sum ")" | "|" sum "|"
///   argument = sum (("<" | "<=") sum)?     with the comparison in piecewise only
module internal Grammar =
    /// Beyond it a text is refused before the stack ends.
    [<Literal>]
    let DeepestNesting = 200

    // Held in an object, not in the state of the stream: a change of that state would count as text that was consumed.
    type Nesting() =
        member val Depth = 0 with get, set

    type Parser<'T> = Parser<'T, Nesting>

    // The largest decimal exponent of a literal: beyond the doubles, and short of numbers that fill the memory.
    let private largestExponent = 400

    let private sum, private sumReference = createParserForwardedToRef<Syntax, Nesting> ()
    let private signed, private signedReference = createParserForwardedToRef<Syntax, Nesting> ()

    let private nested (inner: Parser<'T>) : Parser<'T> =
        fun stream ->
            let nesting = stream.UserState

            if nesting.Depth >= DeepestNesting then
                Reply(FatalError, messageError $"the formula is nested deeper than {DeepestNesting} levels")
            else
                nesting.Depth <- nesting.Depth + 1
                let reply = inner stream
                nesting.Depth <- nesting.Depth - 1
                reply

    let private position: Parser<int> = getPosition |>> fun p -> int p.Index + 1

    let private token (inner: Parser<'T>) : Parser<'T> = inner .>> spaces

    let private symbol (text: string) : Parser<string> = token (pstring text)

    let private ofDigits (text: string) =
        let mantissa, exponent =
            match text.IndexOfAny [| 'e'; 'E' |] with
            | -1 -> text, 0
            | at ->
                let exponent = BigInteger.Parse(text[at + 1 ..], CultureInfo.InvariantCulture)
                text[.. at - 1], int (BigInteger.Min(BigInteger 9999, BigInteger.Max(BigInteger -9999, exponent)))

        let decimals =
            match mantissa.IndexOf '.' with
            | -1 -> 0
            | at -> mantissa.Length - at - 1

        if abs exponent > largestExponent then
            None
        else
            let digits = BigInteger.Parse(mantissa.Replace(".", ""), CultureInfo.InvariantCulture)
            Some(Rational.OfInteger digits * Rational.Pow(Rational.OfInteger 10, exponent - decimals))

    let private literal: Parser<Syntax> =
        position .>>. token (regex @"([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
        |>> fun (at, text) ->
            match ofDigits text with
            | Some value -> Literal value
            | None -> Unreadable(at, $"the exponent of {text} is beyond {largestExponent}")

    let private isNameStart (c: char) = isAsciiLetter c || (c >= 'α' && c <= 'ω')
    let private isNamePart (c: char) = isNameStart c || isDigit c || c = '_'
    let private name: Parser<string> = token (many1Satisfy2 isNameStart isNamePart)

    // Without a word on it in the failures: a parenthesis may follow every name.
    let private silently (inner: Parser<'T>) : Parser<'T> =
        fun stream ->
            let reply = inner stream
            if reply.Status = Error then Reply(Error, NoErrorMessages) else reply

    let private opening = symbol "("
    let private closing = symbol ")" <?> "')'"
    let private comma = symbol "," <?> "','"

    let private argument (ofFunction: string) : Parser<Argument> =
        if ofFunction = "piecewise" then
            let comparison = (symbol "<=" <|> symbol "<") <?> "'<'"

            pipe2 sum (opt (tuple2 (position .>> comparison) sum)) (fun left comparison ->
                match comparison with
                | Some(at, right) -> Condition(left, at, right)
                | None -> Value left)
        else
            sum |>> Value

    let private named: Parser<Syntax> =
        tuple2 position name
        >>= fun (at, name) ->
            (silently opening >>. nested (sepBy (argument name) comma) .>> closing |>> fun arguments -> Apply(name, at, arguments))
            <|>% Name(name, at)

    let private operand: Parser<Syntax> =
        choice
            [ literal
              named
              opening >>. nested sum .>> closing
              position .>> symbol "|" .>>. nested sum .>> (symbol "|" <?> "'|'") |>> fun (at, inside) -> Absolute(inside, at) ]
        <?> "a number, a name or '('"

    let private anOperator = "an operator"

    let private power: Parser<Syntax> =
        let raising = (symbol "^" <|> symbol "**") <?> anOperator

        pipe2 operand (opt (tuple2 (position .>> raising) (nested signed))) (fun basis exponent ->
            match exponent with
            | Some(at, exponent) -> Raised(basis, at, exponent)
            | None -> basis)

    let private chain (operators: (string * Operator) list) (part: Parser<Syntax>) : Parser<Syntax> =
        let one = choice [ for text, meaning in operators -> symbol text >>% meaning ] <?> anOperator

        pipe2 part (many (pipe3 position one part (fun at operator right -> operator, at, right))) (fun first others ->
            if List.isEmpty others then first else Chain(first, others))

    do
        signedReference.Value <-
            choice
                [ symbol "-" >>. nested signed |>> Negative
                  symbol "+" >>. nested signed
                  power ]
            <?> "a number, a name or '('"

        sumReference.Value <- signed |> chain [ "*", Times; "/", Over ] |> chain [ "+", Plus; "-", Minus ]

    let private formula: Parser<Syntax> = spaces >>. sum .>> (eof <?> "the end")

    let private oneLine (text: string) (index: int) (error: ErrorMessageList) =
        let messages = ErrorMessageList.ToSortedArray error

        let reasons =
            [ for message in messages do
                  match message with
                  | Message reason -> reason
                  | _ -> () ]

        let expected =
            [ for message in messages do
                  match message with
                  | Expected label -> label
                  | ExpectedString label
                  | ExpectedStringCI label -> $"'{label}'"
                  | _ -> () ]
            |> List.distinct

        match reasons with
        | reason :: _ -> reason
        | [] ->
            let found = if index >= text.Length then "the end" else $"'{text[index]}'"

            match List.rev expected with
            | [] -> $"{found} does not belong here"
            | [ only ] -> $"found {found}, expected {only}"
            | last :: others -> let others = String.concat ", " (List.rev others) in $"found {found}, expected {others} or {last}"

    /// The syntax, or the position from 1 with the reason.
    let read (text: string) : Result<Syntax, int * string> =
        match runParserOnString formula (Nesting()) "" text with
        | Success(syntax, _, _) -> Result.Ok syntax
        | Failure(_, error, _) ->
            let index = int error.Position.Index
            Result.Error(index + 1, oneLine text index error.Messages)
