using Microsoft.AspNetCore.Identity;

namespace SocialProfiles.Core.Accounts;

/// <summary>Somebody of the agency who may sign in. Passwords, lockout and cookies are ASP.NET Core Identity's.</summary>
public sealed class AdminUser : IdentityUser<Guid>
{
    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
