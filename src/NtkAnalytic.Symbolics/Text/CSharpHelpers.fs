namespace NtkAnalytic.Symbolics.FSharp

/// The source of the functions that System.Math lacks, in full double precision; each with the helpers that it calls.
module internal CSharpHelpers =
    /// A helper's name, the names of those that it calls, its source.
    type Helper =
        { Name: string
          Calls: string list
          Source: string }

    // The rounding of x^2 would cost x^2 units in the last place: the leading bits of x have an exact square.
    let private expOfSquare =
        { Name = "ExpOfSquare"
          Calls = []
          Source =
            """    // exp(-scale x^2) to the last bits: the high part of x has an exact square.
    private static double ExpOfSquare(double x, double scale)
    {
        double high = Math.Round(x * 16.0) / 16.0;
        return Math.Exp(-scale * high * high) * Math.Exp(-scale * (x - high) * (x + high));
    }"""
        }

    // All terms are positive: nothing cancels. At |x| = 6 the series ends after some 130 terms, and erf is 1 to double precision.
    let private erf =
        { Name = "Erf"
          Calls = [ "ExpOfSquare" ]
          Source =
            """    // erf(x) = 2/sqrt(pi) exp(-x^2) sum of 2^n x^(2n+1) / (1 3 ... (2n+1)).
    private static double Erf(double x)
    {
        if (!(Math.Abs(x) < 6.0))
        {
            return double.IsNaN(x) ? x : x > 0.0 ? 1.0 : -1.0;
        }

        double term = x;
        double sum = x;
        for (double odd = 3.0; Math.Abs(term) > 1e-18 * Math.Abs(sum); odd += 2.0)
        {
            term *= 2.0 * x * x / odd;
            sum += term;
        }

        return 2.0 / Math.Sqrt(Math.PI) * ExpOfSquare(x, 1.0) * sum;
    }"""
        }

    let private normalDensity =
        { Name = "NormalDensity"
          Calls = [ "ExpOfSquare" ]
          Source =
            """    // The standard normal density.
    private static double NormalDensity(double x) => double.IsInfinity(x) ? 0.0 : ExpOfSquare(x, 0.5) / Math.Sqrt(2.0 * Math.PI);"""
        }

    // The continued fraction of Mills' ratio converges like exp(-2 x sqrt n): n = 400/x^2 terms leave exp(-40).
    let private normalDistribution =
        { Name = "NormalDistribution"
          Calls = [ "NormalDensity" ]
          Source =
            """    // The standard normal distribution function: by its series about 0, and by the continued fraction of Mills' ratio
    // 1/(t + 1/(t + 2/(t + 3/(t + ...)))) in the tails.
    private static double NormalDistribution(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        if (Math.Abs(x) > 1.0)
        {
            double t = Math.Abs(x);
            double fraction = t;
            for (int n = (int)(16.0 + 400.0 / (t * t)); n >= 1; n--)
            {
                fraction = t + n / fraction;
            }

            double tail = NormalDensity(t) / fraction;
            return x < 0.0 ? tail : 1.0 - tail;
        }

        double term = x;
        double sum = x;
        for (double odd = 3.0; Math.Abs(term) > 1e-18 * Math.Abs(sum); odd += 2.0)
        {
            term *= x * x / odd;
            sum += term;
        }

        return 0.5 + NormalDensity(x) * sum;
    }"""
        }

    // Positive terms again; from 6.5 on the smallest term of the asymptotic series is exp(-42) of the first.
    let private dawson =
        { Name = "Dawson"
          Calls = [ "ExpOfSquare" ]
          Source =
            """    // Dawson's function exp(-x^2) times the integral of exp(t^2) from 0: by the series of the integral, and asymptotically.
    private static double Dawson(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        double square = x * x;
        double sum = 1.0;
        double term = 1.0;
        if (Math.Abs(x) > 6.5)
        {
            for (double odd = 1.0; term > 1e-18 && odd < 2.0 * square; odd += 2.0)
            {
                term *= odd / (2.0 * square);
                sum += term;
            }

            return sum / (2.0 * x);
        }

        for (double n = 1.0; term > 1e-18 * sum; n += 1.0)
        {
            term *= square / n;
            sum += term / (2.0 * n + 1.0);
        }

        return x * ExpOfSquare(x, 1.0) * sum;
    }"""
        }

    let private step =
        { Name = "Step"
          Calls = []
          Source =
            """    // 0 below 0, 1/2 at 0, 1 above.
    private static double Step(double x) => double.IsNaN(x) ? x : x > 0.0 ? 1.0 : x < 0.0 ? 0.0 : 0.5;"""
        }

    let private signum =
        { Name = "Signum"
          Calls = []
          Source =
            """    // -1, 0 or 1; Math.Sign would throw for NaN.
    private static double Signum(double x) => double.IsNaN(x) ? x : Math.Sign(x);"""
        }

    let private oddRoot =
        { Name = "OddRootPower"
          Calls = []
          Source =
            """    // x^(numerator/denominator) with an odd denominator: real for negative x too.
    private static double OddRootPower(double x, double numerator, double denominator)
    {
        double magnitude = Math.Pow(Math.Abs(x), numerator / denominator);
        return x < 0.0 && numerator % 2.0 != 0.0 ? -magnitude : magnitude;
    }"""
        }

    let private all =
        [ expOfSquare; erf; normalDensity; normalDistribution; dawson; step; signum; oddRoot ]

    /// Names that no parameter may have.
    let names: string list = "Math" :: (all |> List.map _.Name)

    /// The sources of those helpers and of all that they call.
    let sources (wanted: Set<string>) : string list =
        let rec closure (names: Set<string>) =
            let calls = all |> List.filter (fun helper -> names.Contains helper.Name) |> List.collect _.Calls |> Set.ofList
            let larger = Set.union names calls
            if larger = names then names else closure larger

        let needed = closure wanted
        all |> List.filter (fun helper -> needed.Contains helper.Name) |> List.map _.Source
