using Microsoft.AspNetCore.Http;
using SocialProfiles.Core;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Credentials;

public sealed class TestCredentialsTests
{
    [Fact]
    public async Task Test_NothingSet_SaysSoAndAsksNobody()
    {
        await using var core = await CredentialsCore.StartAsync();

        var tested = await core.Get<TestCredentials>().ExecuteAsync("YOUTUBE", CancellationToken.None);

        Assert.Contains("nothing to test", Assert.IsType<ConflictError>(tested.Failure).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_NoSuchPlatform_IsNotFound()
    {
        await using var core = await CredentialsCore.StartAsync();

        Assert.IsType<NotFoundError>((await core.Get<TestCredentials>().ExecuteAsync("MYSPACE", CancellationToken.None)).Failure);
    }

    [Fact]
    public async Task Test_StoredKey_IsAskedForWithTheStoredValueAndItsFieldNamed()
    {
        string? sent = null;
        await using var google = await LocalServer.StartAsync(context =>
        {
            sent = context.Request.Headers["X-goog-api-key"];
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync(
                """{"error":{"code":400,"message":"API key not valid.","errors":[{"message":"API key not valid.","domain":"global","reason":"badRequest"}],"status":"INVALID_ARGUMENT"}}""",
                context.RequestAborted);
        });
        await using var core = await CredentialsCore.StartAsync(configuration: ("Platforms:YouTube:DataBaseUrl", google.Address));
        await core.SaveAsync("YOUTUBE", new CredentialEntry("ApiKey", "AIza-stored"));

        var tested = await core.Get<TestCredentials>().ExecuteAsync("YOUTUBE", CancellationToken.None);

        var answer = Assert.Single(tested.Value);
        Assert.Equal("AIza-stored", sent);
        Assert.Equal((CredentialUse.ByHand, false, "ApiKey"), (answer.Use, answer.Test.Succeeded, answer.Test.Field));
    }
}
