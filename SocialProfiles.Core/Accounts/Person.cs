using Microsoft.AspNetCore.Identity;

namespace SocialProfiles.Core.Accounts;

/// <summary>Somebody of the agency who may sign in. Passwords and cookies are ASP.NET Core Identity's; its lockout is not used, see <see cref="SignInGuesses"/>.</summary>
public sealed class Person : IdentityUser<Guid>
{
    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    public Role Role { get; set; }

    /// <summary>UTC; null for somebody who may sign in. The row stays, for what the activity says of them.</summary>
    public DateTimeOffset? DeactivatedAt { get; set; }
}
