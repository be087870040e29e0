using SocialProfiles.Core.Pictures;

namespace SocialProfiles.Core.SelfReported;

/// <summary>
/// A number that an admin entered because the platform doesn't give it. It stands apart from what was read: no sum counts it.
/// Never changed, only removed.
/// </summary>
public sealed class SelfReportedNumber
{
    /// <summary>UUIDv7.</summary>
    public Guid Id { get; init; }

    /// <summary>The profile that it is of; it goes with it.</summary>
    public long ConnectionKey { get; init; }

    public SelfReportedMetric Metric { get; init; }

    /// <summary>In the metric's unit (<see cref="SelfReportedMetrics.Unit"/>): per cent are 0 to 100.</summary>
    public double Value { get; init; }

    /// <summary>The agency's day that it is for, as <see cref="DateOnly.DayNumber"/>.</summary>
    public int Day { get; init; }

    /// <summary>Null where nothing was noted; at most <see cref="ReportNumber.LongestNote"/> characters.</summary>
    public string? Note { get; init; }

    /// <summary>E-mail of the admin.</summary>
    public required string EnteredBy { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset EnteredAt { get; init; }
}

/// <summary>The screenshot that shows a number. In a table of its own, so that lists don't read it.</summary>
public sealed class SelfReportedEvidence
{
    public Guid NumberId { get; init; }

    public PictureKind Kind { get; init; }

    /// <summary>Pixels.</summary>
    public int Width { get; init; }

    /// <summary>Pixels.</summary>
    public int Height { get; init; }

    public required byte[] Bytes { get; init; }
}
