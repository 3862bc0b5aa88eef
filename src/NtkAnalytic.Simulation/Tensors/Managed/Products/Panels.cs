using System.Numerics;
using System.Runtime.CompilerServices;

namespace NtkAnalytic.Simulation.Tensors.Managed.Products;

/// <summary>Packs parts of matrices into panels: all entries of one step of the sums side by side.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal static unsafe class Panels<T>
    where T : unmanaged
{
    /// <summary>Packs one panel: <c>destination[p * width + i] = source[i * line + p * step]</c>, and 0 for lines that are not there.</summary>
    /// <param name="source">The first entry.</param>
    /// <param name="line">The distance of lines.</param>
    /// <param name="step">The distance of steps; it or <paramref name="line"/> is 1.</param>
    /// <param name="lines">The lines there are, at most <paramref name="width"/>.</param>
    /// <param name="depth">The steps.</param>
    /// <param name="width">The lines of the panel.</param>
    /// <param name="destination">Receives width * depth entries.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(T* source, long line, long step, int lines, int depth, int width, T* destination)
    {
        if (line == 1)
        {
            for (int p = 0; p < depth; p++)
            {
                T* from = source + (p * step);
                T* row = destination + ((long)p * width);
                int j = 0;
                for (; j <= lines - Vector<T>.Count; j += Vector<T>.Count)
                {
                    Vector.Store(Vector.Load(from + j), row + j);
                }

                for (; j < lines; j++)
                {
                    row[j] = from[j];
                }

                for (; j <= width - Vector<T>.Count; j += Vector<T>.Count)
                {
                    Vector.Store(Vector<T>.Zero, row + j);
                }

                for (; j < width; j++)
                {
                    row[j] = default;
                }
            }

            return;
        }

        int i = 0;
        for (; i + 4 <= lines; i += 4)
        {
            T* s0 = source + (i * line);
            T* s1 = s0 + line;
            T* s2 = s1 + line;
            T* s3 = s2 + line;
            T* to = destination + i;
            for (int p = 0; p < depth; p++, to += width)
            {
                to[0] = s0[p];
                to[1] = s1[p];
                to[2] = s2[p];
                to[3] = s3[p];
            }
        }

        for (; i < width; i++)
        {
            T* from = source + (i * line);
            T* to = destination + i;
            for (int p = 0; p < depth; p++, to += width)
            {
                *to = i < lines ? from[p] : default;
            }
        }
    }
}
