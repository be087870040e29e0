using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SocialProfiles.Core.Platforms.Instagram;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Platforms.Instagram;

public sealed class MetaDeauthorizationTests
{
    private const string Secret = "the secret of our app";
    private const string Removed = """{"user_id":"10200000000000001","algorithm":"HMAC-SHA256","issued_at":1795520000}""";

    private readonly TestClock _time = new();

    [Fact]
    public void Read_Removed_NamesThePersonAndWhen()
    {
        var notice = Read(Sign(Removed));

        Assert.Equal(("INSTAGRAM", "10200000000000001", DateTimeOffset.FromUnixTimeSeconds(1795520000)), (notice!.Platform, notice.WithdrawnBy, notice.HappenedAt));
    }

    [Fact]
    public void Read_IdAsANumber_KeepsEveryDigit() =>
        Assert.Equal("10200000000000001", Read(Sign("""{"user_id":10200000000000001,"algorithm":"HMAC-SHA256","issued_at":1795520000}"""))!.WithdrawnBy);

    [Fact]
    public void Read_WithoutATime_CountsAsNow() =>
        Assert.Equal(_time.GetUtcNow(), Read(Sign("""{"user_id":"7","algorithm":"HMAC-SHA256"}"""))!.HappenedAt);

    [Theory]
    [InlineData("""{"user_id":"7","algorithm":"none","issued_at":1795520000}""")]
    [InlineData("""{"user_id":"7","issued_at":1795520000}""")]
    [InlineData("""{"algorithm":"HMAC-SHA256","issued_at":1795520000}""")]
    [InlineData("""{"user_id":{"a":1},"algorithm":"HMAC-SHA256"}""")]
    [InlineData("""{"user_id":"7","algorithm":"HMAC-SHA256","issued_at":-1}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("not JSON")]
    public void Read_SignedButNotReadable_IsRefused(string payload) => Assert.Null(Read(Sign(payload)));

    [Fact]
    public void Read_PayloadChanged_IsRefused()
    {
        var other = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Removed.Replace("0001", "0002", StringComparison.Ordinal)));

        Assert.Null(Read($"{Sign(Removed).Split('.')[0]}.{other}"));
    }

    [Fact]
    public void Read_AnothersSecret_IsRefused() => Assert.Null(Read(Sign(Removed, "guessed")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.b.c")]
    [InlineData("no-dot")]
    [InlineData("!!!.e30")]
    public void Read_WhatIsNoSignedRequest_IsRefused(string? text) => Assert.Null(Read(text));

    [Fact]
    public void Read_NoAppConfigured_RefusesWhatAnEmptySecretSigned() =>
        Assert.Null(new MetaDeauthorization(new FixedOptions<InstagramOptions>(new InstagramOptions { AppSecret = "" }), _time).Read(Sign(Removed, "")));

    private Core.Platforms.PlatformNotice? Read(string? signedRequest) =>
        new MetaDeauthorization(new FixedOptions<InstagramOptions>(new InstagramOptions { AppSecret = Secret }), _time).Read(signedRequest);

    private static string Sign(string payload, string secret = Secret)
    {
        var encoded = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload));
        return $"{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(encoded)))}.{encoded}";
    }
}
