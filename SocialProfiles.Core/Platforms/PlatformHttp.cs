using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SocialProfiles.Core.Platforms;

/// <summary>
/// Asks one address of one platform, and nobody else, for JSON. Never follows a redirect, never reads more than the limit,
/// never waits longer than the timeout, and never lets a body or an address into a failure.
/// Only cancellation throws.
/// </summary>
/// <remarks>
/// Works below HttpClient on purpose: this is the hot path, and HttpClient's own timeout does not know our clock.
/// Options are read at each call, not in the constructor: the sandbox knows its address only after its server has started.
/// </remarks>
internal sealed class PlatformHttp : IDisposable
{
    /// <summary>Longer than any error body of the platforms; what is beyond is not worth a failure's time.</summary>
    private const int ErrorBodyLimit = 16 * 1024;

    private readonly Func<PlatformHttpOptions> _options;
    private readonly Func<PlatformHttpOptions, string> _baseOf;
    private readonly PlatformBudget _budget;
    private readonly int _units;
    private readonly TimeProvider _clock;
    private readonly Lock _opening = new();
    private Line? _line;
    private HttpMessageHandler? _handler;

    /// <param name="options">Read at each call.</param>
    /// <param name="budget">Counts each request; paused when the platform says for how long.</param>
    /// <param name="clock">Source of all times here.</param>
    /// <param name="handler">For tests; owned by this object from now on.</param>
    /// <param name="baseOf">Which of the platform's addresses is asked; null for the main one.</param>
    /// <param name="units">What a request costs of the units of the day.</param>
    public PlatformHttp(
        Func<PlatformHttpOptions> options, PlatformBudget budget, TimeProvider clock, HttpMessageHandler? handler = null, Func<PlatformHttpOptions, string>? baseOf = null, int units = 1)
    {
        _options = options;
        _baseOf = baseOf ?? (static settings => settings.Base.Value);
        _budget = budget;
        _clock = clock;
        _handler = handler;
        _units = units;
    }

    /// <summary>Gets <paramref name="path"/> below the configured address.</summary>
    /// <param name="path">Path and query, starting with a slash, each part of it escaped. Holds a secret only where the API takes it nowhere else.</param>
    /// <param name="credential">Sent as a header.</param>
    /// <param name="body">How the body is read.</param>
    /// <param name="failures">The platform's table from a refusal to its meaning.</param>
    /// <param name="cancellationToken">Ends the call with an <see cref="OperationCanceledException"/>.</param>
    public Task<Result<T, PlatformFailure>> GetAsync<T>(
        string path,
        PlatformCredential credential,
        JsonTypeInfo<T> body,
        Func<PlatformRefusal, PlatformFailure> failures,
        CancellationToken cancellationToken)
        where T : class =>
        SendAsync(HttpMethod.Get, path, null, credential, body, null, failures, cancellationToken);

