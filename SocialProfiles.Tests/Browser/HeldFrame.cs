using System.Text;
using Microsoft.Playwright;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Browser;

/// <summary>One message of the server to a page, held back until a test releases it, as a slow line would. Others pass it.</summary>
internal sealed class HeldFrame
{
    private readonly TaskCompletionSource<Action> _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isReleased;

    /// <summary>From the page's next load on.</summary>
    /// <param name="text">What stands in the message.</param>
    /// <param name="answeredBy">What stands in the page's answer to it.</param>
    public static async Task<HeldFrame> OnAsync(IPage page, string text, string answeredBy)
    {
        var frame = new HeldFrame();
        await page.RouteWebSocketAsync(
            address => address.Contains("_blazor", StringComparison.Ordinal),
            socket =>
            {
                var server = socket.ConnectToServer();
                server.OnMessage(message =>
                {
                    if (!Contains(message, text) || !frame._held.TrySetResult(() => Send(socket, message)))
                    {
                        Send(socket, message);
                    }
                });
                socket.OnMessage(message =>
                {
                    Send(server, message);
                    if (Volatile.Read(ref frame._isReleased) && Contains(message, answeredBy))
                    {
                        frame._answered.TrySetResult();
                    }
                });
            });
        return frame;
    }

    /// <summary>Lets it go, and waits for the page's answer.</summary>
    public async Task ReleaseAsync()
    {
        var send = await _held.Task.WaitAsync(Patience.Longest);
        Volatile.Write(ref _isReleased, true);
        send();
        await _answered.Task.WaitAsync(Patience.Longest);
    }

    // Texts stand in the binary frames as they are.
    private static bool Contains(IWebSocketFrame message, string text) =>
        (message.Binary is { Length: > 0 } bytes ? Encoding.Latin1.GetString(bytes) : message.Text ?? "").Contains(text, StringComparison.Ordinal);

    private static void Send(IWebSocketRoute to, IWebSocketFrame message)
    {
        if (message.Binary is { Length: > 0 } bytes)
        {
            to.Send(bytes);
        }
        else
        {
            to.Send(message.Text ?? "");
        }
    }
}
