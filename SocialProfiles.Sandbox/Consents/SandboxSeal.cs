using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SocialProfiles.Sandbox.Consents;

/// <summary>
/// Makes tokens that look like a platform's: unguessable, no two alike, of no use when changed. The key is no secret, since
/// the sandbox has none; it only has to be the same tomorrow.
/// </summary>
internal static class SandboxSeal
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private static readonly byte[] _key = SHA256.HashData(Encoding.ASCII.GetBytes("SocialProfiles sandbox"));

    public static string Seal(byte[] content)
    {
        var packed = new byte[NonceBytes + content.Length + TagBytes];
        var nonce = packed.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(nonce, content, packed.AsSpan(NonceBytes, content.Length), packed.AsSpan(NonceBytes + content.Length));
        return Base64Url.EncodeToString(packed);
    }

    /// <summary>Null for what was not sealed here.</summary>
    public static byte[]? Open(ReadOnlySpan<char> text)
    {
        if (!Base64Url.IsValid(text, out var length) || length <= NonceBytes + TagBytes)
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        var content = new byte[bytes.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_key, TagBytes);
        try
        {
            cipher.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, content.Length), bytes.AsSpan(NonceBytes + content.Length), content);
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
