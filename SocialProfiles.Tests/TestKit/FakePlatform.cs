using SocialProfiles.Core;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Tests.TestKit;

/// <summary>A platform whose answers a test decides; handles are what is typed, without @.</summary>
internal sealed class FakePlatform(string key = "FAKE", ManualAccess access = ManualAccess.Numbers) : IPlatform, IPlatformClient
{
    private int _calls;

    public string Key { get; } = key;

    public string PlatformKey => Key;

    public PlatformSource SourceOf(bool byPermission) => new("v1", byPermission ? "own" : "public");

    public string Name => "Fake";

    public string HandleHint => "@handle";

    public PlatformMark Mark { get; } = new("0 0 24 24", "");

    public ManualAccess ManualAccess { get; } = access;

    public string? ConsentWouldAdd => null;

    public bool IsConfigured { get; set; } = true;

    public string NotConfiguredReason => "No key.";

    public PlatformLimits Limits { get; set; } = new(16, 0);

    /// <summary>How its talents consent; calls with a consent are answered for whose the token is.</summary>
    public FakeConsent? Consent { get; set; }

    /// <summary>What the insights call could answer.</summary>
    public IReadOnlyList<InsightMetric> Insights { get; init; } = [InsightMetric.FollowersByCountry];

    /// <summary>What the insights call answers.</summary>
    public Func<Result<PlatformInsights, PlatformFailure>> OnInsights { get; set; } = () => PlatformInsights.None;

    /// <summary>The same for one that takes its time; wins over <see cref="OnInsights"/>.</summary>
    public Func<CancellationToken, Task<Result<PlatformInsights, PlatformFailure>>>? OnSlowInsights { get; set; }

    /// <summary>When the agency's own access ends; null where the platform does not tell.</summary>
    public Func<Result<AccessEnd, PlatformFailure>?> OnAccessEnd { get; set; } = () => null;

    /// <summary>Whether the platform accepts the agency's credentials.</summary>
    public CredentialTest? Test { get; set; }

    /// <summary>What the profile call answers.</summary>
    public Func<PlatformAccount, CancellationToken, Task<Result<PlatformProfile, PlatformFailure>>> OnProfile { get; set; } =
        (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(Profile(account.Handle));

    /// <summary>All posts of an account, newest first; pages of two are cut from it.</summary>
    public Func<PlatformAccount, IReadOnlyList<PlatformPost>> Posts { get; set; } = account => [Post($"{account.Handle}-2", 2), Post($"{account.Handle}-1", 1)];

    /// <summary>What a page of posts answers to a cursor; null for pages of <see cref="Posts"/>.</summary>
    public Func<string?, Result<PostPage, PlatformFailure>>? OnPage { get; set; }

    /// <summary>The same for one that takes its time; wins over <see cref="OnPage"/>.</summary>
    public Func<CancellationToken, Task<Result<PostPage, PlatformFailure>>>? OnSlowPage { get; set; }

    /// <summary>How many pages of posts were asked for.</summary>
    public int Pages { get; private set; }

    /// <summary>How many profiles were asked for.</summary>
    public int Calls => _calls;

    public static PlatformProfile Profile(string handle, long followers = 1000) => new()
    {
        AccountId = $"id-{handle.ToLowerInvariant()}",
        Handle = handle,
        DisplayName = handle.ToUpperInvariant(),
        Followers = Metric.Of(followers),
        Posts = Metric.Of(2),
    };

    public static PlatformPost Post(string id, int day, long likes = 10) => new(id, new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero), PostKind.Image)
    {
        Text = $"Post {id}",
        Likes = Metric.Of(likes),
        Comments = Metric.Of(1),
    };

    public void Fails(FailureKind kind, TimeSpan? retryAfter = null) =>
        OnProfile = (_, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(new PlatformFailure(kind, "HTTP 000", retryAfter));

    public bool OwnsHost(string host) => false;

    public PlatformPictures Pictures { get; set; } = PlatformPictures.None;

    public HandleReading Read(string text) => HandleReading.Of(text.TrimStart('@'));

    public string ProfileUrl(string handle) => $"https://fake.example/{handle}";

    public Task<Result<PlatformProfile, PlatformFailure>> GetProfileAsync(PlatformAccount account, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        if (account.Consent is not { } consent)
        {
            return OnProfile(account, cancellationToken);
        }

        return Consent?.HandleOf(consent.AccessToken) is { } handle
            ? OnProfile(account with { Handle = handle }, cancellationToken)
            : Task.FromResult<Result<PlatformProfile, PlatformFailure>>(new PlatformFailure(FailureKind.AccessRefused, "HTTP 401") { IsTokenRefused = true });
    }

    public Task<Result<PlatformInsights, PlatformFailure>> GetInsightsAsync(
        PlatformAccount account, PlatformProfile profile, IReadOnlyList<PlatformPost> posts, DateOnly since, CancellationToken cancellationToken) =>
        OnSlowInsights?.Invoke(cancellationToken) ?? Task.FromResult(OnInsights());

    public Task<Result<AccessEnd, PlatformFailure>?> ReadAccessEndAsync(CancellationToken cancellationToken) => Task.FromResult(OnAccessEnd());

    public Task<CredentialTest?> TestAsync(CancellationToken cancellationToken) => Task.FromResult(Test);

    public Task<Result<PostPage, PlatformFailure>> GetPostsAsync(PlatformAccount account, PlatformProfile profile, string? cursor, int wanted, CancellationToken cancellationToken)
    {
        Pages++;
        if (OnSlowPage is not null)
        {
            return OnSlowPage(cancellationToken);
        }

        if (OnPage is not null)
        {
            return Task.FromResult(OnPage(cursor));
        }

        var all = Posts(account);
        var from = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
        var page = all.Skip(from).Take(Math.Min(2, wanted)).ToArray();
        var next = from + page.Length;
        return Task.FromResult<Result<PostPage, PlatformFailure>>(new PostPage(page, next < all.Count ? next.ToString(System.Globalization.CultureInfo.InvariantCulture) : null));
    }
}
