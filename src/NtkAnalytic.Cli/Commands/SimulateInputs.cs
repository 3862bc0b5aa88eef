using System.CommandLine;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Data;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Simulation.Ensembles;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The points that <c>ntk simulate</c> looks at: two of one norm, or rows of a file.</summary>
internal sealed class SimulateInputs
{
    private const string Rows = "--rows";

    private readonly DataOptions _data = new(isRequired: false, rows: Rows);
    private readonly Setting<int> _inputs = new("--inputs", "N", "n_0, the number of inputs of the network.", Read.WholeNumber, "10");

    private readonly Setting<double> _correlation = new(
        "--correlation", "C", "The cosine of the angle between the two inputs, in [-1, 1].", Read.Number, "0");

    private readonly Setting<double?> _normSquared = new("--norm-squared", "V", "|x|^2 of both inputs; by default n_0.", text => Read.Number(text));

    /// <summary>Offers the options.</summary>
    public void AddTo(Command command)
    {
        _inputs.AddTo(command);
        _correlation.AddTo(command);
        _normSquared.AddTo(command);
        _data.AddTo(command);
    }

    /// <summary>The points, and in words for people what they are.</summary>
    /// <exception cref="UsageException">An option does not fit, or the file is wrong.</exception>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public (EnsembleInputs Inputs, string Text) Get(ParseResult parse, CancellationToken cancellation)
    {
        if (!_data.IsGiven(parse))
        {
            if (_data.Details(parse).FirstOrDefault() is { } stray)
            {
                throw new UsageException($"{stray} needs --data, the file that it is about");
            }

            var pair = EnsembleInputs.Pair(_inputs.Get(parse), _correlation.Get(parse), _normSquared.Get(parse));
            return (pair, pair.Name);
        }

        if (((string[])[.. _inputs.NameIfGiven(parse), .. _correlation.NameIfGiven(parse), .. _normSquared.NameIfGiven(parse)]).FirstOrDefault() is { } other)
        {
            throw new UsageException($"{other} does not go with --data: it describes a pair of inputs");
        }

        DataSet data = _data.Get(parse, cancellation);
        RowSet rows = data.TrainRange is { } range ? RowSet.Of(range, Rows, data.Table) : RowSet.Between(0, data.Table.RowCount);
        Matrix<double> points = data.Features(rows, rows)[0];
        return (EnsembleInputs.Points(points), $"rows {rows.Text} of {data.Describe()}");
    }
}
