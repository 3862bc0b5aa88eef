using System.Buffers.Binary;
using System.Text;

namespace NtkAnalytic.Cli.Files;

/// <summary>The header of NumPy's file format, version 1.0 (numpy.lib.format), for doubles in C order.</summary>
internal static class NpyHeader
{
    // The data begin at a multiple of 64 bytes.
    private const int Alignment = 64;
    private const int PrefixLength = 10;

    /// <summary>The header of an array.</summary>
    /// <param name="shape">Its extents.</param>
    /// <returns>The bytes that stand before the data.</returns>
    public static byte[] Build(params IReadOnlyList<int> shape)
    {
        string byteOrder = BitConverter.IsLittleEndian ? "<" : ">";
        string extents = string.Join(", ", shape) + (shape.Count == 1 ? "," : "");
        string text = $"{{'descr': '{byteOrder}f8', 'fortran_order': False, 'shape': ({extents}), }}";
        int length = (PrefixLength + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        byte[] header = new byte[length];
        ReadOnlySpan<byte> magicAndVersion = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];
        magicAndVersion.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(length - PrefixLength));
        Encoding.ASCII.GetBytes(text.PadRight(length - PrefixLength - 1) + "\n").CopyTo(header, PrefixLength);
        return header;
    }
}
