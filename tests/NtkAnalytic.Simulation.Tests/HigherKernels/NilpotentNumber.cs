namespace NtkAnalytic.Simulation.Tests.HigherKernels;

/// <summary>A polynomial in generators e_1, e_2, ... with e_i^2 = 0: a coefficient for each set of generators, by its bit mask.</summary>
internal readonly struct NilpotentNumber(double[] coefficients)
{
    public double this[int set] => coefficients[set];

    public static NilpotentNumber Constant(double value, int generators)
    {
        double[] result = new double[1 << generators];
        result[0] = value;
        return new(result);
    }

    public static NilpotentNumber operator +(NilpotentNumber a, NilpotentNumber b) => a.Each(set => a[set] + b[set]);

    public static NilpotentNumber operator *(double a, NilpotentNumber b) => b.Each(set => a * b[set]);

    public static NilpotentNumber operator *(NilpotentNumber a, NilpotentNumber b) => a.Each(set =>
    {
        double sum = 0;
        for (int part = set; ; part = (part - 1) & set)
        {
            sum += a[part] * b[set & ~part];
            if (part == 0)
            {
                return sum;
            }
        }
    });

    /// <summary>The number times a generator.</summary>
    public NilpotentNumber Times(int generator)
    {
        NilpotentNumber self = this;
        return Each(set => (set >> generator & 1) == 0 ? 0 : self[set & ~(1 << generator)]);
    }

    /// <summary>The derivative by a generator.</summary>
    public NilpotentNumber DerivativeBy(int generator)
    {
        NilpotentNumber self = this;
        return Each(set => (set >> generator & 1) != 0 ? 0 : self[set | (1 << generator)]);
    }

    /// <summary>phi of the number, by Taylor's formula, which ends.</summary>
    public NilpotentNumber Apply(Activation phi)
    {
        int generators = int.TrailingZeroCount(coefficients.Length);
        NilpotentNumber self = this;
        NilpotentNumber rest = Each(set => set == 0 ? 0 : self[set]);
        NilpotentNumber sum = Constant(phi.Evaluate(self[0]), generators);
        NilpotentNumber power = Constant(1, generators);
        for (int k = 1; k <= generators; k++)
        {
            power = (1.0 / k) * (power * rest);
            double[] derivative = [self[0]];
            phi.EvaluateDerivative(k, derivative, derivative);
            sum += derivative[0] * power;
        }

        return sum;
    }

    private NilpotentNumber Each(Func<int, double> coefficient) => new([.. Enumerable.Range(0, coefficients.Length).Select(coefficient)]);
}
