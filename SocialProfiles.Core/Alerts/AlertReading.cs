using System.Globalization;
using SocialProfiles.Core.Notices;

namespace SocialProfiles.Core.Alerts;

/// <summary>What a rule has to know of a connection.</summary>
internal sealed record AlertReading : INoticeSubject
{
    public long Key { get; init; }

    public Guid Id { get; init; }

    public Guid TalentId { get; init; }

    public bool IsSandbox { get; init; }

    public required string Platform { get; init; }

    /// <summary>Read with the talent's permission; else as everybody sees it.</summary>
    public bool ByPermission { get; init; }

    public required string Handle { get; init; }

    public required string TalentName { get; init; }

    public required string ProfileUrl { get; init; }

    /// <summary>The post that it is about; null where it is about none.</summary>
    public string? PostId { get; init; }

    /// <summary>The notification that it is about; null where it is about none.</summary>
    public long? NoticeKey { get; init; }

    /// <summary>Followers at the window's start; null where that isn't known.</summary>
    public long? Before { get; init; }

    /// <summary>Followers now, or views of the post in medians; null where that isn't known.</summary>
    public double? Now { get; init; }

    /// <summary>Followers an hour ago, read by an earlier sync; null where that isn't known.</summary>
    public long? HourAgo { get; init; }

    /// <summary>Since when it has been so, UTC: the last post, the beginning of the error; null where that isn't known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether all of that can be relied on now. What can't is neither found nor over.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Whether it is certain that nothing is the matter, whatever the numbers.</summary>
    public bool IsOver { get; init; }

    /// <summary>What of the connection it is about; empty where there is one thing only.</summary>
    public string Cause => PostId ?? NoticeKey?.ToString(CultureInfo.InvariantCulture) ?? "";
}
