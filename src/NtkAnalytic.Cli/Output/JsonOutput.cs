using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Cli.Output;

/// <summary>Writes one JSON document: camelCase names, round-trip numbers, matrices as an array of rows.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new NumberConverter(), new MatrixConverter() },
    };

    /// <summary>Writes a document.</summary>
    /// <typeparam name="T">A record of what is in it; members that are null are left out.</typeparam>
    /// <param name="output">Where to.</param>
    /// <param name="document">The document.</param>
    public static void Write<T>(TextWriter output, T document) => output.WriteLine(JsonSerializer.Serialize(document, s_options));

    // JSON has no infinity: it is written as the string "infinity".
    private sealed class NumberConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Documents are written, not read.");

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteStringValue(NumberText.Exact(value));
            }
        }
    }

    private sealed class MatrixConverter : JsonConverter<Matrix<double>>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(Matrix<double>).IsAssignableFrom(typeToConvert);

        public override Matrix<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Documents are written, not read.");

        // A row a line: indentation would put every number on a line of its own.
        public override void Write(Utf8JsonWriter writer, Matrix<double> value, JsonSerializerOptions options) =>
            writer.WriteRawValue($"[\n    {string.Join(",\n    ", value.EnumerateRows().Select(Row))}\n  ]");

        private static string Row(Vector<double> row) => $"[{string.Join(", ", row.Select(Entry))}]";

        // A matrix has no other way to say that an entry has no value.
        private static string Entry(double value) =>
            double.IsNaN(value) ? "null" : double.IsFinite(value) ? NumberText.Exact(value) : $"\"{NumberText.Exact(value)}\"";
    }
}
