using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Activity;

/// <summary>Kinds of activity as people look for them. Each action is of one of them, except that <see cref="ByPeople"/> is all but syncs.</summary>
public enum ActivityKind
{
    /// <summary>All but syncs, which on a busy day are thousands.</summary>
    ByPeople,

    /// <summary>Talents added, edited, archived and deleted.</summary>
    Talents,

    /// <summary>Profiles connected, refreshed and disconnected.</summary>
    Profiles,

    /// <summary>What the application found out by itself when it synced.</summary>
    Syncs,

    /// <summary>Invitations, and what talents and admins decided about access.</summary>
    Permissions,

    /// <summary>Signing in and out.</summary>
    SignIn,

    /// <summary>The agency's settings, team, alerts, credentials, API keys and saved views.</summary>
    Settings,
}

/// <summary>Which activity is wanted; all that is set must hold.</summary>
/// <param name="Actor">Who, to the letter; null for everybody.</param>
/// <param name="Kind">Null for every kind.</param>
/// <param name="TalentId">Whom it concerns; null for the whole agency.</param>
/// <param name="From">First day, the whole of it; null for no beginning.</param>
/// <param name="To">Last day, the whole of it; null for no end.</param>
/// <param name="Search">Words that all stand in who, what or detail; null for any. Beyond ASCII, case matters.</param>
/// <param name="Profile">The profile that it concerns, as entries spell it: <c>@mara.lind on Instagram</c>; null for any.</param>
/// <param name="Zone">In which the days are counted; null for UTC.</param>
public sealed record ActivityFilter(
    string? Actor = null, ActivityKind? Kind = null, Guid? TalentId = null, DateOnly? From = null, DateOnly? To = null, string? Search = null, string? Profile = null, TimeZoneInfo? Zone = null)
{
    public const int MaxSearchLength = 200;

    private const int MostWords = 8;

    private static readonly FrozenDictionary<ActivityKind, ActivityAction[]> _actions = new Dictionary<ActivityKind, ActivityAction[]>
    {
        [ActivityKind.Talents] =
        [
            ActivityAction.TalentAdded, ActivityAction.TalentEdited, ActivityAction.TalentArchived, ActivityAction.TalentRestored, ActivityAction.TalentDeleted, ActivityAction.SamplesAdded,
            ActivityAction.MediaKitCreated, ActivityAction.MediaKitDeleted, ActivityAction.MediaKitShared, ActivityAction.MediaKitLinkRevoked,
            ActivityAction.Imported, ActivityAction.LeavingPackMade, ActivityAction.TalentErased, ActivityAction.TracesErased,
        ],
        [ActivityKind.Profiles] =
        [
            ActivityAction.Connected, ActivityAction.Reconnected, ActivityAction.RefreshRequested, ActivityAction.Disconnected,
            ActivityAction.NumberReported, ActivityAction.NumberRemoved, ActivityAction.NumberRestored,
        ],
        [ActivityKind.Syncs] = [ActivityAction.SyncSucceeded, ActivityAction.SyncFailed, ActivityAction.ProfileRenamed],
        [ActivityKind.Permissions] =
        [
            ActivityAction.TalentInvited, ActivityAction.InvitationRenewed, ActivityAction.InvitationRevoked, ActivityAction.InvitationOpened,
            ActivityAction.ConsentGiven, ActivityAction.ConsentDeclined, ActivityAction.ConsentHeld, ActivityAction.ConsentAccepted,
            ActivityAction.ConsentRefused, ActivityAction.ConsentWithdrawn, ActivityAction.ConsentEnded,
        ],
        [ActivityKind.SignIn] =
        [
            ActivityAction.SignedIn, ActivityAction.SignInFailed, ActivityAction.LockedOut, ActivityAction.SignedOut, ActivityAction.AdminCreated,
            ActivityAction.PasswordChanged, ActivityAction.EmailChanged, ActivityAction.RecoveryLinkMade, ActivityAction.PasswordRecovered,
            ActivityAction.SecondFactorTurnedOn, ActivityAction.SecondFactorTurnedOff, ActivityAction.RecoveryCodesRenewed, ActivityAction.SignedInByRecoveryCode, ActivityAction.SecondStepFailed,
            ActivityAction.PasskeyAdded, ActivityAction.PasskeyRemoved, ActivityAction.SignedInByPasskey, ActivityAction.SessionEnded, ActivityAction.SignedOutEverywhere, ActivityAction.PasswordReset,
            ActivityAction.SignOnConnected, ActivityAction.SignOnDisconnected, ActivityAction.PersonDisconnected, ActivityAction.SignedInBySignOn, ActivityAction.SignedOutBySignOn,
        ],
        [ActivityKind.Settings] =
        [
            ActivityAction.ApiKeyCreated, ActivityAction.ApiKeyRenewed, ActivityAction.ApiKeyRevoked, ActivityAction.CredentialsChanged, ActivityAction.AgencyChanged, ActivityAction.MetricTrusted,
            ActivityAction.AlertRuleAdded, ActivityAction.AlertRuleChanged, ActivityAction.AlertRuleDeleted, ActivityAction.MailChanged,
            ActivityAction.WebhookAdded, ActivityAction.WebhookChanged, ActivityAction.WebhookDeleted,
            ActivityAction.ViewSaved, ActivityAction.ViewRenamed, ActivityAction.ViewDeleted,
            ActivityAction.LogoChanged, ActivityAction.TimeZoneChanged,
            ActivityAction.ColleagueInvited, ActivityAction.ColleagueInvitationRevoked, ActivityAction.ColleagueJoined, ActivityAction.RoleChanged,
            ActivityAction.PersonDeactivated, ActivityAction.PersonReactivated, ActivityAction.OwnershipHandedOver,
            ActivityAction.ActivitySealed, ActivityAction.ActivityRemoved, ActivityAction.ActivityKeepingChanged,
            ActivityAction.BackupMade, ActivityAction.BackupDeleted, ActivityAction.BackupDownloaded, ActivityAction.BackupSettingsChanged,
            ActivityAction.PlatformPaused, ActivityAction.PlatformResumed, ActivityAction.SettingChanged,
            ActivityAction.SignOnProviderAdded, ActivityAction.SignOnProviderChanged, ActivityAction.SignOnProviderRemoved, ActivityAction.SignOnRequirementChanged,
        ],
    }.ToFrozenDictionary();

    public static ActivityFilter None { get; } = new();

    public bool IsSet => this != None;

    internal IQueryable<ActivityEntry> Apply(IQueryable<ActivityEntry> entries)
    {
        if (Actor is { } actor)
        {
            entries = entries.Where(x => x.Actor == actor);
        }

        if (Profile is { } profile)
        {
            entries = entries.Where(x => x.Subject == profile);
        }

        foreach (var word in (Search ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords))
        {
            var pattern = $"%{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            entries = entries.Where(x => EF.Functions.Like(x.Subject, pattern, "\\") || EF.Functions.Like(x.Detail!, pattern, "\\") || EF.Functions.Like(x.Actor, pattern, "\\"));
        }

        if (TalentId is { } talent)
        {
            entries = entries.Where(x => x.TalentId == talent);
        }

        if (From is { } from)
        {
            var start = Start(from);
            entries = entries.Where(x => x.At >= start);
        }

        if (To is { Year: < 9999 } to)
        {
            var end = Start(to.AddDays(1));
            entries = entries.Where(x => x.At < end);
        }

        if (Kind == ActivityKind.ByPeople)
        {
            // By what they are not: an action of a newer version is a person's until we know better.
            var bySyncs = _actions[ActivityKind.Syncs];
            return entries.Where(x => !bySyncs.Contains(x.Action));
        }

        if (Kind is { } kind)
        {
            var actions = _actions[kind];
            entries = entries.Where(x => actions.Contains(x.Action));
        }

        return entries;
    }

    private DateTimeOffset Start(DateOnly day) => day.Year < 2 ? DateTimeOffset.MinValue : DayStart.Of(day, Zone ?? TimeZoneInfo.Utc);
}
