using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SocialProfiles.Core.Platforms;

/// <summary>One request, sent once, and the reading of its answer.</summary>
/// <param name="invoker">Whom it is sent through.</param>
/// <param name="request">May hold secrets; no text is made of it.</param>
/// <param name="limit">Bytes of an answer, after decompression, from which on it is refused.</param>
/// <param name="type">How the body is read.</param>
/// <param name="whenEmpty">What an answer without a body stands for; null where there must be one.</param>
/// <param name="failures">The platform's table from a refusal to its meaning.</param>
/// <param name="clock">Tells how far away a date of the platform is.</param>
internal sealed class PlatformCall<T>(
    HttpMessageInvoker invoker, HttpRequestMessage request, int limit, JsonTypeInfo<T> type, T? whenEmpty, Func<PlatformRefusal, PlatformFailure> failures, TimeProvider clock)
    where T : class
{
    /// <summary>Longer than any error body of the platforms; what is beyond is not worth a failure's time.</summary>
    private const int ErrorBodyLimit = 16 * 1024;

    /// <summary>Status and headers are there; what is left is the body.</summary>
    public bool IsAnswered => Status is not null;

    /// <summary>HTTP status; null while there is no answer.</summary>
    public int? Status { get; private set; }

    public async ValueTask<Result<T, PlatformFailure>> SendAsync(CancellationToken cancellationToken)
    {
        using var response = await invoker.SendAsync(request, cancellationToken);
        Status = (int)response.StatusCode;
        return response.StatusCode == HttpStatusCode.OK ? await ReadAsync(response, cancellationToken) : await ReadRefusalAsync(response, cancellationToken);
    }

    private async Task<Result<T, PlatformFailure>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var body = await ResponseBody.ReadAsync(response.Content, limit, cancellationToken);
        if (whenEmpty is not null && body.Bytes.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return whenEmpty;
        }

        return JsonSerializer.Deserialize(body.Bytes.Span, type) is { } value
            ? value
            : new PlatformFailure(FailureKind.BadResponse, "HTTP 200, null instead of an object");
    }

    private async Task<PlatformFailure> ReadRefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var body = await ResponseBody.ReadBeginningAsync(response.Content, ErrorBodyLimit, cancellationToken);
        return failures(new PlatformRefusal(response.StatusCode, response.Headers, body.Bytes, clock.GetUtcNow()));
    }
}
