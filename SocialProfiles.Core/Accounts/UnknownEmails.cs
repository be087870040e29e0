using System.Collections.Concurrent;

namespace SocialProfiles.Core.Accounts;

/// <summary>
/// Locks e-mail addresses that nobody has, as Identity locks accounts, so that a lockout does not tell which addresses
/// have one. In memory and bounded: it is only a likeness.
/// </summary>
public sealed class UnknownEmails(TimeProvider time)
{
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<string, Failures> _failures = new(StringComparer.Ordinal);

    /// <summary>Counts one more wrong try.</summary>
    /// <param name="isNewlyLocked">This was the try that locked it.</param>
    /// <returns>How long it is locked; null where it is not.</returns>
    public TimeSpan? Failed(string normalizedEmail, out bool isNewlyLocked)
    {
        var now = time.GetUtcNow();
        if (_failures.Count >= MostKept)
        {
            _failures.Clear();
        }

        var after = _failures.AddOrUpdate(normalizedEmail, _ => new Failures(1, null), (_, before) => before.Next(now));
        isNewlyLocked = after.LockedUntil == now + PasswordRules.LockoutTime;
        return after.LockedUntil is { } until && until > now ? until - now : null;
    }

    /// <summary>What is left of a lockout, 0 or more.</summary>
    public TimeSpan Left(DateTimeOffset? lockedUntil) =>
        lockedUntil is { } until && until > time.GetUtcNow() ? until - time.GetUtcNow() : TimeSpan.Zero;

    private sealed record Failures(int Count, DateTimeOffset? LockedUntil)
    {
        public Failures Next(DateTimeOffset now) => this switch
        {
            { LockedUntil: { } until } when until > now => this,
            { LockedUntil: not null } => new Failures(1, null),
            { Count: PasswordRules.WrongBeforeLockout - 1 } => new Failures(0, now + PasswordRules.LockoutTime),
            _ => new Failures(Count + 1, null),
        };
    }
}
