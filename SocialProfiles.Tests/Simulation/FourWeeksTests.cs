using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Credentials;

namespace SocialProfiles.Tests.Simulation;

/// <summary>
/// Four weeks with each platform misbehaving in each way of its failure table: no permission is ended that the platform did not
/// end, no number is lost, and no talent is asked for anything that somebody else has to mend.
/// </summary>
public sealed class FourWeeksTests
{
    private static readonly TimeSpan _step = TimeSpan.FromDays(1);

    public static TheoryData<string> Names => [.. Misbehaviour.All().Select(one => one.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task FourWeeks_PlatformMisbehaves_CostNothingThatItDidNotSay(string name)
    {
        var how = Misbehaviour.All().Single(one => one.ToString() == name);
        await using var agency = await SimulatedAgency.StartAsync();
        var talent = await agency.AddTalentAsync(how.Platform);
        await agency.Driver.RunDueAsync();
        var before = await CountAsync(agency);
        Assert.All(await agency.ProfilesAsync(talent), profile => Assert.Equal(SyncStatus.Ready, profile.Status));

        agency.Misbehaves = how;
        await agency.LetPassAsync(28, _step);
        var during = await agency.ProfilesAsync(talent);
        var consents = await agency.ReadAsync(db => db.Consents.ToListAsync());
        var asked = await agency.ReadAsync(db => db.Notices.CountAsync(notice => notice.Kind == NoticeKind.ReconnectNeeded));

        Assert.All(Enumerable.Zip(before, await CountAsync(agency)), pair => Assert.True(pair.Second >= pair.First, $"{pair.First} became {pair.Second}."));
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
    private static Task<int[]> CountAsync(SimulatedAgency agency) => agency.ReadAsync(async db => new[]
    {
        await db.Profiles.CountAsync(), await db.Profiles.CountAsync(x => x.Followers != null), await db.Posts.CountAsync(), await db.Posts.CountAsync(x => x.Likes != null),
        await db.Snapshots.CountAsync(), await db.Insights.CountAsync(x => x.Value != null), await db.PostInsights.CountAsync(x => x.Reach != null),
    });
}
