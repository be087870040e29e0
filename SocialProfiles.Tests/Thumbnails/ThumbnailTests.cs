using System.Net;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Thumbnails;
using SocialProfiles.Tests.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Thumbnails;

/// <summary>What is fetched of posts' pictures, from where, and how long it is kept.</summary>
public sealed class ThumbnailTests : IAsyncLifetime
{
    private const string Address = "https://cdn.fake.example/1.png";

    private readonly Source _source = new();
    private readonly FakePlatform _slow = new("SLOW") { Posts = _ => [FakePlatform.Post("1", 2) with { ThumbnailUrl = "https://cdn.slow.example/1.png" }] };
    private readonly FakePlatform _platform = new() { Pictures = new(["cdn.fake.example"], Expire: true) };
    private TestCore _core = null!;
    private PostThumbnails _thumbnails = null!;
    private KeepThumbnails _keep = null!;
    private ConnectionView _profile = null!;

    public async ValueTask InitializeAsync()
    {
        _core = await TestCore.CreateAsync(_platform, second: _slow);
        _thumbnails = new PostThumbnails(_core.Database, _source, _core.Get<ThumbnailFiles>(), _core.Time);
        _keep = new KeepThumbnails(_core.Get<ChangedProfiles>(), _core.Database, _source, _thumbnails, _core.Get<ThumbnailFiles>());
        _platform.Posts = _ => [FakePlatform.Post("1", 2) with { ThumbnailUrl = Address }, FakePlatform.Post("bare", 1)];
        _profile = await _core.ConnectAsync();
        await new SyncDriver(_core).RunDueAsync();
    }

    public ValueTask DisposeAsync()
    {
        _thumbnails.Dispose();
        return _core.DisposeAsync();
    }

    [Theory]
    [InlineData("INSTAGRAM", "https://scontent-fra3-1.cdninstagram.com/v/1.jpg?oe=68", true)]
    [InlineData("INSTAGRAM", "https://cdninstagram.com.evil.example/1.jpg", false)]
    [InlineData("INSTAGRAM", "https://evilcdninstagram.com/1.jpg", false)]
    [InlineData("INSTAGRAM", "http://scontent.cdninstagram.com/1.jpg", false)]
    [InlineData("INSTAGRAM", "https://scontent.cdninstagram.com:8443/1.jpg", false)]
    [InlineData("INSTAGRAM", "https://a@scontent.cdninstagram.com/1.jpg", false)]
    [InlineData("INSTAGRAM", "https://i.ytimg.com/vi/x/mqdefault.jpg", false)]
    [InlineData("INSTAGRAM", "https://127.0.0.1/1.jpg", false)]
    [InlineData("TIKTOK", "https://p16-sign.tiktokcdn-us.com/y.jpeg", true)]
    [InlineData("YOUTUBE", "https://i.ytimg.com/vi/x/mqdefault.jpg", true)]
    [InlineData("BLUESKY", "https://cdn.bsky.app/img/feed_thumbnail/plain/x@jpeg", true)]
    [InlineData("LINKEDIN", "https://media.licdn.com/x.jpg", false)]
    public void Host_OfEachPlatform_IsItsOwnByHttpsAlone(string platform, string address, bool isAllowed) =>
        Assert.Equal(isAllowed, TestPlatforms.Get(platform).Pictures.Owns(new Uri(address)));

    [Fact]
    public async Task Line_RedirectErrorOrTooMuch_BringsNothingAndFollowsNowhere()
    {
        List<Uri> asked = [];
        HttpResponseMessage answer = new(HttpStatusCode.OK) { Content = new ByteArrayContent(SamplePictures.Png()) };
        using var line = new PictureLine(_core.Get<PlatformCatalog>(), _core.Time, new Handler(request =>
        {
            asked.Add(request.RequestUri!);
            return answer;
        }));
        Assert.NotNull(await line.ReadAsync("FAKE", Address, 100_000, CancellationToken.None));
        answer = new(HttpStatusCode.OK) { Content = new ByteArrayContent(new byte[101]) };
        Assert.Null(await line.ReadAsync("FAKE", Address, 100, CancellationToken.None));
        answer = new(HttpStatusCode.Forbidden);
        Assert.Null(await line.ReadAsync("FAKE", Address, 100, CancellationToken.None));
        answer = new(HttpStatusCode.Redirect) { Headers = { Location = new Uri("http://169.254.169.254/") } };
        Assert.Null(await line.ReadAsync("FAKE", Address, 100, CancellationToken.None));
        Assert.Equal(4, asked.Count);

        Assert.Null(await line.ReadAsync("FAKE", "https://cdn.other.example/1.png", 100, CancellationToken.None));
        Assert.Equal(4, asked.Count);
    }

