using System.Globalization;
using System.Net;
using System.Text;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Downloads;

public sealed class ActivityDownloadTests
{
    private const string Path = "/activity/export.csv";

    [Fact]
    public async Task File_ForNobodySignedIn_IsTheWayToTheSignIn()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.GetAsync($"{Path}?kind=talents");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/sign-in?returnUrl=", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_WithAnApiKey_IsRefused()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();

        using var answer = await api.GetAsync(Path);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task File_Filtered_HoldsWhatThePageShowsInUtcWithoutFormulas()
    {
        await using var app = await TestApp.StartAsync();
        var talent = (await app.Get<AddTalent>().ExecuteAsync(new TalentRequest("Mara \"M\" Lind, Ölms"), new Actor("=cmd()", ActivitySource.Api), CancellationToken.None)).Value.Id;
        await app.Get<ActivityNote>().WriteAsync(new Actor("ada", ActivitySource.Browser, "203.0.113.7"), ActivityAction.ConsentGiven, "@mara on TikTok", "two\r\nlines", CancellationToken.None, talent);
        using var browser = await app.SignedInAsync();

        using var answer = await browser.GetAsync($"{Path}?talent={talent}");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var entries = await app.Get<ActivityList>().GetAsync(new ActivityFilter(TalentId: talent), null, 10, CancellationToken.None);

        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Matches(@"^activity-\d{4}-\d\d-\d\d\.csv$", answer.Content.Headers.ContentDisposition.FileName);
        Assert.True(answer.Headers.CacheControl!.NoStore, "Nothing may keep it.");
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        Assert.Equal(
            "Time (UTC),Activity,Person,Action,Subject,Talent,Detail,Source,Address\r\n"
            + $"{Iso(entries[0])},ada gave access to @mara on TikTok,ada,ConsentGiven,'@mara on TikTok,\"Mara \"\"M\"\" Lind, Ölms\",\"two\r\nlines\",Browser,203.0.113.7\r\n"
            + $"{Iso(entries[1])},\"'=cmd() added Mara \"\"M\"\" Lind, Ölms\",'=cmd(),TalentAdded,\"Mara \"\"M\"\" Lind, Ölms\",\"Mara \"\"M\"\" Lind, Ölms\",,Api,\r\n",
            Encoding.UTF8.GetString(bytes[3..]));
        static string Iso(ActivityEntry entry) => entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task File_OfManyBatches_IsWhole()
    {
        await using var app = await TestApp.StartAsync();
        const int Count = (2 * ActivityList.Batch) + 7;
        await app.Get<Core.Storage.Database>().WriteAsync(
            db =>
            {
                db.Activity.AddRange(Enumerable.Range(0, Count).Select(i => new ActivityEntry { Action = ActivityAction.SyncFailed, Actor = "SocialProfiles", Subject = $"no {i}" }));
                return Task.FromResult(true);
            },
            CancellationToken.None);
        using var browser = await app.SignedInAsync();

        using var answer = await browser.GetAsync($"{Path}?kind=syncs&from=nonsense");
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n");

        Assert.Equal(Count + 2, lines.Length);
        Assert.Contains($"no {Count - 1}", lines[1], StringComparison.Ordinal);
        Assert.Contains("no 0", lines[^2], StringComparison.Ordinal);
    }
}
