using SocialProfiles.Core;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Tests.TestKit;

/// <summary>
/// The consent of <see cref="FakePlatform"/>: a code is the handle that consents, tokens are numbered, and a renewal makes
/// the old refresh token useless, as TikTok does.
/// </summary>
internal sealed class FakeConsent(TimeProvider time, string key = "FAKE") : IPlatformConsent
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _live = new(StringComparer.Ordinal);
    private readonly HashSet<string> _spent = new(StringComparer.Ordinal);
    private int _number;

    public string PlatformKey { get; } = key;

    public bool IsConfigured { get; set; } = true;

    public string NotConfiguredReason => "The app of Fake is not set.";

    public ConsentTerms Terms { get; set; } = new([new("basic", true), new("insights", false)], ["your name"], ["your messages"], UsesPkce: true, "Open your settings on Fake.");

    public TimeSpan AccessLifetime { get; set; } = TimeSpan.FromHours(2);

    public TimeSpan? RefreshLifetime { get; set; } = TimeSpan.FromDays(180);

    /// <summary>Scopes that the next exchanges grant; empty says nothing about them.</summary>
    public IReadOnlyList<string> Granted { get; set; } = ["basic", "insights"];

    /// <summary>Every renewal fails so; null for one that succeeds.</summary>
    public PlatformFailure? RefreshFails { get; set; }

    /// <summary>Awaited before a renewal is answered.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>False as for Google, which gives no id of the person.</summary>
    public bool NamesThePerson { get; set; } = true;

    public bool OffersRevocation { get; set; } = true;

    public PlatformFailure? RevokeFails { get; set; }

    public int Refreshes { get; private set; }

    public List<string> Revoked { get; } = [];

    /// <summary>Every token that was ever given.</summary>
    public List<string> Issued { get; } = [];

    public string AuthorizeAddress(ConsentPage page) => $"https://fake.example/authorize?state={page.State}&challenge={page.CodeChallenge}&hint={page.LoginHint}";

    /// <summary>Whose an access token is; null for one that the platform does not accept.</summary>
    public string? HandleOf(string accessToken)
    {
        lock (_lock)
        {
            return _live.GetValueOrDefault(accessToken);
        }
    }

    /// <summary>The person removes the app: nothing is accepted any more.</summary>
    public void Remove()
    {
        lock (_lock)
        {
            _live.Clear();
        }
    }

    public Task<Result<PlatformTokens, PlatformFailure>> ExchangeAsync(string code, string redirectAddress, string? verifier, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<Result<PlatformTokens, PlatformFailure>>(verifier is null || !_spent.Add(code) ? Refused() : Issue(code.Split('#')[0], Granted));
        }
    }

    public async Task<Result<PlatformTokens, PlatformFailure>> RefreshAsync(PlatformTokens tokens, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Refreshes++;
        }

        await Gate;
        if (RefreshFails is { } failure)
        {
            return failure;
        }

        lock (_lock)
        {
            return _live.Remove(tokens.RefreshToken!, out var handle) ? Issue(handle, tokens.Scopes) : Refused();
        }
    }

    public Task<Result<bool, PlatformFailure>> RevokeAsync(PlatformTokens tokens, CancellationToken cancellationToken)
    {
        if (RevokeFails is { } failure)
        {
            return Task.FromResult<Result<bool, PlatformFailure>>(failure);
        }

        Revoked.Add(tokens.AccessToken);
        return Task.FromResult<Result<bool, PlatformFailure>>(OffersRevocation);
    }

    public DateTimeOffset? RenewAt(PlatformTokens tokens) => OAuthTokens.RenewAt(tokens);

    public Task<CredentialTest> TestAsync(CancellationToken cancellationToken) => Task.FromResult(new CredentialTest(true, "Fake knows the app."));

    private static PlatformFailure Refused() => new(FailureKind.ConsentExpired, "HTTP 400, code invalid_grant") { End = ConsentEndReason.Revoked };

    private PlatformTokens Issue(string handle, IReadOnlyList<string> scopes)
    {
        var now = time.GetUtcNow();
        var number = ++_number;
        var tokens = new PlatformTokens($"fake-access-{number}-of-{handle}-secret", now, now + AccessLifetime)
        {
            RefreshToken = $"fake-refresh-{number}-of-{handle}-secret",
            RefreshExpiresAt = now + RefreshLifetime,
            Scopes = scopes,
            UserId = NamesThePerson ? $"user-{handle}" : null,
        };
        _live[tokens.AccessToken] = handle;
        _live[tokens.RefreshToken] = handle;
        Issued.AddRange([tokens.AccessToken, tokens.RefreshToken]);
        return tokens;
    }
}