    [Fact]
    public async Task Picture_FetchedOnce_OutlivesItsAddress()
    {
        Assert.Equal(120, (await GetAsync("1"))!.Width);
        _source.Answer = null;
        Assert.Equal(120, (await GetAsync("1"))!.Width);

        Assert.Null(await GetAsync("bare"));
        Assert.Null(await GetAsync("../../socialprofiles.db"));
        Assert.Equal(1, _source.Asked);
    }

    [Fact]
    public async Task Picture_ThatIsNone_IsNotKeptAndNotAskedForAtOnceAgain()
    {
        _source.Answer = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray();
        Assert.Null(await GetAsync("1"));
        Assert.Null(await GetAsync("1"));
        Assert.Equal(1, _source.Asked);

        _source.Answer = SamplePictures.Png();
        _core.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.NotNull(await GetAsync("1"));
    }

    [Fact]
    public async Task Profile_SyncedThenDisconnected_HasPicturesThenNone()
    {
        await _keep.ExecuteAsync(CancellationToken.None);
        Assert.Equal(1, _source.Asked);
        Assert.Single(Files());

        await _core.Get<Disconnect>().ExecuteAsync(_profile.Id, TestCore.Admin, CancellationToken.None);
        Assert.Null(await GetAsync("1"));
        await _keep.ExecuteAsync(CancellationToken.None);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Sweep_PostOrProfileThatIsGone_LosesItsPicture()
    {
        await GetAsync("1");
        var orphan = Directory.CreateDirectory(Path.Combine(_core.Folder, "thumbnails", Guid.NewGuid().ToString("N")));
        await File.WriteAllBytesAsync(Path.Combine(orphan.FullName, "x"), [1], TestContext.Current.CancellationToken);
        await _keep.SweepAsync(CancellationToken.None);
        Assert.Single(Files());

        await _core.Database.WriteAsync(db => db.Set<Core.Profiles.SocialPost>().ExecuteDeleteAsync(), CancellationToken.None);
        await _keep.SweepAsync(CancellationToken.None);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Sweep_FullCache_MakesRoomToFetchAgain()
    {
        await GetAsync("1");
        await using (var file = File.OpenWrite(Assert.Single(Files())))
        {
            file.SetLength((ThumbnailFiles.MostBytes * 3 / 4) + 1);
        }

        var files = new ThumbnailFiles(_core.Get<DataFolder>(), _core.Get<FreeSpace>());
        Assert.False(files.HasRoom);
        await new KeepThumbnails(_core.Get<ChangedProfiles>(), _core.Database, _source, _thumbnails, files).SweepAsync(CancellationToken.None);

        Assert.True(files.HasRoom);
    }

    [Fact]
    public async Task Picture_OfAProfileThatGoesMeanwhile_IsNotKept()
    {
        _source.Meanwhile = _ => _core.Get<Disconnect>().ExecuteAsync(_profile.Id, TestCore.Admin, CancellationToken.None);
        await GetAsync("1");

        Assert.Empty(Files());
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("cut")]
    [InlineData("changed")]
    [InlineData("gone")]
    public async Task Picture_WhoseFileWasDamaged_IsFetchedAgain(string damage)
    {
        await GetAsync("1");
        var file = Assert.Single(Files());
        var whole = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        switch (damage)
        {
            case "gone":
                Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
                break;
            case "changed":
                whole[^20] ^= 0xFF;
                await File.WriteAllBytesAsync(file, whole, TestContext.Current.CancellationToken);
                break;
            default:
                await File.WriteAllBytesAsync(file, damage == "cut" ? whole[..^20] : [], TestContext.Current.CancellationToken);
                break;
        }

        Assert.Equal(SamplePictures.Png(), (await GetAsync("1"))!.Bytes);
        Assert.Equal(whole.Length, new FileInfo(Assert.Single(Files())).Length);
        Assert.Equal(2, _source.Asked);
    }

    [Fact]
    public async Task Sweep_FileWasDamaged_IsFetchedAfterTheNextSync()
    {
        await GetAsync("1");
        var file = Assert.Single(Files());
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))[..^20], TestContext.Current.CancellationToken);

