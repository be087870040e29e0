using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.MediaKits;

/// <summary>Freezes a talent's numbers as a media kit. They are read again for it, so a kit says what the server knows and not what a page showed.</summary>
public sealed class CreateMediaKit(Database database, KitNumbers numbers, DataWorld world, ActivityLog activity, TimeProvider time)
{
    /// <returns>The kit; or <see cref="InvalidError"/> (fields <c>days</c>, <c>intro</c>, <c>posts</c>, <c>choice</c>), <see cref="NotFoundError"/>, or <see cref="ConflictError"/> where a part of it went meanwhile.</returns>
    public async Task<Result<MediaKitView, UseCaseError>> ExecuteAsync(Guid talentId, KitChoice choice, Actor actor, CancellationToken cancellationToken)
    {
        if (Refuse(choice) is { } refusal)
        {
            return refusal;
        }

        if (await numbers.GetAsync(talentId, choice.Days, cancellationToken) is not { } material)
        {
            return TalentErrors.NoTalent;
        }

        var content = (choice with { Intro = OneLine.Read(choice.Intro).Value }).Of(material.Everything);
        if (content.IsEmpty)
        {
            return new InvalidError("choice", "Choose at least one number or post.");
        }

        var now = time.GetUtcNow();
        return await database.WriteAsync<Result<MediaKitView, UseCaseError>>(
            async db =>
            {
                if (!await db.Talents.AnyAsync(x => x.Id == talentId, cancellationToken))
                {
                    return TalentErrors.NoTalent;
                }

                // Half of 2^50 kits would make a second try likely, but a unique index would then fail somebody's click.
                string code;
                do
                {
                    code = CheckCode.New();
                }
                while (await db.MediaKits.IgnoreQueryFilters().AnyAsync(x => x.Code == code, cancellationToken));

                var kit = new MediaKit
                {
                    Id = Guid.CreateVersion7(now),
                    TalentId = talentId,
                    IsSandbox = world.IsSandbox,
                    Code = code,
                    CodeHash = RandomSecret.Hash(code),
                    Content = content.ToJson(),
                    LogoHash = await KeepLogoAsync(db, cancellationToken),
                    CreatedBy = actor.Name,
                    CreatedAt = now,
                };
                var shown = content.Profiles.Select(x => x.ConnectionId).Concat(content.Posts.Select(x => x.ConnectionId)).ToHashSet();
                var selfReported = content.SelfReported.Select(x => x.Id).ToHashSet();
                var profiles = await ProfilesAsync(db, talentId, cancellationToken);
                if (!await IsStillThereAsync(db, profiles, shown, material.HasPrivate, selfReported, cancellationToken))
                {
                    return new ConflictError("A profile or one of its numbers was just removed. Create the kit again.");
                }

                db.MediaKits.Add(kit);
                foreach (var (key, id) in profiles)
                {
                    if (shown.Contains(id) || await db.Set<SelfReported.SelfReportedNumber>().AnyAsync(x => x.ConnectionKey == key && selfReported.Contains(x.Id), cancellationToken))
                    {
                        db.MediaKitProfiles.Add(new MediaKitProfile { KitId = kit.Id, ConnectionKey = key, HasPrivate = material.HasPrivate.Contains(id) });
                    }
                }

                activity.Add(db, actor, ActivityAction.MediaKitCreated, content.TalentName, talentId, $"Check code {CheckCode.Format(code)}.");
                db.Raise(new MediaKitsChanged(talentId));
                return MediaKitView.Of(kit, now);
            },
            cancellationToken);
    }

    private static InvalidError? Refuse(KitChoice choice)
    {
        var intro = OneLine.Read(choice.Intro);
        return choice switch
        {
            _ when !KitChoice.Periods.Contains(choice.Days) => new InvalidError("days", "Choose one of the periods."),
            _ when intro.Fault != LineFault.None => new InvalidError("intro", intro.Refusal("The intro")!),
            _ when intro.Value.Length > KitChoice.LongestIntro => new InvalidError("intro", $"Shorten the intro to {KitChoice.LongestIntro} characters."),
            { Posts.Count: > KitChoice.MostPosts } => new InvalidError("posts", $"Choose no more than {KitChoice.MostPosts} posts."),
            _ => null,
        };
    }

    /// <summary>The numbers were read before this unit of work: what went meanwhile must not come back in a kit.</summary>
    private static async Task<bool> IsStillThereAsync(
        SocialProfilesDbContext db, List<(long Key, Guid Id)> profiles, HashSet<Guid> shown, IReadOnlySet<Guid> withPrivate, HashSet<Guid> selfReported, CancellationToken cancellationToken)
    {
        var present = profiles.ToDictionary(profile => profile.Id, profile => profile.Key);
        if (!shown.All(present.ContainsKey))
        {
            return false;
        }

        var permitted = withPrivate.Where(present.ContainsKey).Select(id => present[id]).ToList();
        var withdrawn = await db.Consents.CountAsync(x => permitted.Contains(x.ConnectionKey) && x.EndedBecause == ConsentEndReason.Withdrawn, cancellationToken);
        return withdrawn == 0 && await db.Set<SelfReported.SelfReportedNumber>().CountAsync(x => selfReported.Contains(x.Id), cancellationToken) == selfReported.Count;
    }

    private static async Task<List<(long Key, Guid Id)>> ProfilesAsync(SocialProfilesDbContext db, Guid talentId, CancellationToken cancellationToken) =>
        (await db.Connections.Where(x => x.TalentId == talentId).Select(x => new { x.Key, x.Id }).ToListAsync(cancellationToken)).ConvertAll(x => (x.Key, x.Id));

    /// <summary>Keeps the agency's present logo with the kits; null where it has none.</summary>
    private static async Task<string?> KeepLogoAsync(SocialProfilesDbContext db, CancellationToken cancellationToken)
    {
        var logo = await db.AgencyLogos.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (logo is not null && !await db.MediaKitLogos.AnyAsync(x => x.Hash == logo.Hash, cancellationToken))
        {
            db.MediaKitLogos.Add(new MediaKitLogo { Hash = logo.Hash, Kind = logo.Kind, Width = logo.Width, Height = logo.Height, Bytes = logo.Bytes });
        }

        return logo?.Hash;
    }
}
