using System.Collections.Concurrent;

namespace SocialProfiles.Tests.TestKit;

/// <summary>Everything that was answered to the clients of a test: addresses, heads and bodies.</summary>
public sealed class HeardAnswers
{
    private readonly ConcurrentQueue<string> _texts = new();

    public IReadOnlyCollection<string> Texts => _texts;

    public HttpMessageHandler Before(HttpMessageHandler line) => new Listener(_texts) { InnerHandler = line };

    private sealed class Listener(ConcurrentQueue<string> texts) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            texts.Enqueue($"{request.RequestUri}\n{answer.Headers}\n{answer.Content.Headers}\n{await answer.Content.ReadAsStringAsync(cancellationToken)}");
            return answer;
        }
    }
}