        await _keep.SweepAsync(CancellationToken.None);
        Assert.Empty(Files());
        await _keep.ExecuteAsync(CancellationToken.None);

        Assert.Equal((2, SamplePictures.Png().Length), (_source.Asked, (await GetAsync("1"))!.Bytes.Length));
        Assert.Equal(2, _source.Asked);
    }

    [Fact]
    public async Task Picture_DatabaseThatDoesNotAnswerAfterTheFetch_IsShownAndKept()
    {
        using var other = OtherProgram.Opens(_core.Folder);
        _source.Meanwhile = _ =>
        {
            other.Run("ALTER TABLE Connections RENAME TO Away");
            return Task.CompletedTask;
        };
        Assert.NotNull(await GetAsync("1"));

        other.Run("ALTER TABLE Away RENAME TO Connections");
        Assert.NotNull(await GetAsync("1"));
        Assert.Equal(1, _source.Asked);
    }

    [Fact]
    public async Task Picture_ClockSetBackAfterAFailure_IsAskedForAsSoonAsWithoutIt()
    {
        _source.Answer = null;
        Assert.Null(await GetAsync("1"));

        _source.Answer = SamplePictures.Png();
        _core.Time.SetBack(TimeSpan.FromDays(1));
        _core.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.NotNull(await GetAsync("1"));
    }

    [Fact]
    public async Task Picture_WhoAskedLeaves_IsFetchedForTheNext()
    {
        var answer = new TaskCompletionSource();
        _source.Meanwhile = _ => answer.Task;
        using var leaving = new CancellationTokenSource();
        var first = _thumbnails.GetAsync(_profile.Id, "1", leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        answer.SetException(new InvalidOperationException("The fetch failed in a way that nobody expects."));
        await Assert.ThrowsAsync<InvalidOperationException>(() => GetAsync("1"));
        _source.Meanwhile = _ => Task.CompletedTask;
        Assert.NotNull(await GetAsync("1"));
    }

    [Fact]
    public async Task SlowPlatform_ManyPicturesWanted_KeepsNoOtherWaiting()
    {
        var answer = new TaskCompletionSource();
        var neighbour = new TaskCompletionSource();
        _source.Meanwhile = platform =>
        {
            if (platform == "SLOW")
            {
                return answer.Task;
            }

            neighbour.TrySetResult();
            return Task.CompletedTask;
        };
        var waiting = Enumerable.Range(0, 30).Select(n => _thumbnails.FetchAsync(_profile.Id, $"slow {n}", "SLOW", $"https://cdn.slow.example/{n}.png")).ToList();
        await _core.ConnectAsync(platform: "SLOW");
        await new SyncDriver(_core).RunDueAsync();
        var keeping = _keep.ExecuteAsync(CancellationToken.None);

        await neighbour.Task.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken);
        Assert.NotNull(await GetAsync("1"));
        Assert.False(keeping.IsCompleted);
        answer.SetResult();
        await Task.WhenAll([keeping, .. waiting]);
    }

    private Task<Core.Pictures.Picture?> GetAsync(string post) => _thumbnails.GetAsync(_profile.Id, post, CancellationToken.None);

    private string[] Files() => Directory.Exists(Path.Combine(_core.Folder, "thumbnails")) ? Directory.GetFiles(Path.Combine(_core.Folder, "thumbnails"), "*", SearchOption.AllDirectories) : [];

    private sealed class Source : IPictureSource
    {
        public byte[]? Answer { get; set; } = SamplePictures.Png();

        public int Asked { get; private set; }

        /// <summary>What happens while the platform answers.</summary>
        public Func<string, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

        public bool Expires(string platform) => true;

        public async Task<byte[]?> ReadAsync(string platform, string address, int mostBytes, CancellationToken cancellationToken)
        {
            Asked++;
            await Meanwhile(platform);
            return Answer;
        }
    }

    private sealed class Handler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
