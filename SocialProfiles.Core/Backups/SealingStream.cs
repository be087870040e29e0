namespace SocialProfiles.Core.Backups;

/// <summary>Seals what is written, chunk by chunk. Only a file whose stream was ended by <see cref="Finish"/> opens again.</summary>
internal sealed class SealingStream(Stream file, ChunkSeal seal) : Stream
{
    private readonly byte[] _plain = new byte[SealedFile.ChunkBytes];
    private readonly byte[] _sealed = new byte[SealedFile.ChunkBytes + SealedFile.TagBytes];
    private int _filled;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Writes the last chunk. Not done by disposing of it: what failed in between must not look whole.</summary>
    public void Finish()
    {
        Send(isLast: true);
        file.Flush();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            // A full chunk waits until something follows it: only then it isn't the last.
            if (_filled == _plain.Length)
            {
                Send(isLast: false);
            }

            var some = Math.Min(buffer.Length, _plain.Length - _filled);
            buffer[..some].CopyTo(_plain.AsSpan(_filled));
            _filled += some;
            buffer = buffer[some..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.Clear(_plain);
            seal.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Send(bool isLast)
    {
        var chunk = _sealed.AsSpan(0, _filled + SealedFile.TagBytes);
        seal.Seal(_plain.AsSpan(0, _filled), chunk, isLast);
        file.Write(chunk);
        _filled = 0;
    }
}

/// <summary>Gives what was sealed. A chunk is given out only after it was found to be what was written.</summary>
internal sealed class OpeningStream(Stream file, ChunkSeal seal) : Stream
{
    private readonly byte[] _plain = new byte[SealedFile.ChunkBytes];
    private byte[] _next = new byte[SealedFile.ChunkBytes + SealedFile.TagBytes];
    private byte[] _after = new byte[SealedFile.ChunkBytes + SealedFile.TagBytes];
    private int _nextLength = -1;
    private int _filled;
    private int _given;
    private bool _isOver;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_given == _filled && !Open())
        {
            return 0;
        }

        var some = Math.Min(buffer.Length, _filled - _given);
        _plain.AsSpan(_given, some).CopyTo(buffer);
        _given += some;
        return some;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Reads to the end, so that what is missing or too much behind the last entry shows too.</summary>
    public void Drain()
    {
        while (Open())
        {
        }
    }

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.Clear(_plain);
            seal.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Opens the next chunk that holds something.</summary>
    private bool Open()
    {
        (_filled, _given) = (0, 0);
        if (_isOver)
        {
            return false;
        }

        if (_nextLength < 0)
        {
            _nextLength = file.ReadAtLeast(_next, _next.Length, throwOnEndOfStream: false);
        }

        // One chunk ahead: the last one is known by nothing coming after it.
        var after = file.ReadAtLeast(_after, _after.Length, throwOnEndOfStream: false);
        if (_nextLength < SealedFile.TagBytes)
        {
            throw new InvalidDataException(SealedFile.Damaged);
        }

        _isOver = after == 0;
        var length = _nextLength - SealedFile.TagBytes;
        seal.Open(_next.AsSpan(0, _nextLength), _plain.AsSpan(0, length), _isOver);
        _filled = length;
        (_next, _after, _nextLength) = (_after, _next, after);
        return _filled > 0;
    }
}
