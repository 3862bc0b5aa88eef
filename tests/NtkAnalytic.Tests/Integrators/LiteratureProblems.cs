using NtkAnalytic.Integrators;

namespace NtkAnalytic.Tests.Integrators;

/// <summary>
/// Problems as printed in Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I (Arenstorf's orbit, the Brusselator, the Pleiades) and in
/// Mazzia and Magherini, Test Set for Initial Value Problem Solvers (Pleiades, Robertson, HIRES, Van der Pol, OREGO); the Lotka-Volterra
/// equations with numbers of our own.
/// </summary>
/// <remarks>
/// The references were computed in quadruple precision, with decimal constants, by the Radau IIA method of order 15 with steps by step
/// doubling at a relative tolerance of 1e-20, and hold to 16 digits against that of order 9 at 1e-17. The printed solutions of the Test Set
/// agree to 1e-15 (HIRES, Robertson, Pleiades), 3e-15 (Van der Pol) and 2e-13 (OREGO, where ours are the nearer ones); the orbit of Arenstorf
/// returns to its start to 1e-20.
/// </remarks>
internal static class LiteratureProblems
{
    private const double MoonMass = 0.012277471;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LiteratureProblem> All { get; } =
    [
        new(
            "lotka-volterra",
            false,
            Problem([1, 1], (y, f) =>
            {
                f[0] = y[0] * (1.5 - y[1]);
                f[1] = y[1] * (y[0] - 3);
            }),
            20,
            [1.057686406839626179, 0.8286757441749495242],
            1),
        new(
            "brusselator",
            false,
            Problem([1.5, 3], (y, f) =>
            {
                double square = y[0] * y[0] * y[1];
                f[0] = 1 + square - (4 * y[0]);
                f[1] = (3 * y[0]) - square;
            }),
            20,
            [0.4986370712683478486, 4.596780349452011183],
            1),
        new("arenstorf", false, Problem([0.994, 0, 0, -2.00158510637908252240537862224], Arenstorf), 17.0652165601579625588917206249, [0.994, 0, 0, -2.00158510637908252240537862224], 1),
        new(
            "pleiades",
            false,
            Problem([3, 3, -1, -3, 2, -2, 2, 3, -3, 2, 0, 0, -4, 4, 0, 0, 0, 0, 0, 1.75, -1.5, 0, 0, 0, -1.25, 1, 0, 0], Pleiades),
            3,
            [
                0.3706139143970512901, 3.237284092057233093, -3.222559032418323347, 0.6597091455775308359, 0.3425581707156579790, 1.562172101400631016,
                -0.7003092922212495385, -3.943437585517392055, -3.271380973972549928, 5.225081843456544192, -2.590612434977469511, 1.198213693392274638,
                -0.2429682344935823409, 1.091449240428979748, 3.417003806314314752, 1.354584501625501221, -2.590065597810775420, 2.025053734714241106,
                -1.155815100160449093, -0.8072988170223021726, 0.5952396354208718767, -3.741244961234008471, 0.3773459685750629037, 0.9386858869551078887,
                0.3667922227200569867, -0.3474046353808494366, 2.344915448180936923, -1.947020434263291901,
            ],
            1),
        new(
            "robertson",
            true,
            Problem([1, 0, 0], (y, f) =>
            {
                double first = 0.04 * y[0];
                double second = 1e4 * y[1] * y[2];
                f[2] = 3e7 * y[1] * y[1];
                f[0] = second - first;
                f[1] = first - second - f[2];
            }),
            1e11,
            [2.083340149701294231e-8, 8.333360770334783401e-14, 0.9999999791665151694],
            1e-13),
        new(
            "hires",
            true,
            Problem([1, 0, 0, 0, 0, 0, 0, 0.0057], Hires),
            321.8122,
            [
                7.371312573325667807e-4, 1.442485726316184658e-4, 5.888729740967575007e-5, 1.175651343283149146e-3, 2.386356198831330469e-3,
                6.238968252742795787e-3, 2.849998395185768658e-3, 2.850001604814231342e-3,
            ],
            1e-4),
        new(
            "van-der-pol",
            true,
            Problem([2, 0], (y, f) =>
            {
                f[0] = y[1];
                f[1] = (1000 * (1 - (y[0] * y[0])) * y[1]) - y[0];
            }),
            2000,
            [1.706167732170465008, -8.928097010248165478e-4],
            1e-3),
        new(
            "orego",
            true,
            Problem([1, 2, 3], (y, f) =>
            {
                f[0] = 77.27 * (y[1] + (y[0] * (1 - (8.375e-6 * y[0]) - y[1])));
                f[1] = (y[2] - ((1 + y[0]) * y[1])) / 77.27;
                f[2] = 0.161 * (y[0] - y[2]);
            }),
            360,
            [1.000814870318522716, 1228.178521549887984, 132.0554942846508288],
            1),
    ];

    /// <summary>The problem of a name.</summary>
    public static LiteratureProblem Parse(string name) => All.Single(problem => problem.Name == name);

    private delegate void Right(ReadOnlySpan<double> state, Span<double> derivative);

    private static InitialValueProblem Problem(double[] start, Right right) =>
        new(new FunctionField(start.Length, (_, state, derivative) => right(state, derivative)), 0, start);

    private static void Arenstorf(ReadOnlySpan<double> y, Span<double> f)
    {
        const double Rest = 1 - MoonMass;
        double earth = ((y[0] + MoonMass) * (y[0] + MoonMass)) + (y[1] * y[1]);
        double moon = ((y[0] - Rest) * (y[0] - Rest)) + (y[1] * y[1]);
        earth *= Math.Sqrt(earth);
        moon *= Math.Sqrt(moon);
        f[0] = y[2];
        f[1] = y[3];
        f[2] = y[0] + (2 * y[3]) - (Rest * (y[0] + MoonMass) / earth) - (MoonMass * (y[0] - Rest) / moon);
        f[3] = y[1] - (2 * y[2]) - (Rest * y[1] / earth) - (MoonMass * y[1] / moon);
    }

    // Seven stars of masses 1 to 7 in a plane.
    private static void Pleiades(ReadOnlySpan<double> y, Span<double> f)
    {
        y[14..].CopyTo(f);
        for (int i = 0; i < 7; i++)
        {
            double x = 0;
            double z = 0;
            for (int j = 0; j < 7; j++)
            {
                double dx = y[j] - y[i];
                double dz = y[7 + j] - y[7 + i];
                double square = (dx * dx) + (dz * dz);
                double pull = i == j ? 0 : (j + 1) / (square * Math.Sqrt(square));
                x += pull * dx;
                z += pull * dz;
            }

            f[14 + i] = x;
            f[21 + i] = z;
        }
    }

    private static void Hires(ReadOnlySpan<double> y, Span<double> f)
    {
        double product = 280 * y[5] * y[7];
        f[0] = (-1.71 * y[0]) + (0.43 * y[1]) + (8.32 * y[2]) + 0.0007;
        f[1] = (1.71 * y[0]) - (8.75 * y[1]);
        f[2] = (-10.03 * y[2]) + (0.43 * y[3]) + (0.035 * y[4]);
        f[3] = (8.32 * y[1]) + (1.71 * y[2]) - (1.12 * y[3]);
        f[4] = (-1.745 * y[4]) + (0.43 * (y[5] + y[6]));
        f[5] = (0.69 * y[3]) + (1.71 * y[4]) - product - (0.43 * y[5]) + (0.69 * y[6]);
        f[6] = product - (1.81 * y[6]);
        f[7] = -f[6];
    }
}
