namespace SocialProfiles.Sandbox.Consents;

/// <summary>A consent as it was given on the sandbox's page. Every token of it says all of this.</summary>
/// <param name="Platform">As in <see cref="ConsentSite.Path"/>.</param>
/// <param name="Handle">Who consented; lower case, without @.</param>
/// <param name="Scopes">What was granted.</param>
/// <param name="GivenAt">UTC.</param>
/// <param name="Life">How long its tokens live.</param>
internal sealed record SandboxConsent(Guid Id, string Platform, string Handle, IReadOnlyList<string> Scopes, DateTimeOffset GivenAt, TokenLife Life)
{
    /// <summary>How long a consent works whose handle makes it end.</summary>
    public static readonly TimeSpan UntilItEnds = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan _week = TimeSpan.FromDays(7);

    public SandboxConduct Conduct => SandboxBehaviours.For(Handle).Conduct;

    /// <summary>When an access token that is issued now ends.</summary>
    public DateTimeOffset AccessEnds(DateTimeOffset now) => NoLaterThanTheConsent(now.AddSeconds(Life.AccessSeconds));

    /// <summary>When a refresh token that is issued now ends; null where it never does.</summary>
    public DateTimeOffset? RefreshEnds(DateTimeOffset now) =>
        Life.RefreshSeconds > 0 ? NoLaterThanTheConsent(now.AddSeconds(Life.RefreshSeconds)) : LastsAWeek ? GivenAt + _week : null;

    /// <summary>
    /// The handle for a call that is about tokens; null where its behaviour is one that passes: that one is kept for the calls for data.
    /// </summary>
    public string? HandleForTokens() => SandboxBehaviours.For(Handle).FailsFirst > 0 ? null : Handle;

    public bool Has(string scope) => Scopes.Contains(scope, StringComparer.Ordinal);

    private bool LastsAWeek => Conduct is SandboxConduct.WeekLong;

    private DateTimeOffset NoLaterThanTheConsent(DateTimeOffset end) => LastsAWeek && end > GivenAt + _week ? GivenAt + _week : end;
}

/// <param name="AccessSeconds">Of an access token.</param>
/// <param name="RefreshSeconds">Of a refresh token; 0 where it does not end, or there is none.</param>
public readonly record struct TokenLife(int AccessSeconds, int RefreshSeconds);
