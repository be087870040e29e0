using System.Security.Cryptography;
using System.Text;

namespace SocialProfiles.Core.Accounts;

/// <summary>
/// Counts wrong passwords, before they are checked, so that many at once get no more tries than one after another. Whether
/// an e-mail has an account makes no difference, so a lockout tells nobody which ones have.
/// <para>
/// The place that guesses is locked, not the account: else anybody could lock an admin out. Guesses from many places together
/// lock an account for devices that never signed in to it; a device that did has a count of its own, and always gets in with
/// the right password.
/// </para>
/// <para>
/// A place that tries many accounts is slowed for all of them: after <see cref="WrongFromOnePlace"/> wrong tries it has one each
/// minute, then one each two minutes, and so on. Devices that an account knows don't notice, also behind the same address.
/// </para>
/// In memory, at most <see cref="MostKept"/> entries of some 60 bytes of each kind: one process at a time has a data folder.
/// </summary>
public sealed class SignInGuesses(TimeProvider time)
{
    /// <summary>Wrong passwords for one account, from all places that it does not know, before it is locked for all of them.</summary>
    public const int WrongFromEverywhere = 30;

    /// <summary>The same for codes of the second step: those who guess them have the password, and there are only a million.</summary>
    public const int WrongCodesFromEverywhere = 10;

    /// <summary>Wrong passwords and codes from one place, for all accounts together, before it is slowed. More than a shared office mistypes in an hour.</summary>
    public const int WrongFromOnePlace = 20;

    public const int MostKept = 20_000;

    private static readonly TimeSpan _shortestWait = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan _forgotten = TimeSpan.FromHours(1);

    // Of all places that an account doesn't know, after as many wrong codes.
    private static readonly TimeSpan _codesLockout = TimeSpan.FromHours(1);

    // Clocks are put right by less; one that is this far ahead was set back, and would count for as long as that.
    private static readonly TimeSpan _ahead = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, Count> _counts = [];
    private readonly Dictionary<UInt128, Slowing> _places = [];

    internal int Kept
    {
        get
        {
            lock (_lock)
            {
                return Math.Max(_counts.Count, _places.Count);
            }
        }
    }

    /// <summary>Counts one more try as wrong; <see cref="WasRight"/> takes it back.</summary>
    /// <param name="normalizedEmail">Any length; only a hash of it is kept.</param>
    /// <param name="place">A network address, or a device that this account knows.</param>
    /// <param name="isKnown">Whether it is such a device.</param>
    /// <param name="kind">What is guessed.</param>
    public GuessVerdict Begin(string normalizedEmail, string place, bool isKnown, GuessKind kind = GuessKind.Password)
    {
        var now = time.GetUtcNow();
        var (here, everywhere) = (Key(normalizedEmail, place), Key(normalizedEmail, ""));
        lock (_lock)
        {
            if (Left(here, everywhere, isKnown, now) is { } left)
            {
                return new GuessVerdict(MayTry: false, left, IsNewlyLocked: false);
            }

            if (!isKnown && Slow(SignInFrom(place), now) is { } wait)
            {
                return new GuessVerdict(MayTry: false, wait, IsNewlyLocked: false);
            }

            MakeRoom(now);
            _counts[here] = Find(here, now).Next(PasswordRules.WrongBeforeLockout, PasswordRules.LockoutTime, now);
            if (!isKnown)
            {
                _counts[everywhere] = kind == GuessKind.Code
                    ? Find(everywhere, now).Next(WrongCodesFromEverywhere, _codesLockout, now)
                    : Find(everywhere, now).Next(WrongFromEverywhere, PasswordRules.LockoutTime, now);
            }

            var locked = Left(here, everywhere, isKnown, now);
            return new GuessVerdict(MayTry: true, locked, IsNewlyLocked: locked is not null);
        }
    }

    /// <summary>The password was right: whoever mistyped it before has nothing to fear.</summary>
    public void WasRight(string normalizedEmail, string place, bool isKnown)
    {
        var now = time.GetUtcNow();
        var (here, everywhere) = (Key(normalizedEmail, place), Key(normalizedEmail, ""));
        lock (_lock)
        {
            if (!isKnown && _places.TryGetValue(SignInFrom(place), out var slowing))
            {
                // Only this try: else whoever has one account could go on guessing those of others.
                _places[SignInFrom(place)] = slowing with { Wrong = Math.Max(0, slowing.Wrong - 1), Until = null };
            }

            var own = Find(here, now).Wrong;
            _counts.Remove(here);
            if (!isKnown)
            {
                // The guesses of others stay counted.
                _counts[everywhere] = new Count(Math.Max(0, Find(everywhere, now).Wrong - own), null, now);
            }
        }
    }

