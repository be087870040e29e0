using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Downloads;

public sealed class RosterDownloadTests
{
    [Fact]
    public async Task File_OfATag_HasItsTalentsAndProfilesInTheOrderOfThePageWithoutFormulas()
    {
        await using var app = await TestApp.StartAsync();
        var now = app.Get<TimeProvider>().GetUtcNow();
        await app.Get<Database>().WriteAsync(
            now,
            new ReadProfile("=Mara", 1_000, "INSTAGRAM") { Tags = ["dance"], IsRounded = true },
            new ReadProfile("=Mara", null, "YOUTUBE") { Tags = ["dance"], Gap = MetricGap.Hidden },
            new ReadProfile("Ada", 5_000, "INSTAGRAM") { Tags = ["dance"] },
            new ReadProfile("Jo", 9, "INSTAGRAM"));
        await app.Get<AddTalent>().ExecuteAsync(new TalentRequest("Zoe", Tags: ["dance"]), Actor.System, CancellationToken.None);
        using var admin = await app.SignedInAsync();

        using var answer = await admin.GetAsync("/roster/export.csv?tag=dance&sort=followers&dir=desc");
        var lines = (await answer.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");

        Assert.Equal("Talent,Tags,Added (UTC),Platform,Handle,Profile,Read,State,Problem,Followers,Followers rounded,Unknown,Last sync (UTC)", lines[0]);
        Assert.Equal(5, lines.Length);
        Assert.Matches(@"^Ada,dance,[^,]+,Instagram,ada\.instagram,[^,]+,Public,Connected,,5000,no,,\d{4}-", lines[1]);
        Assert.Matches(@"^'=Mara,dance,[^,]+,Instagram,[^,]+,[^,]+,Public,Connected,,1000,yes,,\d{4}-", lines[2]);
        Assert.Matches(@"^'=Mara,dance,[^,]+,YouTube,[^,]+,[^,]+,Public,Connected,,,,Unknown: the account hides it\.,\d{4}-", lines[3]);
        Assert.Matches(@"^Zoe,dance,[^,]+,{10}$", lines[4]);
    }

    [Fact]
    public async Task File_OfManyBatches_HasEverybodyOnce()
    {
        await using var app = await TestApp.StartAsync();
        const int Count = (2 * TalentRoster.Batch) + 7;
        await app.Get<Database>().WriteAsync(
            db =>
            {
                db.AddRange(Enumerable.Range(0, Count).Select(i => new Talent { Id = Guid.CreateVersion7(), Name = $"No {i}", SortName = $"no {i:000}", SearchText = $"no {i}" }));
                return Task.FromResult(true);
            },
            CancellationToken.None);
        using var admin = await app.SignedInAsync();

        using var answer = await admin.GetAsync("/roster/export.csv?platform=nonsense&page=2");
        var lines = (await answer.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");

        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"No {i}"), lines[1..].Select(line => line.Split(',')[0]));
    }
}
