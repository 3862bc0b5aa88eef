namespace NtkAnalytic.Integrators;

/// <summary>
/// ESDIRK5(4)7L[2]SA2 of Kennedy and Carpenter (Diagonally implicit Runge-Kutta methods for stiff ODEs, Applied Numerical Mathematics 146,
/// 2019): order 5, L-stable, stiffly accurate, all stages of order 2; the embedded method of order 4 is A-stable. The fractions satisfy
/// every order condition to 1e-26.
/// </summary>
/// <remarks>
/// Bubble and predictors are derived, not printed there. The bubble d makes the path one of order 4: with stages of order 2 that is d . 1 =
/// d . c = d . c^2 = 0, d . c^3 = 1/4 and d . A c^2 = 1/12; of its two free numbers least squares take what they can from the conditions of
/// order 5. The predictor of stage i guesses its slope from those before: weights of least norm that are exact for slopes 1, c and c^2
/// (1 and c with two stages).
/// </remarks>
internal static class KennedyCarpenter5
{
    private const double Gamma = 23.0 / 125;
    private const double A3 = 791020047304.0 / 3561426431547;
    private const double A4 = -158159076358.0 / 11257294102345;
    private const double A5 = -1653327111580.0 / 4048416487981;
    private const double A6 = -4540011970825.0 / 8418487046959;
    private const double B1 = -188593204321.0 / 4778616380481;
    private const double E1 = -582099335757.0 / 7214068459310;

    public static DiagonallyImplicitTableau Tableau { get; } = new(
        order: 5,
        denseOrder: 4,
        nodes: [0, 2 * Gamma, 7121331996143.0 / 11335814405378, 49.0 / 353, 3706679970760.0 / 5295570149437, 347.0 / 382, 1],
        stages:
        [
            [],
            [Gamma, Gamma],
            [A3, A3, Gamma],
            [A4, A4, -85517644447.0 / 5003708988389, Gamma],
            [A5, A5, 1514767744496.0 / 9099671765375, 14283835447591.0 / 12247432691556, Gamma],
            [A6, A6, -1790937573418.0 / 7393406387169, 10819093665085.0 / 7266595846747, 4109463131231.0 / 7386972500302, Gamma],
            [B1, B1, 2809310203510.0 / 10304234040467, 1021729336898.0 / 2364210264653, 870612361811.0 / 2470410392208, -1307970675534.0 / 8059683598661, Gamma],
        ],
        embedded:
        [
            E1, E1, 615023338567.0 / 3362626566945, 3192122436311.0 / 6174152374399, 6156034052041.0 / 14430468657929,
            -1011318518279.0 / 9693750372484, 1914490192573.0 / 13754262428401,
        ],
        bubble:
        [
            -0.95189254472325392887, 4.3958693537022778274, -2.9406577742686975341, -0.32575185489948123246,
            -1.8294672509924612824, 1.0526255567094535148, 0.5992745144721626357,
        ],
        predictors:
        [
            [],
            [1],
            [-0.70710678118654752, 1.7071067811865475],
            [0.48518509662765603, 0.70942946685515677, -0.1946145634828128],
            [0.26651674257683013, -0.28534623365111977, 1.3558136470713305, -0.33698415599704083],
            [0.81296410068213252, -1.3382776862704507, 0.58143574541990418, -0.66813142351892113, 1.6120092636873351],
            [0.28733768219253868, -0.45124307805819883, -0.059091575916060496, -0.16921309393713868, 0.18224578245268543, 1.2099642832661739],
        ]);
}
