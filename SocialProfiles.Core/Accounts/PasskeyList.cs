using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Accounts;

/// <summary>A passkey as its person sees it.</summary>
/// <param name="CreatedAt">UTC.</param>
/// <param name="IsSynced">Whether its maker keeps copies, so that it works on several devices.</param>
public sealed record PasskeyView(byte[] Id, string Name, DateTimeOffset CreatedAt, bool IsSynced);

/// <summary>The passkeys of a person: listed, renamed, removed. <see cref="PasskeyCeremony"/> makes and uses them.</summary>
public sealed class PasskeyList(Database database, WaysIn ways, ActivityLog activity)
{
    public const int MaxNameLength = 60;

    /// <summary>Of one person.</summary>
    public const int Most = 20;

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<PasskeyView>> GetAsync(Guid personId, CancellationToken cancellationToken)
    {
        var passkeys = await database.ReadAsync(db => db.Passkeys.Where(x => x.UserId == personId).ToListAsync(cancellationToken), cancellationToken);
        return [.. passkeys.Select(x => new PasskeyView(x.CredentialId, x.Data.Name ?? "Passkey", x.Data.CreatedAt, x.Data.IsBackedUp)).OrderBy(x => x.CreatedAt)];
    }

    /// <returns>Nothing where it is done; or <see cref="InvalidError"/> for <c>name</c>, <see cref="NotFoundError"/>.</returns>
    public async Task<UseCaseError?> RenameAsync(SignedInPerson person, byte[] id, string? name, CancellationToken cancellationToken)
    {
        var read = ReadName(name);
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        return await database.WriteAsync<UseCaseError?>(
            async db =>
            {
                if (await FindAsync(db, person.Id, id, cancellationToken) is not { } passkey)
                {
                    return Gone();
                }

                passkey.Data.Name = read.Value;
                return null;
            },
            cancellationToken);
    }

    /// <summary>Removes one; it signs nobody in any more, and the person's other sessions end.</summary>
    /// <returns>Nothing where it is done; or <see cref="NotFoundError"/>, <see cref="ConflictError"/> where no other way in would be left.</returns>
    public async Task<UseCaseError?> RemoveAsync(SignedInPerson person, byte[] id, CancellationToken cancellationToken)
    {
        return await database.WriteAsync<UseCaseError?>(
            async db =>
            {
                if (await FindAsync(db, person.Id, id, cancellationToken) is not { } passkey)
                {
                    return Gone();
                }

                var account = await db.Users.AsTracking().SingleAsync(x => x.Id == person.Id, cancellationToken);
                if (await ways.RefusalAsync(db, account, new LostWayIn(Passkey: id), cancellationToken) is { } refusal)
                {
                    return refusal;
                }

                db.Passkeys.Remove(passkey);
                await Sessions.EndOthersAsync(db, account, person.SessionKey, cancellationToken);
                activity.Add(db, person.Actor, ActivityAction.PasskeyRemoved, passkey.Data.Name ?? "Passkey");
                return null;
            },
            cancellationToken);
    }

    internal static Result<string, UseCaseError> ReadName(string? name)
    {
        var line = OneLine.Read(name);
        return line switch
        {
            { Fault: not LineFault.None } => new InvalidError("name", line.Refusal("The name")!),
            { Value: "" } => new InvalidError("name", "Name the passkey after the device or app where it's saved."),
            { Value.Length: > MaxNameLength } => new InvalidError("name", $"Shorten the name to {MaxNameLength} characters."),
            _ => line.Value,
        };
    }

    private static NotFoundError Gone() => new("This passkey was already removed. Reload the page.");

    private static Task<IdentityUserPasskey<Guid>?> FindAsync(SocialProfilesDbContext db, Guid personId, byte[] id, CancellationToken cancellationToken) =>
        db.Passkeys.AsTracking().SingleOrDefaultAsync(x => x.UserId == personId && x.CredentialId == id, cancellationToken);
}
