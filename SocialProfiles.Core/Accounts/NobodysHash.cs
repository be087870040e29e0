using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Accounts;

/// <summary>A hash that fits no password, as slow to verify as everybody's: what is compared where an e-mail has no account.</summary>
public sealed class NobodysHash(IOptions<PasswordHasherOptions> options)
{
    public string Value { get; } = new PasswordHasher<Person>(options).HashPassword(new Person(), Guid.NewGuid().ToString());
}
