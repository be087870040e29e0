using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Hosting;

/// <summary>Whom somebody tells who found a weakness (RFC 9116).</summary>
public sealed class SecurityTextTests
{
    private const string Path = "/.well-known/security.txt";

    [Fact]
    public async Task Text_ContactSet_NamesItForLessThanAYear()
    {
        await using var app = await TestApp.StartAsync(("Web:SecurityContact", "mailto:security@agency.example"), ("Web:PublicUrl", "https://talents.agency.example"));
        using var stranger = app.Api(null);
        using var answer = await stranger.GetAsync(Path);

        var fields = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2)).ToDictionary(line => line[0], line => line[1], StringComparer.Ordinal);

        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("mailto:security@agency.example", fields["Contact"]);
        Assert.Equal("en", fields["Preferred-Languages"]);
        Assert.Equal("https://talents.agency.example/.well-known/security.txt", fields["Canonical"]);
        var now = TimeProvider.System.GetUtcNow();
        Assert.InRange(DateTimeOffset.ParseExact(fields["Expires"], "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), now.AddDays(90), now.AddDays(365));
    }

    [Fact]
    public async Task Text_NoContact_IsNotFound()
    {
        await using var app = await TestApp.StartAsync();
        using var stranger = app.Api(null);
        using var answer = await stranger.GetAsync(Path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("security@agency.example")]
    [InlineData("mailto:nobody")]
    [InlineData("http://agency.example/security")]
    [InlineData("https://agency.example/\nContact: mailto:thief@agency.example")]
    public async Task Start_ContactThatCannotBeUsed_IsRefusedAndNamed(string configured)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestApp.StartAsync(("Web:SecurityContact", configured)));

        Assert.StartsWith("Web:SecurityContact must be", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }
}
