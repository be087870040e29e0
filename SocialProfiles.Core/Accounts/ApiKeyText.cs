using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.Accounts;

/// <summary>How a key looks, and what is kept of it.</summary>
public static class ApiKeyText
{
    public const string Start = "sp_";

    /// <summary>A key that somebody chose (<c>Setup:ApiKey</c>) must at least be this long; ours have 46 characters.</summary>
    public const int MinLength = 20;

    public const int MaxLength = 200;

    private const int PrefixLength = 9;

    /// <summary>A new key: <c>sp_</c> and 256 random bits.</summary>
    public static string Generate() => Start + RandomSecret.New();

    public static byte[] Hash(string key) => RandomSecret.Hash(key);

    /// <summary>Enough to recognise a key by, and never more than a third of it.</summary>
    public static string Prefix(string key) => key[..Math.Min(PrefixLength, key.Length / 3)];

    /// <summary>What is wrong with a key that somebody chose, as a sentence; null where nothing is.</summary>
    public static string? Refusal(string key) => key switch
    {
        { Length: < MinLength } => $"is too short: use at least {MinLength} random characters, for example from: openssl rand -hex 32.",
        { Length: > MaxLength } => $"is too long: use at most {MaxLength} characters.",
        _ when !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~') => "may hold only letters, digits and - _ . ~.",
        _ => null,
    };
}
