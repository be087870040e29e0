using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>What changed about how somebody signs in.</summary>
public enum AccountChange
{
    PasswordChanged,
    EmailChanged,
    SecondStepTurnedOff,
    RecoveryCodesRenewed,
    RecoveryCodeUsed,
    PasskeyAdded,

    /// <summary>An account at a provider of single sign-on signs them in.</summary>
    ProviderConnected,

    /// <summary>Somebody else disconnected every such account.</summary>
    ProviderDisconnected,

    /// <summary>Somebody signed in with a browser that never did before.</summary>
    NewDevice,
}

/// <summary>What its person should hear of, so that they notice what they didn't do.</summary>
/// <param name="Email">Theirs; the one before where it changed.</param>
/// <param name="By">Who did it, where it wasn't done as this person.</param>
/// <param name="Device">In words, see <see cref="DeviceWords"/>; null where none is known.</param>
/// <param name="Address">Network address; null where none is known.</param>
public sealed record AccountNews(AccountChange Change, Guid PersonId, string Email, string? By, string? Device, string? Address);

/// <summary>Hears what changed about how somebody signs in.</summary>
public interface IAccountNews
{
    /// <summary>In the unit of work that changes it. Whatever goes wrong here must not fail the change.</summary>
    Task HearAsync(SocialProfilesDbContext db, AccountNews news, CancellationToken cancellationToken);
}
