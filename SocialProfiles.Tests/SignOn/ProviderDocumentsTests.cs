using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SocialProfiles.Core.SignOn;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.SignOn;

/// <summary>How long what a provider published is kept, and what ends it.</summary>
public sealed class ProviderDocumentsTests : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private readonly ProviderLines _lines = new();
    private FakeProvider _provider = null!;
    private SignOnProvider _stored = null!;
    private ProviderDocuments _documents = null!;

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(-1000)]
    public async Task Document_WhereTheClockJumps_IsNotReadAgain(int hoursBack)
    {
        await ReadAsync();

        _clock.SetBack(TimeSpan.FromHours(hoursBack));
        await ReadAsync();

        Assert.Equal(1, _provider.Reads);
    }

    [Fact]
    public async Task Document_AfterTheClockWasSetBack_StillBecomesDue()
    {
        var first = await ReadAsync();

        _clock.SetBack(TimeSpan.FromHours(1000));
        _clock.Advance(TimeSpan.FromHours(12));
        await NextAsync(first);

        Assert.Equal(2, _provider.Reads);
    }

    [Fact]
    public async Task Document_ThatIsDue_IsServedWhileTheNextIsRead()
    {
        var first = await ReadAsync();
        var answers = new TaskCompletionSource();
        _provider.Hangs = answers.Task;
        _clock.Advance(TimeSpan.FromHours(12));

        Assert.Same(first, await ReadAsync());
        Assert.Same(first, await ReadAsync());

        answers.SetResult();
        await NextAsync(first);
        Assert.Equal(2, _provider.Reads);
    }

    /// <summary>Anybody can post a token with a key that nobody has, and the provider may hang.</summary>
    [Fact]
    public async Task Document_WhileSomebodyWaitsForANewKey_IsServedToEverybodyElse()
    {
        var first = await ReadAsync();
        var answers = new TaskCompletionSource();
        _provider.Hangs = answers.Task;
        var token = _documents.Of(_stored);
        token.RequestRefresh();

        var renewed = token.GetConfigurationAsync(TestContext.Current.CancellationToken);

        Assert.Same(first, await ReadAsync());
        Assert.False(renewed.IsCompleted);
        answers.SetResult();
        Assert.NotSame(first, await renewed);
        Assert.Same(await renewed, await ReadAsync());
    }

    [Fact]
    public async Task NewKey_MissedDuringAReading_IsLookedForByOneThatBeginsAfterwards()
    {
        var first = await ReadAsync();
        var answers = new TaskCompletionSource();
        _provider.Hangs = answers.Task;
        _clock.Advance(TimeSpan.FromHours(12));
        Assert.Same(first, await ReadAsync());
        var token = _documents.Of(_stored);

        token.RequestRefresh();
        answers.SetResult();

        Assert.Same(await token.GetConfigurationAsync(TestContext.Current.CancellationToken), await ReadAsync());
        using var limit = Patience.Limit();
        while (_provider.Reads < 3)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Document_ThatNobodyNeededForADay_IsReadFirst()
    {
        var first = await ReadAsync();

        _clock.Advance(TimeSpan.FromHours(24));

        Assert.NotSame(first, await ReadAsync());
    }

    [Fact]
    public async Task Provider_ThatIsDown_KeepsItsKeysUntilItIsBack()
    {
        var first = await ReadAsync();
        _provider.IsDown = true;

        for (var hours = 0; hours < 72; hours += 12)
        {
            _clock.Advance(TimeSpan.FromHours(12));
            Assert.Same(first, await ReadAsync());
        }

        _provider.IsDown = false;
        _clock.Advance(TimeSpan.FromMinutes(1));
        await NextAsync(first);
    }

    [Fact]
    public async Task Provider_ThatIsAnotherNow_IsNotBelievedAnyMore()
    {
        await ReadAsync();
        _provider.Document = document => document["issuer"] = "https://other.example";
        _clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal(SignOnProblem.IssuerDiffers, ProviderFault.Of(await Assert.ThrowsAnyAsync<Exception>(ReadAsync)));

        // Not asked by every visitor, and well again as soon as it is.
        Assert.Equal(SignOnProblem.IssuerDiffers, ProviderFault.Of(await Assert.ThrowsAnyAsync<Exception>(ReadAsync)));
        Assert.Equal(2, _provider.Reads);
        _provider.Document = _ => { };
        _clock.Advance(TimeSpan.FromSeconds(10));
        await ReadAsync();
    }

    [Fact]
    public async Task Test_ThatFindsAnotherProvider_EndsWhatWasKept()
    {
        await ReadAsync();
        _provider.Document = document => document["issuer"] = "https://other.example";

        await Assert.ThrowsAnyAsync<Exception>(() => _documents.RenewAsync(_stored, TestContext.Current.CancellationToken));

        await Assert.ThrowsAnyAsync<Exception>(ReadAsync);
    }

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _documents = new ProviderDocuments(_lines, _clock);
        _stored = new SignOnProvider { Name = "P", Authority = _provider.Address, ClientId = "c", Domains = "", RoleRules = "" };
    }

    public async ValueTask DisposeAsync()
    {
        _lines.Dispose();
        await _provider.DisposeAsync();
    }

    // The next one is read beside what is served.
    private async Task NextAsync(OpenIdConnectConfiguration former)
    {
        using var limit = Patience.Limit();
        while (await ReadAsync() == former)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private Task<OpenIdConnectConfiguration> ReadAsync() => _documents.Of(_stored).GetConfigurationAsync(TestContext.Current.CancellationToken);
}
