namespace NtkAnalytic.Symbolics.Tests.Derivations

open System
open System.Threading
open NtkAnalytic.Symbolics.FSharp
open Xunit

/// No text of 200 characters keeps the algebra busy without end, and none ends it by an exception.
type RobustnessTests() =
    static let repeated (separator: string) (count: int) (part: int -> string) =
        String.Join(separator, [ for i in 1..count -> part i ])

    static let texts =
        [
          "(((x+1)^9)^9)^9"
          "(x+a+b+c1+d)^60"
          "9^9^9^9"
          "2^x^x^x"
          "sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(x))))))))))"
          "max(max(max(max(x,0),1),2),max(max(x,-1),max(x,3)))"
          "exp(exp(exp(x)))"
          "x^99999"
          "1e999999"
          "x*1e400"
          "(1+x)^(1/3)*(2+x)^(1/3)*(3+x)^(1/3)*(4+x)^(1/3)*(5+x)^(1/3)*(6+x)^(1/3)"
          "He(150,x)*He(150,x)"
          "He(150,x)"
          "He(60,x)"
          "(cos(x)+sin(x))^40"
          "(cos(x)+sin(2*x)+cos(3*x))^12"
          "piecewise(x<-3,x^2,x<-2,sin(x),x<-1,exp(x),x<0,erf(x),x<1,x^3,x<2,cos(x),x<3,x^5,x^7)"
          "max(0,x)*piecewise(x<0,x,x^2)*abs(x)*sign(x)*step(x)*max(0,x)^9"
          "erf(x)*erf(2*x)*erf(3*x)*erf(4*x)*sin(x)*exp(x)"
          "(erf(x)+sin(x)+max(0,x)+exp(-x^2))^6"
          "(x+erf(x)+erf(2*x)+erf(3*x)+erf(x/2))*exp(-x^2)*x^9"
          "(max(0,x)+sin(x)+cos(2*x)+exp(x/3)+x^3)^3"
          "x^60*erf(x)"
          "x^20*max(0,x)^20*exp(-x^2)"
          "x^9*sin(a*x+b)+x^8*cos(d*x+f)+x^7*exp(h*x)+x^6*exp(-i*x^2)"
          "(1+x+x^2+x^3+x^4+x^5+x^6+x^7+x^8+x^9)^9"
          "(a+b*x+d*x^2+f*x^3+h*x^4)^8"
          "sqrt(1+sqrt(1+sqrt(1+sqrt(1+sqrt(1+x^2)))))"
          "1/(1+1/(1+1/(1+1/(1+1/(1+1/(1+1/(1+x^2)))))))"
          "1/(x+1/(a+1/(x+1/(b+1/(x+1/(d+1/(x+1/(f+x))))))))"
          "ln(ln(ln(ln(x^2+3)+3)+3)+3)"
          "abs(abs(abs(abs(x-1)-2)-3)-4)"
          "|x-a|+|x-b|+|x-d|+|x-f|+|x-h|"
          "exp(x^2)*exp(-x^2)*exp(x^2/3)*x^12"
          "exp(a*x^2+b*x+d)*(x^5+erf(f*x))"
          "exp(100000*x)"
          "exp(-1000000*x^2)*sin(1000000*x)"
          "123456789123456789123456789^(1/3)*x"
          "sqrt(10^300+1)*x"
          "(sqrt(2)+sqrt(3)+sqrt(5)+sqrt(7)+sqrt(11)+sqrt(13)+x)^8"
          "1/(sqrt(2)+sqrt(3)+sqrt(5)+sqrt(7)+sqrt(11)+sqrt(13)+x*0)*x"
          "(2^(1/3)+3^(1/5)+5^(1/7)+x)^20"
          "tanh(x)^50+tanh(x)^49*erf(x)^50"
          "Phi(x)^30*x"
          "max(0,x)^150"
          "x^150"
          "abs(x)^3.5"
          "x^0.333333333333333333333"
          "dawson(x)*dawson(x)^7"
          "step(x)^99*x"
          "sin(x)^99"
          "cos(x)^200"
          "((((((((((x+1)^2+1)^2+1)^2+1)^2+1)^2+1)^2+1)^2+1)^2+1)^2+1)^2"
          "x/(x^9+a*x^8+b*x^7+d*x^6+f*x^5+h*x^4+i*x^3+j*x^2+m*x+1)+1/(x^9-a*x^8+b)"
          "x*(a+b)^20*(a-b)^20*(a+d)^20*(a-d)^20"
          "erf(x*(a+b+d+f)^5)+sin(x*(a+b+d+f)^4)"
          "max(0,xmax(0,xmax(0,xmax(0,xmax(0,xmax(0,xmax(0,xmax(0,xmax(0,xmax(0,xmax(0,xmax(0,x+x))))))))))))"
          String('-', 199) + "x"
          String('(', 99) + "x" + String(')', 99)
          String.replicate 39 "sin(" + "x" + String(')', 39)
          String.replicate 12 "max(0,x" + "+x" + String(')', 12)
          repeated "*" 20 (fun i -> $"(x+{char (96 + i)}{i})")
          repeated "+" 17 (fun i -> $"x*erf({i}*x)")
          repeated "*" 19 (fun i -> $"cos({i}*x)")
          repeated "+" 16 (fun i -> $"sin({char (96 + i)}{i}*x)")
          repeated "/" 29 (fun i -> $"(x+{i})")
          repeated "^" 60 (fun _ -> "x") ]

    // A tenth of what a derivation may take: the same limits are met ten times sooner.
    static let allowed = Budget.Default / 10L

    static member Texts = TheoryData<string> texts

    [<Theory>]
    [<MemberData(nameof RobustnessTests.Texts)>]
    member _.``Every text ends in lines or in a failure``(text: string) =
        Assert.True(text.Length <= 200, text)

        match ActivationText.read text with
        | Error failure ->
            Assert.InRange(failure.Position, 1, text.Length + 1)
            Assert.NotEmpty failure.Message
        | Ok source ->
            let lines =
                Budget.run allowed CancellationToken.None (fun () ->
                    let derivation = Derivation source.Phi
                    derivation.Summary() @ derivation.ExpansionLines())

            for line in lines do
                match line.Outcome with
                | ClosedForm(value, _) -> Assert.NotEmpty(Infix.print value)
                | NoClosedForm reason
                | Divergent reason -> Assert.EndsWith(".", reason)

    [<Fact>]
    member _.``What grows beyond the budget is an outcome of its line``() =
        let lines = (Confirmed.derivation "x^60*erf(x)").Summary()

        match (Confirmed.line "dual" lines).Outcome with
        | NoClosedForm reason -> Assert.Contains("grows beyond what is reasonable", reason)
        | other -> Assert.Fail $"{other}"

    [<Fact>]
    member _.``A cancelled derivation stops``() =
        use source = new CancellationTokenSource()
        source.Cancel()

        Assert.Throws<OperationCanceledException>(fun () ->
            Budget.run allowed source.Token (fun () -> (Confirmed.derivation "max(0,x)").Summary() |> ignore))
        |> ignore
