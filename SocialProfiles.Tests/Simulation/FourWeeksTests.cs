using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Tests.Simulation;

/// <summary>
/// Four weeks with each platform misbehaving in each way of its failure table: no permission is ended that the platform did not
/// end, no number is lost, and no talent is asked for anything that somebody else has to mend.
/// </summary>
public sealed class FourWeeksTests(SharedAgency shared) : IClassFixture<SharedAgency>
{
    private static readonly TimeSpan _step = TimeSpan.FromDays(1);

    public static TheoryData<string> Names => [.. Misbehaviour.All().Select(one => one.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task FourWeeks_PlatformMisbehaves_CostNothingThatItDidNotSay(string name)
    {
        var how = Misbehaviour.All().Single(one => one.ToString() == name);
        var talent = await shared.Agency.AddTalentAsync(how.Platform);
        try
        {
            await SimulateAsync(shared.Agency, talent, how);
        }
        finally
        {
            await shared.Agency.EndAsync(talent);
        }
    }

    private static async Task SimulateAsync(SimulatedAgency agency, Guid talent, Misbehaviour how)
    {
        await agency.Driver.RunDueAsync();
        var before = await CountAsync(agency, talent);
        Assert.All(await agency.ProfilesAsync(talent), profile => Assert.Equal(SyncStatus.Ready, profile.Status));

        agency.Misbehaves = how;
        await agency.LetPassAsync(28, _step);
        var during = await agency.ProfilesAsync(talent);
        var consents = await agency.ReadAsync(db => db.Set<Consent>().Where(x => db.Set<Connection>().Any(c => c.Key == x.ConnectionKey && c.TalentId == talent)).ToListAsync());
        var asked = await agency.ReadAsync(db => db.Notices.CountAsync(notice => notice.TalentId == talent && notice.Kind == NoticeKind.ReconnectNeeded));

        Assert.All(Enumerable.Zip(before, await CountAsync(agency, talent)), pair => Assert.True(pair.Second >= pair.First, $"{pair.First} became {pair.Second}."));
        Assert.Single(consents);
        if (how.Comes == Comes.ToAnEnd)
        {
            Assert.All(consents, consent => Assert.NotNull(consent.EndedBecause));
            return;
        }

        Assert.All(consents, consent => Assert.Equal((null, true), (consent.EndedBecause, consent.SealedAccessToken is not null)));
        Assert.Equal(0, asked);
        Assert.All(during, profile => Assert.NotEqual(Mender.Talent, MendedBy(profile)));

        agency.Misbehaves = null;
        await agency.Get<TestCredentials>().ExecuteAsync(how.Platform, TestContext.Current.CancellationToken);
        await agency.LetPassAsync(2, TimeSpan.FromHours(6));
        Assert.All(await agency.ProfilesAsync(talent), profile => Assert.True(profile.Status == SyncStatus.Ready, $"{profile.Type} is {profile.Status}: {profile.Failure}"));
    }

    private static Mender? MendedBy(ConnectionView profile) =>
        profile is { Status: SyncStatus.Error, Failure: { } kind } ? FailureText.For(kind, profile.Platform, profile.Handle).MendedBy : null;

    /// <summary>Numbers that are known, by kind.</summary>
    private static Task<int[]> CountAsync(SimulatedAgency agency, Guid talent) => agency.ReadAsync(async db =>
    {
        var keys = db.Connections.Where(x => x.TalentId == talent).Select(x => x.Key);
        return new[]
        {
            await db.Profiles.CountAsync(x => keys.Contains(x.ConnectionKey)),
            await db.Profiles.CountAsync(x => keys.Contains(x.ConnectionKey) && x.Followers != null),
            await db.Posts.CountAsync(x => keys.Contains(x.ConnectionKey)),
            await db.Posts.CountAsync(x => keys.Contains(x.ConnectionKey) && x.Likes != null),
            await db.ProfileReadings.Where(x => keys.Contains(x.ConnectionKey)).Select(x => x.ConnectionKey).Distinct().CountAsync(),
            await db.Insights.CountAsync(x => keys.Contains(x.ConnectionKey) && x.Value != null),
            await db.PostInsights.CountAsync(x => keys.Contains(x.ConnectionKey) && x.Reach != null),
        };
    });
}
