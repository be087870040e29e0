using Microsoft.AspNetCore.Identity;

namespace SocialProfiles.Core.Accounts;

/// <summary>Makes the row of an account; whoever calls checks e-mail and password first, and stores it.</summary>
public sealed class NewAccount(IPasswordHasher<Person> hasher, ILookupNormalizer normalizer, TimeProvider time)
{
    /// <summary>Hashes the password, which takes its time.</summary>
    /// <param name="password">Null for somebody who signs in by a provider only.</param>
    public Person Create(string email, string? password, Role role)
    {
        var now = time.GetUtcNow();
        var person = new Person
        {
            Id = Guid.CreateVersion7(now),
            UserName = email,
            NormalizedUserName = normalizer.NormalizeName(email),
            Email = email,
            NormalizedEmail = normalizer.NormalizeEmail(email),
            SecurityStamp = Guid.NewGuid().ToString("N"),
            CreatedAt = now,
            Role = role,
        };
        person.PasswordHash = password is null ? null : hasher.HashPassword(person, password);
        return person;
    }
}
