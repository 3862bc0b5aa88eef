namespace NtkAnalytic.Symbolics.Tests.Text

open NtkAnalytic.Symbolics.FSharp
open NtkAnalytic.Symbolics.Tests.Expressions
open FsCheck
open FsCheck.FSharp
open System
open Xunit

/// Formulas as they are to look: read, infix, LaTeX, Unicode.
type PrintedFormulas() =
    let parse (text: string) = match Parser.parse text with Ok e -> e | Error failure -> failwith failure.Message

    [<Theory>]
    [<InlineData(@"sqrt(q1*q2)*(sqrt(1-c^2)+c*(pi-acos(c)))/(2*pi)",
                 @"sqrt(q1*q2)*(sqrt(1 - c^2) + c*(pi - acos(c)))/(2*pi)",
                 @"\frac{\sqrt{q_1 q_2} \left(\sqrt{1 - c^2} + c (\pi - \arccos(c))\right)}{2 \pi}",
                 @"√(q₁·q₂)·(√(1 - c²) + c·(π - arccos(c)))/(2·π)")>]
    [<InlineData(@"sqrt(q1*q2)*(1/2+asin(c)/pi)/2",
                 @"sqrt(q1*q2)*(pi - acos(c))/(2*pi)",
                 @"\frac{\sqrt{q_1 q_2} (\pi - \arccos(c))}{2 \pi}",
                 @"√(q₁·q₂)·(π - arccos(c))/(2·π)")>]
    [<InlineData(@"2/pi*asin(2*k/sqrt((1+2*q1)*(1+2*q2)))",
                 @"2*asin(2*k/sqrt((1 + 2*q1)*(1 + 2*q2)))/pi",
                 @"\frac{2 \arcsin\left(\frac{2 k}{\sqrt{(1 + 2 q_1) (1 + 2 q_2)}}\right)}{\pi}",
                 @"2·arcsin(2·k/√((1 + 2·q₁)·(1 + 2·q₂)))/π")>]
    [<InlineData(@"4/(pi*sqrt((1+2*q1)*(1+2*q2)-4*k^2))",
                 @"4/(pi*sqrt(1 + 2*q1 + 2*q2 - 4*k^2 + 4*q1*q2))",
                 @"\frac{4}{\pi \sqrt{1 + 2 q_1 + 2 q_2 - 4 k^2 + 4 q_1 q_2}}",
                 @"4/(π·√(1 + 2·q₁ + 2·q₂ - 4·k² + 4·q₁·q₂))")>]
    [<InlineData(@"(3*c*sqrt(1-c^2)+(1+2*c^2)*(pi-acos(c)))/(2*pi)",
                 @"(3*c*sqrt(1 - c^2) + (2*c^2 + 1)*(pi - acos(c)))/(2*pi)",
                 @"\frac{3 c \sqrt{1 - c^2} + (2 c^2 + 1) (\pi - \arccos(c))}{2 \pi}",
                 @"(3·c·√(1 - c²) + (2·c² + 1)·(π - arccos(c)))/(2·π)")>]
    [<InlineData(@"sigma_b^2+sigma_w^2*sqrt(q1*q2)*(sqrt(1-c^2)+c*(pi-acos(c)))/(2*pi)",
                 @"sigma_b^2 + sigma_w^2*sqrt(q1*q2)*(sqrt(1 - c^2) + c*(pi - acos(c)))/(2*pi)",
                 @"\sigma_b^2 + \frac{\sigma_w^2 \sqrt{q_1 q_2} \left(\sqrt{1 - c^2} + c (\pi - \arccos(c))\right)}{2 \pi}",
                 @"σ_b² + σ_w²·√(q₁·q₂)·(√(1 - c²) + c·(π - arccos(c)))/(2·π)")>]
    [<InlineData(@"gelu(x)",
                 @"x*Phi(x)",
                 @"x \Phi(x)",
                 @"x·Φ(x)")>]
    [<InlineData(@"x*(1+erf(x/sqrt(2)))/2",
                 @"x*(1 + erf(x/sqrt(2)))/2",
                 @"\frac{x \left(1 + \operatorname{erf}\left(\frac{x}{\sqrt{2}}\right)\right)}{2}",
                 @"x·(1 + erf(x/√2))/2")>]
    [<InlineData(@"silu(x)",
                 @"x/(1 + exp(-x))",
                 @"\frac{x}{1 + e^{-x}}",
                 @"x/(1 + exp(-x))")>]
    [<InlineData(@"exp(-x^2/2)/sqrt(2*pi)",
                 @"exp(-x^2/2)/sqrt(2*pi)",
                 @"\frac{e^{-x^2/2}}{\sqrt{2 \pi}}",
                 @"exp(-x²/2)/√(2·π)")>]
    [<InlineData(@"He(5,x)",
                 @"x^5 - 10*x^3 + 15*x",
                 @"x^5 - 10 x^3 + 15 x",
                 @"x⁵ - 10·x³ + 15·x")>]
    [<InlineData(@"x^3/6-x/2+1/3",
                 @"(1 - x)^2*(2 + x)/6",
                 @"\frac{(1 - x)^2 (2 + x)}{6}",
                 @"(1 - x)²·(2 + x)/6")>]
    [<InlineData(@"sqrt(6)/4+sqrt(2)/2",
                 @"1/sqrt(2) + sqrt(6)/4",
                 @"\frac{1}{\sqrt{2}} + \frac{\sqrt{6}}{4}",
                 @"1/√2 + √6/4")>]
    [<InlineData(@"sqrt(2)*sqrt(3)*sqrt(x)/(3*sqrt(pi))",
                 @"sqrt(2*x)/sqrt(3*pi)",
                 @"\frac{\sqrt{2 x}}{\sqrt{3 \pi}}",
                 @"√(2·x)/√(3·π)")>]
    [<InlineData(@"(1+x)^2/(1-x)^3",
                 @"(1 + x)^2/(1 - x)^3",
                 @"\frac{(1 + x)^2}{(1 - x)^3}",
                 @"(1 + x)²/(1 - x)³")>]
    [<InlineData(@"1/((1+x)*(1+y))",
                 @"1/((1 + x)*(1 + y))",
                 @"\frac{1}{(1 + x) (1 + y)}",
                 @"1/((1 + x)·(1 + y))")>]
    [<InlineData(@"-(x^2-1)^(3/2)",
                 @"-(x^2 - 1)^(3/2)",
                 @"-(x^2 - 1)^{3/2}",
                 @"-(x² - 1)^(3/2)")>]
    [<InlineData(@"1-x-x^2",
                 @"1 - x - x^2",
                 @"1 - x - x^2",
                 @"1 - x - x²")>]
    [<InlineData(@"3+x*y-2*y^2+x^2",
                 @"x^2 + x*y - 2*y^2 + 3",
                 @"x^2 + x y - 2 y^2 + 3",
                 @"x² + x·y - 2·y² + 3")>]
    [<InlineData(@"-x-y",
                 @"-x - y",
                 @"-x - y",
                 @"-x - y")>]
    [<InlineData(@"min(x,1)-max(0,y)",
                 @"min(1, x) - max(0, y)",
                 @"\min(1, x) - \max(0, y)",
                 @"min(1, x) - max(0, y)")>]
    [<InlineData(@"piecewise(x<-1,-1,x<1,x,1)",
                 @"piecewise(x < -1, -1, x < 1, x, 1)",
                 @"\begin{cases} -1 & x < -1 \\ x & x < 1 \\ 1 & \text{otherwise} \end{cases}",
                 @"{-1 for x < -1, x for x < 1, 1 otherwise}")>]
    [<InlineData(@"abs(x-1)*sign(x)*step(x+1)",
                 @"step(1 + x)*abs(1 - x)*sign(x)",
                 @"H(1 + x) |1 - x| \operatorname{sgn}(x)",
                 @"H(1 + x)·|1 - x|·sgn(x)")>]
    [<InlineData(@"tanh(x)^2*sin(pi*x/3)",
                 @"sin(pi*x/3)*tanh(x)^2",
                 @"\sin\left(\frac{\pi x}{3}\right) \tanh^2(x)",
                 @"sin(π·x/3)·tanh(x)²")>]
    [<InlineData(@"ln(1+exp(lambda*x))/lambda",
                 @"ln(1 + exp(lambda*x))/lambda",
                 @"\frac{\ln(1 + e^{\lambda x})}{\lambda}",
                 @"ln(1 + exp(λ·x))/λ")>]
    [<InlineData(@"exp(-(q1+q2)/2)*(exp(k)-exp(-k))/2",
                 @"(exp(k - q1/2 - q2/2) - exp(-k - q1/2 - q2/2))/2",
                 @"\frac{e^{k - q_1/2 - q_2/2} - e^{-k - q_1/2 - q_2/2}}{2}",
                 @"(exp(k - q₁/2 - q₂/2) - exp(-k - q₁/2 - q₂/2))/2")>]
    [<InlineData(@"sqrt(1+sqrt(1+sqrt(x)))",
                 @"sqrt(1 + sqrt(1 + sqrt(x)))",
                 @"\sqrt{1 + \sqrt{1 + \sqrt{x}}}",
                 @"√(1 + √(1 + √x))")>]
    [<InlineData(@"9*pi^2/2*(1-2/sigma_w^2)^2/n0",
                 @"9*pi^2*(2 - sigma_w^2)^2/(2*n0*sigma_w^4)",
                 @"\frac{9 \pi^2 (2 - \sigma_w^2)^2}{2 n_0 \sigma_w^4}",
                 @"9·π²·(2 - σ_w²)²/(2·n₀·σ_w⁴)")>]
    [<InlineData(@"x*Phi(x)+phi(x)+x^2*Phi(x)",
                 @"phi(x) + x*(1 + x)*Phi(x)",
                 @"\varphi(x) + x (1 + x) \Phi(x)",
                 @"φ(x) + x·(1 + x)·Φ(x)")>]
    [<InlineData(@"dawson(x)*e^2+dirac(x)",
                 @"exp(2)*dawson(x) + dirac(x)",
                 @"e^2 \operatorname{dawson}(x) + \delta(x)",
                 @"exp(2)·dawson(x) + δ(x)")>]
    [<InlineData(@"1+3*sqrt(2)*(1-c)^(3/2)/pi",
                 @"1 + 3*sqrt(2)*(1 - c)^(3/2)/pi",
                 @"1 + \frac{3 \sqrt{2} (1 - c)^{3/2}}{\pi}",
                 @"1 + 3·√2·(1 - c)^(3/2)/π")>]
    [<InlineData(@"(q1*q2-k^2)^(1/2)/(2*pi)+k/4+k*asin(k/sqrt(q1*q2))/(2*pi)",
                 @"(sqrt(q1*q2 - k^2) + k*(pi - acos(k/sqrt(q1*q2))))/(2*pi)",
                 @"\frac{\sqrt{q_1 q_2 - k^2} + k \left(\pi - \arccos\left(\frac{k}{\sqrt{q_1 q_2}}\right)\right)}{2 \pi}",
                 @"(√(q₁·q₂ - k²) + k·(π - arccos(k/√(q₁·q₂))))/(2·π)")>]
    [<InlineData(@"acos(c)^2+asin(x)*acos(c)",
                 @"acos(c)*(pi + 2*acos(c) - 2*acos(x))/2",
                 @"\frac{\arccos(c) (\pi + 2 \arccos(c) - 2 \arccos(x))}{2}",
                 @"arccos(c)·(π + 2·arccos(c) - 2·arccos(x))/2")>]
    [<InlineData(@"2*sqrt(q1*q2-k^2)/(pi*q1)-4/3",
                 @"2*sqrt(q1*q2 - k^2)/(pi*q1) - 4/3",
                 @"\frac{2 \sqrt{q_1 q_2 - k^2}}{\pi q_1} - \frac{4}{3}",
                 @"2·√(q₁·q₂ - k²)/(π·q₁) - 4/3")>]
    member _.``A formula looks as a mathematician would write it``(read: string, infix: string, latex: string, unicode: string) =
        let e = parse read
        Assert.Equal(infix, Infix.print e)
        Assert.Equal(latex, Latex.print e)
        Assert.Equal(unicode, UnicodeText.print e)

    [<Fact>]
    member _.``Names of symbols become letters with an index``() =
        let latex (name: string) = Latex.print (Expr.symbol name)
        Assert.Equal("\\sigma_w", latex "sigma_w")
        Assert.Equal("q_1", latex "q1")
        Assert.Equal("n_{12}", latex "n12")
        Assert.Equal("\\alpha_{w,b}", latex "alpha_w_b")
        Assert.Equal("\\mathrm{depth}", latex "depth")
        Assert.Equal("\\kappa", latex "κ")
        Assert.Equal("κ₂", UnicodeText.print (Expr.symbol "kappa2"))

    [<Fact>]
    member _.``The free layout has the value of the expression``() =
        let values = Map [ "x", 0.7; "y", 1.3; "c", 0.4; "q1", 1.1; "q2", 0.6; "sigma_w", 1.4 ]

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(5UL, 9UL),
            Prop.forAll RandomExpressions.arbitrary (fun e ->
                let expected = Compiler.evaluate values e
                let size = e.Terms |> Seq.sumBy (fun (struct (m, r)) -> abs (Compiler.evaluate values (Arithmetic.ofTerm r m)))
                let actual = Compiler.evaluate values (Layout.meaning (Presentation.free e))

                (not (Double.IsFinite expected && Double.IsFinite size) || abs (actual - expected) <= 1e-10 * max size 1.0)
                |> Prop.label (UnicodeText.print e))
        )
