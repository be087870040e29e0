using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocialProfiles.Bench.Platform;

/// <summary>
/// A platform that costs next to nothing: GET over bare sockets, whole answers copied from memory. It stands on the same
/// cores as what is measured, so whatever it saves makes the figures more of the application and less of itself.
/// </summary>
internal static class StandInPlatform
{
    /// <summary>Answers with the Stopwatch tick of the last refusal, which all processes of a Linux machine share.</summary>
    public const string LastRefusalPath = "/_refused";

    /// <summary>From now on, the audience of every account has moved once more.</summary>
    public const string MovePath = "/_move";

    private const int LongestRequest = 8 * 1024;
    private const int LongestAnswer = 64 * 1024;

    private static GraphAnswers _answers = new(0);
    private static int _moved;
    private static long _lastRefusal;

    public static async Task RunAsync(int port, int latencyMilliseconds)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(1024);
        Console.WriteLine("ready");
        while (true)
        {
            _ = ServeAsync(await listener.AcceptAsync(), latencyMilliseconds);
        }
    }

    private static async Task ServeAsync(Socket socket, int latencyMilliseconds)
    {
        using var _ = socket;
        socket.NoDelay = true;
        var request = new byte[LongestRequest];
        var answer = ArrayPool<byte>.Shared.Rent(LongestAnswer);
        var filled = 0;
        try
        {
            while (await socket.ReceiveAsync(request.AsMemory(filled)) is var read and > 0)
            {
                filled += read;
                for (var end = End(request, filled); end > 0; end = End(request, filled))
                {
                    if (latencyMilliseconds > 0)
                    {
                        await Task.Delay(latencyMilliseconds);
                    }

                    await socket.SendAsync(answer.AsMemory(0, Answer(request.AsSpan(0, end), answer)));
                    request.AsSpan(end, filled - end).CopyTo(request);
                    filled -= end;
                }

                if (filled == request.Length)
                {
                    return;
                }
            }
        }
        catch (SocketException)
        {
            // The other side is gone.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(answer);
        }
    }

    private static int End(byte[] request, int filled) =>
        request.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) is var at and >= 0 ? at + 4 : 0;

    private static int Answer(ReadOnlySpan<byte> request, Span<byte> answer)
    {
        var target = request["GET ".Length..];
        target = target[..target.IndexOf((byte)' ')];
        if (target.SequenceEqual(Encoding.ASCII.GetBytes(LastRefusalPath)))
        {
            return new Template("200 OK", _lastRefusal.ToString(CultureInfo.InvariantCulture)).Write(answer, default, default);
        }

        if (target.SequenceEqual(Encoding.ASCII.GetBytes(MovePath)))
        {
            _answers = new GraphAnswers(++_moved);
            return new Template("200 OK", "moved").Write(answer, default, default);
        }

        var (length, refused) = _answers.Write(target, answer);
        if (refused)
        {
            Volatile.Write(ref _lastRefusal, Stopwatch.GetTimestamp());
        }

        return length;
    }
}
