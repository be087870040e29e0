using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using SocialProfiles.Sandbox.Accounts;

namespace SocialProfiles.Sandbox.YouTube;

/// <summary>
/// Video ids: 64 bits, as on YouTube, of which 48 say which channel and 16 which post. Those are too few to hold a handle,
/// so the channels whose lists were read are remembered; an id of any other is unknown, as after a restart.
/// </summary>
internal sealed class VideoIds
{
    private const int RememberedChannels = 50_000;
    private const ulong Disguise = 0x9E3779B97F4A7C15;
    private static readonly ulong _undo = Inverse(Disguise);

    private readonly ConcurrentDictionary<ulong, string> _handles = new();

    public string Of(SandboxAccount account, SandboxPost post)
    {
        Span<byte> bytes = stackalloc byte[8];
        var channel = Channel(account.Seed);
        var number = (channel << 16) | ((ulong)post.Slot & 0xFFFF);
        number *= Disguise;
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number ^ (number >> 32));
        return Base64Url.EncodeToString(bytes);
    }

    public void Remember(SandboxAccount account)
    {
        if (_handles.Count > RememberedChannels)
        {
            _handles.Clear();
        }

        _handles.TryAdd(Channel(account.Seed), account.Handle);
    }

    /// <summary>The handle and the slot behind an id; null where it is unknown.</summary>
    public (string Handle, long Slot)? Find(string id)
    {
        Span<byte> bytes = stackalloc byte[8];
        if (id.Length != 11 || !Base64Url.TryDecodeFromChars(id, bytes, out var length) || length != 8)
        {
            return null;
        }

        var number = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        number = (number ^ (number >> 32)) * _undo;
        return _handles.TryGetValue(number >> 16, out var handle) ? (handle, (long)(number & 0xFFFF)) : null;
    }

    private static ulong Channel(Seed account) => account.For("videos").Number >> 16;

    private static ulong Inverse(ulong odd)
    {
        var inverse = odd;
        for (var i = 0; i < 5; i++)
        {
            inverse = unchecked(inverse * (2 - (odd * inverse)));
        }

        return inverse;
    }
}
