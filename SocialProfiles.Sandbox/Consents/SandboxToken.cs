using System.Text;

namespace SocialProfiles.Sandbox.Consents;

/// <summary>What a token is for. Written into tokens by number.</summary>
internal enum TokenUse
{
    /// <summary>Comes back from the consent page, and is exchanged once.</summary>
    Code = 0,

    /// <summary>Instagram's first token, to be exchanged for a long-lived one.</summary>
    ShortLived = 1,

    Access = 2,
    Refresh = 3,
}

/// <summary>What a token says about itself, so that it works after a restart: the sandbox stores none.</summary>
/// <param name="IssuedAt">UTC.</param>
/// <param name="EndsAt">UTC; null where it never ends.</param>
/// <param name="Generation">How often the consent was renewed before; 0 for the first.</param>
internal sealed record SandboxToken(TokenUse Use, SandboxConsent Consent, DateTimeOffset IssuedAt, DateTimeOffset? EndsAt, int Generation)
{
    /// <summary>Of a code: where it was sent, to the letter.</summary>
    public string RedirectAddress { get; init; } = "";

    /// <summary>Of a code: the PKCE challenge, with its method before it; empty where there was none.</summary>
    public string Challenge { get; init; } = "";

    /// <summary>Of a code: whether a refresh token belongs to it.</summary>
    public bool IsOffline { get; init; }

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write((byte)Use);
        writer.Write(Consent.Id.ToByteArray());
        writer.Write(Consent.Platform);
        writer.Write(Consent.Handle);
        writer.Write(string.Join(' ', Consent.Scopes));
        writer.Write(Consent.GivenAt.UtcTicks);
        writer.Write(Consent.Life.AccessSeconds);
        writer.Write(Consent.Life.RefreshSeconds);
        writer.Write(IssuedAt.UtcTicks);
        writer.Write(EndsAt?.UtcTicks ?? 0);
        writer.Write(Generation);
        writer.Write(RedirectAddress);
        writer.Write(Challenge);
        writer.Write(IsOffline);
        writer.Flush();
        return stream.ToArray();
    }

    /// <param name="bytes">Of <see cref="ToBytes"/>; nobody else can seal any.</param>
    public static SandboxToken Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var use = (TokenUse)reader.ReadByte();
        var consent = new SandboxConsent(
            new Guid(reader.ReadBytes(16)),
            reader.ReadString(),
            reader.ReadString(),
            reader.ReadString().Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Time(reader.ReadInt64()),
            new TokenLife(reader.ReadInt32(), reader.ReadInt32()));
        var issuedAt = Time(reader.ReadInt64());
        var endsAt = reader.ReadInt64();
        return new SandboxToken(use, consent, issuedAt, endsAt == 0 ? null : Time(endsAt), reader.ReadInt32())
        {
            RedirectAddress = reader.ReadString(),
            Challenge = reader.ReadString(),
            IsOffline = reader.ReadBoolean(),
        };
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}

/// <summary>A token as it went out. For tests, which search for it where it must not be.</summary>
internal sealed record IssuedToken(string Text, SandboxToken Token)
{
    public override string ToString() => $"{Token.Consent.Platform} {Token.Use} {Token.Generation}";
}
