namespace NtkAnalytic.Claims;

/// <summary>A publication whose statements are checked.</summary>
/// <param name="Letter">The letter with which the ids of its claims begin.</param>
/// <param name="Authors">Who wrote it.</param>
/// <param name="Title">Its title.</param>
/// <param name="Reference">Where it is found.</param>
/// <param name="Remark">What to know about how its statements are given here; null for nothing.</param>
public sealed record Paper(string Letter, string Authors, string Title, string Reference, string? Remark = null)
{
    /// <summary>Hayou, Doucet and Rousseau: rates at which deep neural tangent kernels converge.</summary>
    public static Paper HayouDoucetRousseau { get; } = new(
        "A",
        "Hayou, Doucet, Rousseau",
        "Mean-field Behaviour of Neural Tangent Kernel for Deep Neural Networks",
        "arXiv 1905.13654");

    /// <summary>Seleznova and Kutyniok, 2022: networks whose depth is comparable to their width.</summary>
    public static Paper SeleznovaKutyniok2022 { get; } = new(
        "B",
        "Seleznova, Kutyniok",
        "Neural Tangent Kernel Beyond the Infinite-Width Limit: Effects of Depth and Initialization",
        "arXiv 2202.00553",
        "Its statements are given as its abstract and its published experiments make them; the text of its theorems was not at hand.");

    /// <summary>St-Arnaud, Carvalho and Farnadi: width and depth of normalised kernels without biases.</summary>
    public static Paper StArnaudCarvalhoFarnadi { get; } = new(
        "C",
        "St-Arnaud, Carvalho, Farnadi",
        "Revisiting the NTK: the role of large width and depth",
        "arXiv 2511.07272",
        "Its statements are given as others quote them; the text of the paper was not at hand.");

    /// <summary>Huang and Yau: the hierarchy of tangent kernels, and its truncations.</summary>
    public static Paper HuangYau { get; } = new(
        "D",
        "Huang, Yau",
        "Dynamics of Deep Neural Networks and Neural Tangent Hierarchy",
        "arXiv 1909.08156",
        "Its networks are f = a^T x^(H), x^(l) = m^(-1/2) phi(W^(l) x^(l-1)), without a factor in the first layer: here those of sigma_w^2 = 1 on inputs times sqrt(n_0), with the same gradients and the same time. Its constants are not known, and powers of log m in its bounds are left out.");

    /// <summary>Seleznova and Kutyniok, 2020: whether finite networks are in the regime of neural tangent kernel theory.</summary>
    public static Paper SeleznovaKutyniok2020 { get; } = new(
        "H",
        "Seleznova, Kutyniok",
        "Analyzing Finite Neural Networks: Can We Trust Neural Tangent Kernel Theory?",
        "arXiv 2012.04477");

    /// <summary>Xiao, Pennington and Schoenholz: conditioning and the mean predictor in the three phases.</summary>
    public static Paper XiaoPenningtonSchoenholz { get; } = new(
        "K",
        "Xiao, Pennington, Schoenholz",
        "Disentangling Trainability and Generalization in Deep Neural Networks",
        "arXiv 1912.13053");

    /// <summary>The paper in one line.</summary>
    /// <returns>Authors, title and reference.</returns>
    public override string ToString() => $"{Authors}, \"{Title}\", {Reference}";
}
