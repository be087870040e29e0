using SocialProfiles.Core.Connections;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Tests.TestKit;

/// <summary>A profile as if it had been read, with what a test wants to be known of it.</summary>
internal sealed record ReadProfile(string Talent, long? Followers, string Platform = "FAKE")
{
    /// <summary>Followers at a number of days before now.</summary>
    public IReadOnlyList<(double DaysAgo, long? Followers)> Before { get; init; } = [];

    public double? Rate { get; init; }

    public int RatedPosts { get; init; } = 10;

    public double? MedianViews { get; init; }

    public double? LastPostDaysAgo { get; init; }

    public bool IsRounded { get; init; }

    public MetricGap Gap { get; init; } = MetricGap.Hidden;

    public MetricGap PostsGap { get; init; }

    public SyncStatus Status { get; init; } = SyncStatus.Ready;

    /// <summary>When it was read last; null for one that never was.</summary>
    public double? SyncedDaysAgo { get; init; } = 0;

    /// <summary>Followers by country.</summary>
    public IReadOnlyList<(string Country, double Followers)> Countries { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];
}

internal static class ReadProfiles
{
    /// <summary>Writes them, a talent each; two of one name are profiles of one talent.</summary>
    public static Task WriteAsync(this Database database, DateTimeOffset now, params ReadProfile[] profiles) => database.WriteAsync(
        async db =>
        {
            Dictionary<string, Talent> talents = [];
            foreach (var profile in profiles)
            {
                if (!talents.TryGetValue(profile.Talent, out var talent))
                {
                    talents[profile.Talent] = talent = new Talent
                    {
                        Id = Guid.CreateVersion7(now),
                        Name = profile.Talent,
                        SortName = Folded.Of(profile.Talent),
                        SearchText = Folded.Of(profile.Talent),
                        CreatedAt = now,
                        UpdatedAt = now,
                        Tags = profile.Tags,
                    };
                    db.Add(talent);
                }

                var handle = $"{Folded.Of(profile.Talent).Replace(' ', '.')}.{profile.Platform.ToLowerInvariant()}";
                var connection = new Connection
                {
                    Id = Guid.CreateVersion7(now),
                    TalentId = talent.Id,
                    IsSandbox = db.IsSandbox,
                    Platform = profile.Platform,
                    Handle = handle,
                    NormalizedHandle = handle,
                    ProfileUrl = $"https://example.com/{handle}",
                    Status = profile.Status,
                    LastSyncedAt = profile.SyncedDaysAgo is { } ago ? now.AddDays(-ago) : null,
                    CreatedAt = now,
                    UpdatedAt = now,
                };
                db.Add(connection);
                await db.SaveChangesAsync();
                if (profile.SyncedDaysAgo is null)
                {
                    continue;
                }

                db.Add(new SocialProfile
                {
                    ConnectionKey = connection.Key,
                    IsSandbox = db.IsSandbox,
                    Platform = profile.Platform,
                    AccountId = handle,
                    DisplayName = handle,
                    Followers = profile.Followers,
                    Gaps = MetricGaps.Pack(profile.Followers is { } count ? new Metric(count, MetricGap.None, profile.IsRounded) : Metric.Unknown(profile.Gap)),
                    PostsGap = profile.PostsGap,
                    RecentEngagementRate = profile.Rate,
                    RecentPosts = profile.Rate is null ? 0 : profile.RatedPosts,
                    RecentMedianViews = profile.MedianViews,
                    LastPostAt = profile.LastPostDaysAgo is { } days ? now.AddDays(-days) : null,
                });
                db.AddRange(profile.Before.Select(before => new ProfileReading
                {
                    ConnectionKey = connection.Key,
                    FirstReadAt = now.AddDays(-before.DaysAgo),
                    LastReadAt = now.AddDays(-before.DaysAgo).AddMinutes(1),
                    Followers = before.Followers,
                }));
                db.AddRange(profile.Countries.Select(country => new AccountInsight
                {
                    ConnectionKey = connection.Key,
                    Metric = InsightMetric.FollowersByCountry,
                    Day = DateOnly.FromDateTime(now.UtcDateTime).DayNumber,
                    Slice = country.Country,
                    Value = country.Followers,
                }));
            }

            return talents.Count;
        },
        CancellationToken.None);
}
