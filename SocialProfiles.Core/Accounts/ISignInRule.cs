namespace SocialProfiles.Core.Accounts;

/// <summary>Says whether somebody may sign in by what SocialProfiles itself asks for: a password, a passkey, a link.</summary>
public interface ISignInRule
{
    /// <param name="role">Of whoever wants to; asked only once they have shown who they are.</param>
    /// <returns>Why not; null where they may.</returns>
    Task<SignInRefusal?> RefusalAsync(Role role, CancellationToken cancellationToken);
}

internal static class SignInRules
{
    public static async Task<SignInRefusal?> RefusalAsync(this IEnumerable<ISignInRule> rules, Role role, CancellationToken cancellationToken)
    {
        foreach (var rule in rules)
        {
            if (await rule.RefusalAsync(role, cancellationToken) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
