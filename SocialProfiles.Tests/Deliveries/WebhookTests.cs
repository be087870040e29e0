using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Notices;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Deliveries;

/// <summary>Webhooks to a real receiver on this machine.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private const string Body = """{"type":"test","data":{"text":"Grüße 🎉"}}""";

    private readonly ConcurrentQueue<Received> _received = [];
    private Func<HttpContext, Task> _answer = context =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    private LocalServer _receiver = null!;
    private TestCore _core = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await LocalServer.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            _received.Enqueue(new Received(
                context.Request.Path, context.Request.Headers["webhook-id"].ToString(), context.Request.Headers["webhook-timestamp"].ToString(),
                context.Request.Headers["webhook-signature"].ToString(), context.Request.ContentType, await reader.ReadToEndAsync()));
            await _answer(context);
        });
        _core = await TestCore.CreateAsync(configuration: ("Deliveries:AllowLocalWebhooks", "true"));
    }

    public async ValueTask DisposeAsync()
    {
        await _core.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Delivery_Accepted_IsSignedAndDone()
    {
        var endpoint = await AddAsync();
        await QueueAsync(endpoint.Id);

        await SendAsync();

        var received = Assert.Single(_received);
        Assert.Equal((Body, "application/json; charset=utf-8"), (received.Body, received.Type));
        AssertSigned(endpoint.Secret, received);
        var stored = Assert.Single(await LogAsync());
        Assert.Equal((DeliveryState.Delivered, 1, 204), (stored.State, stored.Attempts, stored.Status));
        Assert.Equal($"msg_{stored.Id:N}", received.Id);
        Assert.Null(stored.NextAttemptAt);
    }

    [Fact]
    public async Task Delivery_Refused_IsTriedForADayWithTheSameIdAndANewTimeAndThenGivenUp()
    {
        var endpoint = await AddAsync();
        await QueueAsync(endpoint.Id);
        _answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return context.Response.WriteAsync($"<script>alert(1)</script>\r\n{new string('x', 5000)}");
        };
        var began = _core.Time.GetUtcNow();

        for (var attempt = 1; attempt <= DeliverySchedule.Attempts; attempt++)
        {
            await SendAsync();
            await SendAsync();
            Assert.Equal(attempt, _received.Count);
            var now = Assert.Single(await LogAsync());
            Assert.Equal(attempt == DeliverySchedule.Attempts ? DeliveryState.Failed : DeliveryState.Waiting, now.State);
            Assert.Equal(503, now.Status);
            Assert.Equal(Delivery.AnswerLength, now.Answer!.Length);
            Assert.DoesNotContain('\n', now.Answer);
            _core.Time.Advance((now.NextAttemptAt ?? _core.Time.GetUtcNow()) - _core.Time.GetUtcNow());
        }

        Assert.InRange(_core.Time.GetUtcNow() - began, TimeSpan.FromHours(23), TimeSpan.FromHours(25));
        Assert.Single(_received.Select(one => one.Id).Distinct());
        Assert.Equal(_received.Count, _received.Select(one => one.Timestamp).Distinct().Count());
        Assert.All(_received, one => AssertSigned(endpoint.Secret, one));
    }

    [Fact]
    public async Task Delivery_ProcessDiesDuringAnAttempt_IsSentByTheNextOne()
    {
        var endpoint = await AddAsync();
        await QueueAsync(endpoint.Id);
        var asked = new TaskCompletionSource();
        _answer = async context =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        using var process = new CancellationTokenSource();
        var sending = _core.Get<SendDeliveries>().ExecuteAsync(process.Token);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await process.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        _answer = _ => Task.CompletedTask;
        await SendAsync();
        Assert.Equal(DeliveryState.Waiting, Assert.Single(await LogAsync()).State);

        _core.Time.Advance(TimeSpan.FromMinutes(5));
        await SendAsync();

        Assert.Equal(DeliveryState.Delivered, Assert.Single(await LogAsync()).State);
        Assert.Equal(2, _received.Count);
        Assert.Single(_received.Select(one => one.Id).Distinct());
    }

    [Fact]
    public async Task Delivery_ReceiverIsSilent_EndsWithASentence()
    {
        var endpoint = await AddAsync();
        await QueueAsync(endpoint.Id);
        var asked = new TaskCompletionSource();
        _answer = async context =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };

        var sending = SendAsync();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        _core.Time.Advance(TimeSpan.FromSeconds(15));
        await sending;

        var stored = Assert.Single(await LogAsync());
        Assert.Equal(DeliveryState.Waiting, stored.State);
        Assert.Contains("didn't answer within 15 s", stored.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delivery_ReceiverIsGone_TurnsTheEndpointOffWithANotification()
    {
        var endpoint = await AddAsync();
        await QueueAsync(endpoint.Id);
        _answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status410Gone;
            return Task.CompletedTask;
        };

        await SendAsync();

        Assert.Equal(DeliveryState.Failed, Assert.Single(await LogAsync()).State);
        var off = Assert.Single(await _core.Get<WebhookList>().GetAsync(CancellationToken.None));
        Assert.False(off.IsOn);
        Assert.NotNull(off.GoneAt);
        Assert.Equal(NoticeKind.WebhookOff, Assert.Single(await NoticesAsync()).Kind);
        Assert.IsType<ConflictError>((await _core.Get<SendAgain>().ExecuteAsync((await LogAsync())[0].Id, CancellationToken.None)).Failure);

        _answer = _ => Task.CompletedTask;
        await _core.Get<ChangeWebhook>().TurnAsync(endpoint.Id, true, TestCore.Admin, CancellationToken.None);
        Assert.Empty(await NoticesAsync());
        await _core.Get<SendAgain>().ExecuteAsync((await LogAsync())[0].Id, CancellationToken.None);
        await SendAsync();
        var again = Assert.Single(await LogAsync());
        Assert.Equal((DeliveryState.Delivered, 2), (again.State, again.Attempts));
    }

    [Fact]
    public async Task Delivery_Redirected_IsNotFollowed()
    {
        var endpoint = await AddAsync();
        await QueueAsync(endpoint.Id);
        _answer = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };

        await SendAsync();

        Assert.Equal("/hook", Assert.Single(_received).Path);
        Assert.Contains("redirect", Assert.Single(await LogAsync()).Problem, StringComparison.Ordinal);
    }

    /// <summary>The name was fine when it was typed, and leads inside by now.</summary>
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:10.0.0.1")]
    public async Task Delivery_NameLeadsInside_ConnectsToNobody(string address)
    {
        await using var core = await TestCore.CreateAsync();
        core.Get<WebhookLine>().Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]);
        var port = new Uri(_receiver.Address).Port;
        var added = (await core.Get<AddWebhook>().ExecuteAsync(new WebhookRequest("CRM", $"https://tools.agency.example:{port}/hook"), TestCore.Admin, CancellationToken.None)).Value;

        var tested = await core.Get<SendTestWebhook>().ExecuteAsync(added.Id, CancellationToken.None);

        Assert.Contains("inside your own network", tested.Failure!.Sentence, StringComparison.Ordinal);
        Assert.Empty(_received);
    }

    [Fact]
    public async Task Endpoint_Added_KeepsItsSecretSealedAndOutOfActivity()
    {
        var endpoint = await AddAsync();

        Assert.StartsWith("whsec_", endpoint.Secret, StringComparison.Ordinal);
        var (stored, activity) = await _core.Database.ReadAsync(
            async db => (await db.WebhookEndpoints.SingleAsync(), await db.Activity.OrderByDescending(x => x.Key).FirstAsync()), CancellationToken.None);
        Assert.DoesNotContain(endpoint.Secret[6..], stored.SealedSecret, StringComparison.Ordinal);
        Assert.Equal((ActivityAction.WebhookAdded, "CRM"), (activity.Action, activity.Subject));
        Assert.DoesNotContain("token=s3cret", activity.Detail, StringComparison.Ordinal);

        var renewed = (await _core.Get<ChangeWebhook>().RenewSecretAsync(endpoint.Id, TestCore.Admin, CancellationToken.None)).Value;
        await QueueAsync(endpoint.Id);
        await SendAsync();
        AssertSigned(renewed.Secret, Assert.Single(_received));
    }

    [Fact]
    public async Task Log_Old_IsForgottenButNotWhatWaits()
    {
        var endpoint = await AddAsync();
        await QueueAsync(endpoint.Id);
        await SendAsync();
        await QueueAsync(endpoint.Id);
        _core.Time.Advance(TimeSpan.FromDays(31));

        await _core.Get<SendDeliveries>().ForgetAsync(CancellationToken.None);

        Assert.Equal(DeliveryState.Waiting, Assert.Single(await LogAsync()).State);
    }

    private async Task<AddedWebhook> AddAsync() =>
        (await _core.Get<AddWebhook>().ExecuteAsync(new WebhookRequest("CRM", $"{_receiver.Address}/hook?token=s3cret"), TestCore.Admin, CancellationToken.None)).Value;

    private Task<bool> QueueAsync(Guid endpoint) => _core.Database.WriteAsync(
        db =>
        {
            _core.Get<DeliveryQueue>().AddWebhook(db, [endpoint], "Test", Body);
            return Task.FromResult(true);
        },
        CancellationToken.None);

    private Task SendAsync() => _core.Get<SendDeliveries>().ExecuteAsync(CancellationToken.None);

    private Task<List<DeliveryView>> LogAsync() => _core.Get<DeliveryList>().GetAsync(DeliveryFilter.None, null, 10, CancellationToken.None);

    private Task<IReadOnlyList<NoticeView>> NoticesAsync() => _core.Get<NoticeList>().OpenAsync(NoticeFilter.None, 10, CancellationToken.None);

    private static void AssertSigned(string secret, Received received) => Assert.Equal(
        WebhookSignature.Of(secret, received.Id, DateTimeOffset.FromUnixTimeSeconds(long.Parse(received.Timestamp, CultureInfo.InvariantCulture)), Encoding.UTF8.GetBytes(received.Body)),
        received.Signature);

    private sealed record Received(string Path, string Id, string Timestamp, string Signature, string? Type, string Body);
}
