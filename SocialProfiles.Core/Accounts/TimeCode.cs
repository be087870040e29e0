using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace SocialProfiles.Core.Accounts;

/// <summary>The six digits of an authenticator app: TOTP (RFC 6238) as all of those apps make it, with SHA-1 and 30 seconds.</summary>
public static class TimeCode
{
    public const int Digits = 6;

    /// <summary>Bytes of a secret, as long as the hash that it keys.</summary>
    private const int SecretLength = 20;

    private const int StepSeconds = 30;

    /// <summary>How far a phone's clock may be off, in steps to either side.</summary>
    private const int Tolerance = 1;

    // RFC 4648, which is what the apps read.
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>160 random bits in base 32: 32 letters and digits.</summary>
    public static string NewSecret() => RandomNumberGenerator.GetString(Letters, SecretLength * 8 / 5);

    /// <summary>What the QR code says to the app.</summary>
    /// <param name="account">Under which name the app lists it.</param>
    /// <param name="issuer">Whose it is, in the app.</param>
    public static string Address(string secret, string account, string issuer) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}&digits={Digits}&period={StepSeconds}";

    /// <summary>Which step a code is of: about now, and after those that were used.</summary>
    /// <param name="typed">Spaces don't count.</param>
    /// <param name="now">UTC.</param>
    /// <param name="after">The newest step that was used.</param>
    /// <returns>Null where it is no such code.</returns>
    public static long? Find(string secret, string? typed, DateTimeOffset now, long after)
    {
        var code = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c)));
        if (code.Length != Digits || !code.All(char.IsAsciiDigit))
        {
            return null;
        }

        var (key, current) = (Decode(secret), StepOf(now));
        long? found = null;
        for (var step = current - Tolerance; step <= current + Tolerance; step++)
        {
            // Each is compared, so that the time of the answer says nothing.
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Of(key, step)), System.Text.Encoding.ASCII.GetBytes(code)) && step > after)
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>The code of a time.</summary>
    /// <param name="time">UTC.</param>
    public static string At(string secret, DateTimeOffset time) => Of(Decode(secret), StepOf(time));

    private static long StepOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    private static string Of(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The apps know nothing else, and what is weak about SHA-1 does not touch HMAC.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string secret)
    {
        var bytes = new byte[secret.Length * 5 / 8];
        var (bits, have, at) = (0, 0, 0);
        foreach (var letter in secret)
        {
            bits = (bits << 5) | Letters.IndexOf(letter, StringComparison.Ordinal);
            have += 5;
            if (have >= 8)
            {
                have -= 8;
                bytes[at++] = (byte)(bits >> have);
                bits &= (1 << have) - 1;
            }
        }

        return bytes;
    }
}
