using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Checkpoints;

namespace NtkAnalytic.Simulation.Training;

/// <summary>Records in checkpoints: all bits of all numbers.</summary>
internal static class RecordFormat
{
    public static void Write(BinaryWriter writer, TrainingRecord record)
    {
        writer.Write(record.Step);
        writer.Write(record.Time);
        writer.Write(record.TrainLoss);
        writer.Write(record.ParameterDistance);
        Number(record.TestLoss);
        Number(record.TrainAccuracy);
        Number(record.TestAccuracy);
        Number(record.RelativeParameterDistance);
        Number(record.KernelChange);
        Entries(record.TrainOutputs);
        Entries(record.TestOutputs);
        Entries(record.Kernel);

        void Number(double? value)
        {
            writer.Write(value.HasValue);
            writer.Write(value ?? 0);
        }

        void Entries(Matrix<double>? matrix)
        {
            writer.Write(matrix?.RowCount ?? 0);
            Numbers.Write(writer, matrix?.ToRowMajorArray() ?? []);
        }
    }

    public static TrainingRecord Read(BinaryReader reader)
    {
        return new TrainingRecord
        {
            Step = reader.ReadInt64(),
            Time = reader.ReadDouble(),
            TrainLoss = reader.ReadDouble(),
            ParameterDistance = reader.ReadDouble(),
            TestLoss = Number(),
            TrainAccuracy = Number(),
            TestAccuracy = Number(),
            RelativeParameterDistance = Number(),
            KernelChange = Number(),
            TrainOutputs = Entries(),
            TestOutputs = Entries(),
            Kernel = Entries(),
        };

        double? Number()
        {
            bool hasValue = reader.ReadBoolean();
            double value = reader.ReadDouble();
            return hasValue ? value : null;
        }

        Matrix<double>? Entries()
        {
            int rows = reader.ReadInt32();
            double[] entries = Numbers.Read(reader);
            return rows == 0 ? null : Matrix<double>.Build.DenseOfRowMajor(rows, entries.Length / rows, entries);
        }
    }
}
