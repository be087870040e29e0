namespace SocialProfiles.Core.Platforms;

/// <summary>A secret as the header that carries it, so that no address ever does. The default is none.</summary>
internal readonly record struct PlatformCredential(string? Header, string? Value)
{
    public static PlatformCredential None => default;

    public static PlatformCredential Bearer(string token) => new("Authorization", "Bearer " + token);

    /// <summary>Never the value: this may end in a log.</summary>
    public override string ToString() => Header ?? "none";
}
