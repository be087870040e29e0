using System.Globalization;
using SocialProfiles.Core.Imports;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Imports;

/// <summary>What imports say, in words.</summary>
internal static class ImportText
{
    public const string Path = "/import";

    public static string Address(Guid id) => $"{Path}/{id}";

    public static string Report(Guid id) => $"{Path}/{id}/report.csv";

    /// <summary>What happens to a row.</summary>
    public static string Will(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.NewTalent => "New talent",
        ImportOutcome.NewProfile => "New profile",
        ImportOutcome.AlreadyThere => "Already there",
        ImportOutcome.OtherTalents => "Another talent's",
        ImportOutcome.HandleRefused => "Handle refused",
        ImportOutcome.PlatformUnknown => "Unknown platform",
        ImportOutcome.RowRefused => "Row refused",
        _ => "Not reached",
    };

    /// <summary>What happened to it.</summary>
    public static string Did(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.NewTalent => "Talent added",
        ImportOutcome.NewProfile => "Profile connected",
        _ => Will(outcome),
    };

    public static string Name(ImportField field) => field switch
    {
        ImportField.Name => "Talent's name",
        ImportField.TalentId => "Talent's old id",
        ImportField.Email => "E-mail",
        ImportField.Tags => "Tags",
        ImportField.Platform => "Platform",
        ImportField.Handle => "Handle",
        ImportField.Link => "Link",
        ImportField.Followers => "Followers",
        ImportField.Date => "Date",
        ImportField.RecordId => "Record's old id",
        _ => "Don't import",
    };

    public static string State(ImportState state) => state switch
    {
        ImportState.Preparing => "Preparing",
        ImportState.Running => "Importing",
        ImportState.Stopping => "Stopping",
        ImportState.Done => "Done",
        ImportState.Stopped => "Stopped",
        _ => "Failed",
    };

    public static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{ShortNumber.Exact(count)} {what}s";

    public static string Rows(int count) => count == 1 ? "1 row" : $"{ShortNumber.Exact(count)} rows";

    /// <summary>What goes into the past: <c>12,400 followers on 1 Dec 2026</c>; null where nothing does.</summary>
    public static string? Point(ImportPreviewRow row) => row is { Followers: { } followers, FollowersAt: { } at }
        ? string.Create(CultureInfo.InvariantCulture, $"{ShortNumber.Exact(followers)} followers on {at.UtcDateTime:d MMM yyyy}")
        : null;

    public static string StateClass(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.NewTalent or ImportOutcome.NewProfile => "state-ready",
        ImportOutcome.AlreadyThere or ImportOutcome.NotReached => "state-link",
        _ => "state-error",
    };
}
