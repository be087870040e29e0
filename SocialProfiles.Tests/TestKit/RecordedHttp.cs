using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace SocialProfiles.Tests.TestKit;

/// <summary>Answers requests from what a test recorded. A request that nobody recorded throws: no test reaches a network.</summary>
public sealed class RecordedHttp : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Answer>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private delegate Task<HttpResponseMessage> Answer(CancellationToken cancellationToken);

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>Completes when the first request is under way.</summary>
    public Task Arrived => _arrived.Task;

    public RecordedHttp On(string url, string body, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers) =>
        OnContent(url, () => new StringContent(body, Encoding.UTF8, "application/json"), status, headers);

    public RecordedHttp OnContent(string url, Func<HttpContent> content, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers) => Add(url, _ =>
    {
        var response = new HttpResponseMessage(status) { Content = content() };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return Task.FromResult(response);
    });

    public RecordedHttp OnFault(string url, Exception fault) => Add(url, _ => Task.FromException<HttpResponseMessage>(fault));

    /// <summary>Never answers, and lets go only when the call is cancelled.</summary>
    public RecordedHttp OnSilence(string url) => Add(url, async cancellationToken =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException("Silence ended.");
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!.AbsoluteUri;
        var headers = request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        _requests.Enqueue(new RecordedRequest(request.Method, url, headers, body, request.Content?.Headers.ContentType?.MediaType, request.Version, request.VersionPolicy));
        _arrived.TrySetResult();
        if (!_answers.TryGetValue(url, out var answers) || !answers.TryDequeue(out var answer))
        {
            throw new InvalidOperationException($"Nobody recorded an answer to {url}");
        }

        var response = await answer(cancellationToken);
        response.RequestMessage = request;
        return response;
    }

    private RecordedHttp Add(string url, Answer answer)
    {
        _answers.GetOrAdd(new Uri(url).AbsoluteUri, _ => new ConcurrentQueue<Answer>()).Enqueue(answer);
        return this;
    }
}

/// <param name="Body">As it was sent; null where there was none.</param>
public sealed record RecordedRequest(
    HttpMethod Method, string Url, IReadOnlyDictionary<string, string> Headers, string? Body, string? MediaType, Version Version, HttpVersionPolicy VersionPolicy)
{
    /// <summary>The fields of a posted form, decoded.</summary>
    public IReadOnlyDictionary<string, string> Form => (Body ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .ToDictionary(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair[1]), StringComparer.Ordinal);
}
