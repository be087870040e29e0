using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;
using Polly.Timeout;

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
    private readonly Func<PlatformHttpOptions> _options;
    private readonly Func<PlatformHttpOptions, string> _baseOf;
    private readonly ResiliencePipeline _pipeline;
    private readonly PlatformBudget _budget;
    private readonly TimeProvider _clock;
    private readonly PlatformCalls? _calls;
    private readonly Lock _opening = new();
    private Line? _line;
    private HttpMessageHandler? _handler;

    /// <param name="options">Read at each call.</param>
    /// <param name="pipeline">What each call goes through, as <see cref="PlatformPipeline"/> makes it.</param>
    /// <param name="budget">Paused when the platform says for how long.</param>
    /// <param name="clock">Source of all times here.</param>
    /// <param name="handler">For tests; owned by this object from now on.</param>
    /// <param name="baseOf">Which of the platform's addresses is asked; null for the main one.</param>
    /// <param name="calls">Measures and traces; null for neither.</param>
    public PlatformHttp(
        Func<PlatformHttpOptions> options, ResiliencePipeline pipeline, PlatformBudget budget, TimeProvider clock, HttpMessageHandler? handler = null, Func<PlatformHttpOptions, string>? baseOf = null,
        PlatformCalls? calls = null)
    {
        _options = options;
        _baseOf = baseOf ?? (static settings => settings.Base.Value);
        _pipeline = pipeline;
        _budget = budget;
        _clock = clock;
        _handler = handler;
        _calls = calls;
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

        using var request = new HttpRequestMessage(method, address) { Content = content, Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "SocialProfiles");
        if (credential.Header is not null)
        {
            request.Headers.TryAddWithoutValidation(credential.Header, credential.Value);
        }

        var call = new PlatformCall<T>(line.Invoker, request, options.MaxResponseBytes, body, whenEmpty, failures, _clock);
        var measured = _calls?.Begin(typeof(T), method.Method);
        PlatformFailure? ended = null;
        try
        {
            var answer = await _pipeline.ExecuteAsync(static (call, token) => call.SendAsync(token), call, cancellationToken);
            Obey(answer.Failure);
            ended = answer.Failure;
            return answer;
        }
        catch (TimeoutRejectedException late)
        {
            return ended = new PlatformFailure(
                FailureKind.PlatformDown, string.Create(CultureInfo.InvariantCulture, $"{(call.IsAnswered ? "no whole body" : "no answer")} within {late.Timeout.TotalSeconds} s"));
        }
        catch (Exception fault) when (LineFailures.Read(fault) is { } failure)
        {
            return ended = failure;
        }
        finally
        {
            measured?.End(call.Status, ended?.Kind);
        }
    }

    private void Obey(PlatformFailure? failure)
    {
        if (failure is { Kind: FailureKind.RateLimited or FailureKind.PlatformDown, RetryAfter: { } wait, IsOfOneAccount: false })
        {
            _budget.PauseFor(wait);
        }
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
