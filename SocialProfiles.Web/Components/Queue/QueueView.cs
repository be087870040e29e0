using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Queue;

/// <summary>What the queue's page shows, as its address says it.</summary>
/// <param name="Page">From 1.</param>
public sealed record QueueView(QueueFilter Filter, TimelineSpan Span = TimelineSpan.Hour, int Page = 1)
{
    public const string Path = "/queue";
    public const int Size = 25;
    public const string ProfilesId = "queue-profiles";

    public static QueueView Default { get; } = new(new QueueFilter(QueueState.Active));

    public static QueueView Read(PlatformCatalog catalog, string? state, string? platform, string? cause, string? span, int? page) => new(
        new QueueFilter(EnumName.Read<QueueState>(state) ?? QueueState.Active, catalog.TryGet(platform, out var known) ? known.Key : null, EnumName.Read<FailureKind>(cause)),
        EnumName.Read<TimelineSpan>(span) ?? TimelineSpan.Hour,
        Math.Clamp(page ?? 1, 1, 1_000_000));

    /// <summary>Says only what differs from the page as it opens.</summary>
    public string Address()
    {
        Dictionary<string, string?> query = [];
        if (Filter.State != QueueState.Active)
        {
            query["state"] = Filter.State.ToString().ToLowerInvariant();
        }

        if (Filter.Platform is not null)
        {
            query["platform"] = Filter.Platform.ToLowerInvariant();
        }

        if (Filter.Failure is { } failure)
        {
            query["cause"] = failure.ToString().ToLowerInvariant();
        }

        if (Span != TimelineSpan.Hour)
        {
            query["span"] = "day";
        }

        if (Page > 1)
        {
            query["page"] = Page.ToString(CultureInfo.InvariantCulture);
        }

        return QueryHelpers.AddQueryString(Path, query);
    }

    /// <summary>The address of the list below, of one state.</summary>
    public string ListOf(QueueState state, string? platform = null, FailureKind? failure = null) =>
        $"{(this with { Filter = new QueueFilter(state, platform, failure), Page = 1 }).Address()}#{ProfilesId}";

    public static string NameOf(QueueState state) => state switch
    {
        QueueState.Active => "Syncing now",
        QueueState.Waiting => "Waiting",
        QueueState.Retrying => "Retrying",
        _ => "Failed",
    };

    /// <summary>Where the attempts of a profile are shown.</summary>
    public static string AttemptsOf(Guid connectionId) => $"{Path}/{connectionId}";
}
