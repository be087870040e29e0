using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;

namespace SocialProfiles.Tests.Browser;

/// <summary>All that the server sends to open pages over their circuits. Texts stand in the binary frames as they are.</summary>
internal sealed class CircuitFrames
{
    private readonly ConcurrentQueue<string> _texts = new();

    public IReadOnlyCollection<string> Texts => _texts;

    public static CircuitFrames Of(params IPage[] pages)
    {
        var frames = new CircuitFrames();
        foreach (var page in pages)
        {
            page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
                frames._texts.Enqueue(frame.Binary is { Length: > 0 } bytes ? Encoding.Latin1.GetString(bytes) : frame.Text ?? "");
        }

        return frames;
    }
}
