using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.Deliveries;

/// <summary>Makes one attempt to deliver a webhook. Polly ends it when its time is up, and repeats it at once where a kept connection had died; everything later is the row's.</summary>
internal sealed class WebhookSender
{
    private const int AnswerBytes = 1024;

    private static readonly TimeSpan _forTheAnswer = TimeSpan.FromSeconds(2);

    private readonly WebhookLine _line;
    private readonly TokenVault _vault;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<SendOutcome> _pipeline;
    private readonly TimeSpan _timeout;

    public WebhookSender(WebhookLine line, TokenVault vault, IOptions<DeliveryOptions> options, TimeProvider time)
    {
        (_line, _vault, _time) = (line, vault, time);
        _timeout = TimeSpan.FromSeconds(options.Value.TimeoutSeconds);
        _pipeline = new ResiliencePipelineBuilder<SendOutcome> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<SendOutcome>
            {
                Name = "broken line",
                MaxRetryAttempts = 1,
                ShouldHandle = static outcome => new(outcome.Outcome.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException),
                DelayGenerator = static _ => new((TimeSpan?)TimeSpan.Zero),
            })
            .AddTimeout(new TimeoutStrategyOptions { Name = "whole answer", Timeout = _timeout })
            .Build();
    }

    /// <summary>Only cancellation throws.</summary>
    public async Task<SendOutcome> SendAsync(Delivery delivery, WebhookEndpoint endpoint, CancellationToken cancellationToken)
    {
        var host = new Uri(endpoint.Url).IdnHost;
        string secret;
        try
        {
            secret = _vault.OpenSecret(endpoint);
        }
        catch (SealedValueException)
        {
            return new SendOutcome("We can't read the stored secret of this endpoint. Make a new one, and give it to your tool.");
        }

        try
        {
            return await _pipeline.ExecuteAsync(async token => await PostAsync(delivery, endpoint.Url, secret, token), cancellationToken);
        }
        catch (TimeoutRejectedException)
        {
            return new SendOutcome(string.Create(CultureInfo.InvariantCulture, $"{host} didn't answer within {_timeout.TotalSeconds:0} s. Check that it's running, and let it answer before it does its work."));
        }
        catch (Exception fault) when (ProblemOf(fault, host) is { } problem)
        {
            return new SendOutcome(problem);
        }
    }

    private async Task<SendOutcome> PostAsync(Delivery delivery, string url, string secret, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(delivery.Body);
        var id = WebhookSignature.IdOf(delivery.Id);
        var now = _time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.TryAddWithoutValidation("User-Agent", "SocialProfiles");
        request.Headers.TryAddWithoutValidation(WebhookSignature.IdHeader, id);
        request.Headers.TryAddWithoutValidation(WebhookSignature.TimestampHeader, WebhookSignature.Seconds(now));
        request.Headers.TryAddWithoutValidation(WebhookSignature.SignatureHeader, WebhookSignature.Of(secret, id, now, body));
        using var answer = await _line.Invoker.SendAsync(request, cancellationToken);
        return Read(answer, await BeginningAsync(answer, cancellationToken));
    }

    private SendOutcome Read(HttpResponseMessage answer, string? beginning)
    {
        var status = (int)answer.StatusCode;
        return status switch
        {
            >= 200 and < 300 => new SendOutcome(null, status, beginning),
            >= 300 and < 400 => new SendOutcome($"The endpoint answered with a redirect (status {status}), which we don't follow. Enter the address that it leads to.", status, beginning),
            (int)HttpStatusCode.Gone => new SendOutcome("The endpoint reported that it no longer exists (status 410), so we turned it off. Enter its new address, or delete it.", status, beginning) { IsFinal = true, IsGone = true },
            _ => new SendOutcome($"The endpoint refused the webhook with status {status}. Check your tool's log.", status, beginning) { RetryAfter = WaitOf(answer) },
        };
    }

    private TimeSpan? WaitOf(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter is { } asked ? asked.Delta ?? (asked.Date is { } date ? date - _time.GetUtcNow() : null) : null;

    /// <summary>A text to show, never more than a little of what somebody sends us; null where there is none, or it is no text.</summary>
    private static async Task<string?> BeginningAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(AnswerBytes);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_forTheAnswer);
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(patience.Token);
            var length = await stream.ReadAtLeastAsync(buffer.AsMemory(0, AnswerBytes), AnswerBytes, throwOnEndOfStream: false, patience.Token);
            return length == 0 ? null : Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The status came, and says enough; a body that never ends changes nothing about it.
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Never a message of an exception: it may quote the address.</summary>
    private static string? ProblemOf(Exception fault, string host)
    {
        for (var inner = fault; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case RefusedAddressException { IsPlain: true }:
                    return $"{host} is on the internet, where webhooks only go by https. Enter an address that begins with https://.";
                case RefusedAddressException:
                    return $"{host} leads to an address inside your own network, where webhooks may not go. Check the address, or set Deliveries:AllowLocalWebhooks.";
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return $"{host} wasn't found. Check the spelling of the address.";
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return $"{host} refused the connection. Check that your tool is running.";
                case System.Security.Authentication.AuthenticationException:
                    return $"{host} doesn't have a certificate that we can trust. Check its certificate.";
            }
        }

        return fault is HttpRequestException or IOException or SocketException ? $"The connection to {host} broke. Check that your tool is running." : null;
    }
}
