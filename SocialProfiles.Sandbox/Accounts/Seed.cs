using System.IO.Hashing;
using System.Text;

namespace SocialProfiles.Sandbox.Accounts;

/// <summary>
/// A number from which others follow, always the same ones: today, tomorrow and after a restart
/// (<see cref="string.GetHashCode()"/> differs from process to process).
/// </summary>
internal readonly record struct Seed(ulong Number)
{
    /// <summary>From 0 up to, not including, 1.</summary>
    public double Unit => (Number >> 11) * (1.0 / (1UL << 53));

    /// <summary>Around 0, about two thirds of them between -1 and 1: a bell curve.</summary>
    public double Bell
    {
        get
        {
            var distance = Math.Sqrt(-2 * Math.Log(1 - For("distance").Unit));
            return distance * Math.Cos(2 * Math.PI * For("angle").Unit);
        }
    }

    public static Seed Of(string text) => new(XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(text)));

    /// <summary>A seed of its own for one purpose.</summary>
    public Seed For(string purpose) => new(Mix(Number ^ Of(purpose).Number));

    /// <summary>A seed of its own for one of many.</summary>
    public Seed For(long index) => new(Mix(Number + (0x9E3779B97F4A7C15 * ((ulong)index + 1))));

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => least + (int)(Unit * (most - least + 1));

    public double Between(double least, double most) => least + (Unit * (most - least));

    /// <summary>True for one in <paramref name="many"/>.</summary>
    public bool OneIn(int many) => Between(1, many) == 1;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Between(0, choices.Count - 1)];

    // The finalizer of SplitMix64: neighbouring numbers come out unrelated.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