    /// <summary>Counts one more password link that somebody asks for, whosever it is.</summary>
    /// <returns>How long that place has to wait before it may ask; null where it may.</returns>
    public TimeSpan? BeginRecovery(string place)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            return Slow(PlaceKey("recovery", place), now);
        }
    }

    /// <summary>Counts one more sign-in that was refused by single sign-on or a passkey. Nothing is guessed by it, but each leaves a line in the activity.</summary>
    /// <returns>Whether it is noted; a place that goes on is noted ever more rarely.</returns>
    public bool MayNoteRefusal(string place)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            return Slow(PlaceKey("refusal", place), now) is null;
        }
    }

    /// <summary>Counts one more try from a place, unless it has to wait.</summary>
    /// <returns>How long it has to; null where it may try.</returns>
    private TimeSpan? Slow(UInt128 place, DateTimeOffset now)
    {
        var slowing = _places.TryGetValue(place, out var found) && !found.IsOver(now) ? found : default;
        if (slowing.Until > now)
        {
            return slowing.Until - now;
        }

        if (_places.Count >= MostKept)
        {
            var over = _places.Where(each => each.Value.IsOver(now)).Select(each => each.Key).ToArray();
            foreach (var key in over.Length > 0 ? over : [.. _places.OrderBy(each => each.Value.At).Take(MostKept / 10).Select(each => each.Key)])
            {
                _places.Remove(key);
            }
        }

        _places[place] = slowing.Next(now);
        return null;
    }

    private TimeSpan? Left(UInt128 here, UInt128 everywhere, bool isKnown, DateTimeOffset now) =>
        (Find(here, now).LockedUntil ?? (isKnown ? null : Find(everywhere, now).LockedUntil)) - now;

    private static UInt128 Key(string email, string place) =>
        BitConverter.ToUInt128(SHA256.HashData(Encoding.UTF8.GetBytes($"{email.Length} {email} {place}")));

    private static UInt128 SignInFrom(string place) => PlaceKey("sign-in", place);

    // Begins with no digit, as those of accounts do.
    private static UInt128 PlaceKey(string what, string place) => BitConverter.ToUInt128(SHA256.HashData(Encoding.UTF8.GetBytes($"{what} from {place}")));

    // A count that was locked starts again after its lock, and one that nobody added to for an hour does too.
    private Count Find(UInt128 key, DateTimeOffset now) =>
        _counts.TryGetValue(key, out var count) && !IsOver(count, now) ? count : default;

    private static bool IsOver(Count count, DateTimeOffset now) =>
        (count.LockedUntil is { } until ? until <= now : now - count.At >= _forgotten) || count.At - now > _ahead;

    private void MakeRoom(DateTimeOffset now)
    {
        if (_counts.Count < MostKept - 1)
        {
            return;
        }

        var over = _counts.Where(each => IsOver(each.Value, now)).Select(each => each.Key).ToArray();
        var gone = over.Length > 0 ? over : [.. _counts.OrderBy(each => each.Value.At).Take(MostKept / 10).Select(each => each.Key)];
        foreach (var key in gone)
        {
            _counts.Remove(key);
        }
    }

    /// <summary>Of one place. Unlike a count, it doesn't start again after a wait, but after an hour without a try.</summary>
    private readonly record struct Slowing(int Wrong, DateTimeOffset? Until, DateTimeOffset At)
    {
        public bool IsOver(DateTimeOffset now) => now - At >= _forgotten || At - now > _ahead;

        public Slowing Next(DateTimeOffset now)
        {
            var beyond = Wrong + 1 - WrongFromOnePlace;
            var wait = TimeSpan.FromMinutes(Math.Min(_shortestWait.TotalMinutes * Math.Pow(2, beyond), PasswordRules.LockoutTime.TotalMinutes));
            return new(Wrong + 1, beyond < 0 ? null : now + wait, now);
        }
    }

    private readonly record struct Count(int Wrong, DateTimeOffset? LockedUntil, DateTimeOffset At)
    {
        public Count Next(int most, TimeSpan lockout, DateTimeOffset now) => new(Wrong + 1, Wrong + 1 >= most ? now + lockout : null, now);
    }
}

/// <param name="MayTry">Whether this try counts; the answer to one that does not is the same for every password.</param>
/// <param name="Left">How long it is locked, this try being wrong; null where it is not.</param>
/// <param name="IsNewlyLocked">This was the try that locked it.</param>
public readonly record struct GuessVerdict(bool MayTry, TimeSpan? Left, bool IsNewlyLocked);

/// <summary>What somebody guesses.</summary>
public enum GuessKind
{
    Password,

    /// <summary>A code of the second step.</summary>
    Code,
}