    /// <summary>Posts a form, as OAuth does; its fields may be secrets.</summary>
    /// <param name="whenEmpty">What an answer without a body stands for; null where there must be one.</param>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<Result<T, PlatformFailure>> PostFormAsync<T>(
        string path,
        IEnumerable<KeyValuePair<string, string>> form,
        JsonTypeInfo<T> body,
        Func<PlatformRefusal, PlatformFailure> failures,
        CancellationToken cancellationToken,
        T? whenEmpty = null)
        where T : class
    {
        using var content = new FormUrlEncodedContent(form);
        return await SendAsync(HttpMethod.Post, path, content, PlatformCredential.None, body, whenEmpty, failures, cancellationToken);
    }

    /// <summary>Posts <paramref name="question"/> as JSON.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<Result<T, PlatformFailure>> PostJsonAsync<TQuestion, T>(
        string path,
        TQuestion question,
        JsonTypeInfo<TQuestion> questionBody,
        PlatformCredential credential,
        JsonTypeInfo<T> body,
        Func<PlatformRefusal, PlatformFailure> failures,
        CancellationToken cancellationToken)
        where T : class
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(question, questionBody));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return await SendAsync(HttpMethod.Post, path, content, credential, body, null, failures, cancellationToken);
    }

    public void Dispose()
    {
        lock (_opening)
        {
            _line?.Invoker.Dispose();
            _line = null;
            _handler?.Dispose();
        }
    }

    private async Task<Result<T, PlatformFailure>> SendAsync<T>(
        HttpMethod method,
        string path,
        HttpContent? content,
        PlatformCredential credential,
        JsonTypeInfo<T> body,
        T? whenEmpty,
        Func<PlatformRefusal, PlatformFailure> failures,
        CancellationToken cancellationToken)
        where T : class
    {
        cancellationToken.ThrowIfCancellationRequested();
        var options = _options();
        var line = LineOf(options);
        if (!line.Address.TryJoin(path, out var address))
        {
            return new PlatformFailure(FailureKind.BadResponse, "refused to call an address outside the configured one");
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), _clock);
        await using var linked = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), deadline);
        using var request = new HttpRequestMessage(method, address) { Content = content, Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "SocialProfiles");
        if (credential.Header is not null)
        {
            request.Headers.TryAddWithoutValidation(credential.Header, credential.Value);
        }

        _budget.Spend(_units);
        try
        {
            using var response = await line.Invoker.SendAsync(request, deadline.Token);
            return response.StatusCode == HttpStatusCode.OK
                ? await ReadAsync(response, options.MaxResponseBytes, body, whenEmpty, deadline.Token)
                : Obey(await ReadRefusalAsync(response, failures, deadline.Token));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return new PlatformFailure(FailureKind.PlatformDown, string.Create(CultureInfo.InvariantCulture, $"no whole answer within {options.TimeoutSeconds} s"));
        }
        catch (Exception fault) when (LineFailures.Read(fault) is { } failure)
        {
            return failure;
        }
    }

    private static async Task<Result<T, PlatformFailure>> ReadAsync<T>(HttpResponseMessage response, int limit, JsonTypeInfo<T> type, T? whenEmpty, CancellationToken cancellationToken)
        where T : class
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

    private async Task<PlatformFailure> ReadRefusalAsync(HttpResponseMessage response, Func<PlatformRefusal, PlatformFailure> failures, CancellationToken cancellationToken)
    {
        using var body = await ResponseBody.ReadBeginningAsync(response.Content, ErrorBodyLimit, cancellationToken);
        return failures(new PlatformRefusal(response.StatusCode, response.Headers, body.Bytes, _clock.GetUtcNow()));
    }

    private PlatformFailure Obey(PlatformFailure failure)
    {
        if (failure is { Kind: FailureKind.RateLimited or FailureKind.PlatformDown, RetryAfter: { } wait, IsOfOneAccount: false })
        {
            _budget.PauseFor(wait);
        }

        return failure;
    }

    private Line LineOf(PlatformHttpOptions options)
    {
        var line = Volatile.Read(ref _line);
        return line is not null && ReferenceEquals(line.Options, options) ? line : Open(options);
    }

    private Line Open(PlatformHttpOptions options)
    {
        lock (_opening)
        {
            if (_line is null || !ReferenceEquals(_line.Options, options))
            {
                var address = new PlatformAddress(_baseOf(options));
                _handler ??= NewHandler(options, address);
                var line = new Line(options, address, _line?.Invoker ?? new HttpMessageInvoker(_handler, disposeHandler: false));
                Volatile.Write(ref _line, line);
            }

            return _line;
        }
    }

    private static SocketsHttpHandler NewHandler(PlatformHttpOptions options, PlatformAddress address) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // A host's proxy is for the way out, not for this machine.
        UseProxy = !address.IsThisMachine,
        AutomaticDecompression = DecompressionMethods.GZip,
        ConnectTimeout = TimeSpan.FromSeconds(Math.Min(5, options.TimeoutSeconds)),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        EnableMultipleHttp2Connections = true,
        MaxResponseHeadersLength = 32,
        MaxResponseDrainSize = 64 * 1024,
        // No trace headers to third parties, and no work for them.
        ActivityHeadersPropagator = null,
    };

    private sealed record Line(PlatformHttpOptions Options, PlatformAddress Address, HttpMessageInvoker Invoker);
}
