using System.Collections.Concurrent;

namespace SocialProfiles.Sandbox.Consents;

/// <summary>The consents that were given on the sandbox's pages, and the codes for them. The list is in memory.</summary>
internal sealed class SandboxConsents(SandboxTokens tokens)
{
    private const int Remembered = 500;
    private static readonly TimeSpan _codeLife = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Platform, string Handle), ConsentedAccount> _accounts = new();

    /// <summary>Whoever consented since the application started, the last one first.</summary>
    public IReadOnlyList<ConsentedAccount> Accounts => [.. _accounts.Values.OrderByDescending(account => account.GivenAt)];

    /// <summary>Notes a consent.</summary>
    /// <param name="handle">Lower case, without @.</param>
    /// <returns>The code for it.</returns>
    public string Give(ConsentSite site, ConsentAsk ask, string handle, IReadOnlyList<string> scopes, TokenLife life)
    {
        var now = tokens.GivenAt(site.Path, handle);
        var consent = new SandboxConsent(Guid.NewGuid(), site.Path, handle, scopes, now, ShorterWhereTheHandleSaysSo(site, handle, life));
        var isFirst = !_accounts.ContainsKey((site.Path, handle));
        if (isFirst && _accounts.Count >= Remembered)
        {
            _accounts.Clear();
        }

        _accounts[(site.Path, handle)] = new ConsentedAccount(site.Path, handle, now, IsRemoved: false);
        return tokens.Issue(new SandboxToken(TokenUse.Code, consent, now, now + _codeLife, 0)
        {
            RedirectAddress = ask.RedirectAddress,
            Challenge = ask.Challenge,

            // Whoever consents again gets no new refresh token, unless the app asks to be asked about.
            IsOffline = ask.IsOffline && (ask.Prompts || isFirst),
        });
    }

    /// <summary>The account's owner removes the app at the platform: every token of it is dead.</summary>
    public void Remove(string platform, string handle)
    {
        tokens.Remove(platform, handle);
        if (_accounts.TryGetValue((platform, handle), out var account))
        {
            _accounts[(platform, handle)] = account with { IsRemoved = true };
        }
    }

    // So that a person sees the renewal. Where tokens renew themselves, one that lives so short never could.
    private static TokenLife ShorterWhereTheHandleSaysSo(ConsentSite site, string handle, TokenLife life) =>
        SandboxBehaviours.For(handle).Conduct switch
        {
            SandboxConduct.NoRefresh or SandboxConduct.Stalled => site.RenewsByItself ? life : Short(life),
            SandboxConduct.Expires => Short(life),
            _ => life,
        };

    private static TokenLife Short(TokenLife life) => life with { AccessSeconds = (int)SandboxConsent.UntilItEnds.TotalSeconds };
}

/// <param name="Platform">As in <see cref="ConsentSite.Path"/>.</param>
/// <param name="GivenAt">UTC.</param>
/// <param name="IsRemoved">Its owner removed the app since.</param>
internal sealed record ConsentedAccount(string Platform, string Handle, DateTimeOffset GivenAt, bool IsRemoved);
