namespace NtkAnalytic.CorrelationMaps;

/// <summary>
/// How many layers it takes for a distance to fall (or grow) by a factor of e; +infinity where it does so slower than
/// exponentially, as at criticality, 0 where one layer suffices (Schoenholz et al., arXiv 1611.01232; Xiao, Pennington and
/// Schoenholz, arXiv 1912.13053).
/// </summary>
/// <param name="Variance">xi_q = -1 / log|chi_q|, of the variance towards q* (of its growth, 1 / log of the factor, where it grows).</param>
/// <param name="Correlation">xi_c = -1 / log chi(c*), of the correlation towards c*.</param>
/// <param name="NtkDiagonal">xi_1 = 1 / |log chi_1|: of Theta(x, x) towards p* = q* / (1 - chi_1) when ordered, of its growth when chaotic.</param>
/// <param name="Ntk">
/// xi: of Theta(x, x') towards its limit: xi_1 when ordered and smooth (up to a factor l), 2 xi_1 when ordered with kinks,
/// xi_c when chaotic.
/// </param>
/// <param name="MeanPredictor">
/// xi_*: of the mean predictor Theta(x, X) Theta(X, X)^-1 towards 0 when chaotic, 1 / (log chi_1 - log chi(c*)); +infinity when it
/// stays dependent on the data (ordered), and at criticality.
/// </param>
public sealed record DepthScales(double Variance, double Correlation, double NtkDiagonal, double Ntk, double MeanPredictor);
