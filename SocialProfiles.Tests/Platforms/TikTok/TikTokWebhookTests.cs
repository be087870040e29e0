using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SocialProfiles.Core.Platforms.TikTok;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Platforms.TikTok;

public sealed class TikTokWebhookTests
{
    private const string ClientKey = "aw0123456789";
    private const string Secret = "the secret of our app";
    private const string Removed = """{"client_key":"aw0123456789","event":"authorization.removed","create_time":1795520000,"user_openid":"open-7","content":"{\"reason\": 1 }"}""";

    private readonly TestClock _time = new();

    [Fact]
    public void Read_Removed_NamesThePersonAndWhen()
    {
        var notice = Read(Removed, Sign(Removed));

        Assert.Equal(("TIKTOK", "open-7", DateTimeOffset.FromUnixTimeSeconds(1795520000)), (notice!.Platform, notice.WithdrawnBy, notice.HappenedAt));
    }

    [Fact]
    public void Read_SignatureInCapitals_IsTheSame()
    {
        var (time, signature) = (Sign(Removed).Split(',')[0], Sign(Removed).Split(",s=")[1]);

        Assert.NotNull(Read(Removed, $"{time}, s={signature.ToUpperInvariant()}"));
    }

    [Theory]
    [InlineData("""{"client_key":"aw0123456789","event":"video.publish.completed","create_time":1795520000,"user_openid":"open-7","content":""}""")]
    [InlineData("""{"client_key":"aw0123456789","event":"authorization.removed","create_time":1795520000}""")]
    [InlineData("""{"client_key":"aw0123456789"}""")]
    public void Read_AboutSomethingElse_IsAcceptedAndNamesNobody(string body)
    {
        var notice = Read(body, Sign(body));

        Assert.NotNull(notice);
        Assert.Null(notice.WithdrawnBy);
    }

    [Theory]
    [InlineData("""{"client_key":"aw9999999999","event":"authorization.removed","create_time":1795520000,"user_openid":"open-7"}""")]
    [InlineData("""{"client_key":"aw0123456789","event":"authorization.removed","create_time":99999999999999,"user_openid":"open-7"}""")]
    [InlineData("""{"event":"authorization.removed","user_openid":"open-7"}""")]
    [InlineData("""{"client_key":17}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("not JSON")]
    [InlineData("")]
    public void Read_SignedButNotForUs_IsRefused(string body) => Assert.Null(Read(body, Sign(body)));

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void Read_SignedAtAnotherTime_CountsWithinFiveMinutes(int seconds, bool counts) =>
        Assert.Equal(counts, Read(Removed, Sign(Removed, at: _time.GetUtcNow().AddSeconds(seconds))) is not null);

    [Fact]
    public void Read_BodyChanged_IsRefused() => Assert.Null(Read(Removed.Replace("open-7", "open-8", StringComparison.Ordinal), Sign(Removed)));

    [Fact]
    public void Read_TimeChanged_IsRefused()
    {
        var signature = Sign(Removed, at: _time.GetUtcNow().AddHours(-1)).Split(",s=")[1];

        Assert.Null(Read(Removed, $"t={_time.GetUtcNow().ToUnixTimeSeconds()},s={signature}"));
    }

    [Fact]
    public void Read_AnothersSecret_IsRefused() => Assert.Null(Read(Removed, Sign(Removed, secret: "guessed")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("t=,s=")]
    [InlineData("t=1795521600")]
    [InlineData("s=00")]
    [InlineData("t=now,s=00")]
    [InlineData("t=1795521600,s=zz")]
    [InlineData("t=+1795521600,s=00")]
    public void Read_HeaderThatIsNone_IsRefused(string? header) => Assert.Null(Read(Removed, header));

    [Fact]
    public void Read_SignatureLongerThanItself_IsRefused() => Assert.Null(Read(Removed, Sign(Removed) + "00"));

    [Fact]
    public void Read_NoAppConfigured_RefusesWhatAnEmptySecretSigned()
    {
        var webhook = new TikTokWebhook(new FixedOptions<TikTokOptions>(new TikTokOptions { ClientKey = "", ClientSecret = "" }), _time);

        Assert.Null(webhook.Read(Sign(Removed, secret: ""), Encoding.UTF8.GetBytes(Removed)));
    }

    private Core.Platforms.PlatformNotice? Read(string body, string? header)
    {
        var options = new TikTokOptions { ClientKey = ClientKey, ClientSecret = Secret };
        return new TikTokWebhook(new FixedOptions<TikTokOptions>(options), _time).Read(header, Encoding.UTF8.GetBytes(body));
    }

    private string Sign(string body, string secret = Secret, DateTimeOffset? at = null)
    {
        var seconds = (at ?? _time.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={seconds},s={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}")))}";
    }
}
