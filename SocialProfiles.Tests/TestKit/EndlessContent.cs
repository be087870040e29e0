using System.Net;

namespace SocialProfiles.Tests.TestKit;

/// <summary>A body that says the same again and again, without telling its length, and counts what was taken of it.</summary>
public sealed class EndlessContent(byte[] again, long most) : HttpContent
{
    private readonly Source _source = new(again, most);

    public long Taken => _source.Taken;

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(_source);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _source.CopyToAsync(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private sealed class Source(byte[] again, long most) : Stream
    {
        public long Taken { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Taken; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var length = (int)Math.Min(count, most - Taken);
            for (var i = 0; i < length; i++)
            {
                buffer[offset + i] = again[(Taken + i) % again.Length];
            }

            Taken += length;
            return length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
