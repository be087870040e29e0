using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <param name="Names">Of the providers that they have to use instead.</param>
public sealed record SignOnOnly(string Names) : SignInRefusal($"Your agency signs in with {Names}. Go to the sign-in page and choose it there.");

/// <summary>What single sign-on has to say about who signs in, and as what.</summary>
public interface ISignInRule
{
    /// <param name="db">In which it is asked: a reading, or the unit of work that depends on it.</param>
    /// <param name="personId">Of whoever wants to, asked only once they have shown who they are; null for somebody who is to join.</param>
    /// <param name="origin">The provider that vouched for them; null where they sign in by what SocialProfiles itself asks for: a password, a passkey, a link.</param>
    /// <param name="invited">The address of somebody who is to join; null for everybody else.</param>
    /// <param name="lost">What they are about to give up; null for nothing.</param>
    /// <returns>Why not; null where they may.</returns>
    Task<SignInRefusal?> RefusalAsync(
        SocialProfilesDbContext db, Guid? personId, Role role, SessionOrigin? origin, CancellationToken cancellationToken, string? invited = null, LostWayIn? lost = null);

    /// <summary>Whether somebody else decides the role of <paramref name="personId"/>, so that one given here wouldn't last.</summary>
    /// <returns>Why it can't be given; null where it can.</returns>
    Task<UseCaseError?> RoleRefusalAsync(SocialProfilesDbContext db, Guid personId, CancellationToken cancellationToken);

    /// <summary>Somebody becomes an owner: what let them in as somebody who had less doesn't count any more.</summary>
    Task BecomesOwnerAsync(SocialProfilesDbContext db, Guid personId, CancellationToken cancellationToken);
}

internal static class SignInRules
{
    public static Task<SignInRefusal?> RefusalAsync(
        this IEnumerable<ISignInRule> rules, Database database, Guid? personId, Role role, SessionOrigin? origin, CancellationToken cancellationToken, string? invited = null) =>
        database.ReadAsync(db => rules.RefusalAsync(db, personId, role, origin, cancellationToken, invited), cancellationToken);

    public static async Task<SignInRefusal?> RefusalAsync(
        this IEnumerable<ISignInRule> rules, SocialProfilesDbContext db, Guid? personId, Role role, SessionOrigin? origin, CancellationToken cancellationToken, string? invited = null, LostWayIn? lost = null)
    {
        foreach (var rule in rules)
        {
            if (await rule.RefusalAsync(db, personId, role, origin, cancellationToken, invited, lost) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
