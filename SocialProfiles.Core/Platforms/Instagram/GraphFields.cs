using System.Collections.Frozen;

namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>
/// The fields to ask the Graph API for. It refuses a whole call for one field that it does not know, as happens when a
/// version retires one; such a field is left out for an hour, so that all others are still stored. Safe for many threads.
/// </summary>
internal sealed class GraphFields
{
    private static readonly TimeSpan _leftOutFor = TimeSpan.FromHours(1);

    private readonly string[] _needed;
    private readonly string[] _spare;
    private readonly TimeProvider _clock;
    private readonly FieldSet _all;
    private readonly Lock _lock = new();
    private volatile FieldSet _current;

    /// <param name="needed">Without these the answer is of no use.</param>
    /// <param name="spare">Can be left out.</param>
    /// <param name="clock">Source of all times here.</param>
    public GraphFields(string[] needed, string[] spare, TimeProvider clock)
    {
        _needed = needed;
        _spare = spare;
        _clock = clock;
        _current = _all = Without(FrozenSet<string>.Empty);
    }

    public FieldSet Current
    {
        get
        {
            var current = _current;
            return current.LeftOut.Count == 0 || _clock.GetUtcNow() < current.Until ? current : _current = _all;
        }
    }

    /// <summary>Asks, and again without a field that the API refuses, at most once for each that can be left out.</summary>
    /// <param name="ask">One call with these fields, and the table for its refusal.</param>
    /// <param name="meaning">What any other refusal means.</param>
    public async Task<(Result<T, PlatformFailure> Answer, FieldSet Used)> AskAsync<T>(
        Func<FieldSet, Func<PlatformRefusal, PlatformFailure>, Task<Result<T, PlatformFailure>>> ask,
        Func<PlatformRefusal, GraphError?, PlatformFailure> meaning)
    {
        for (var attempt = 0; ; attempt++)
        {
            var used = Current;
            var refused = false;
            var answer = await ask(used, refusal =>
            {
                var error = InstagramFailures.ErrorOf(refusal);
                refused = error is not null && InstagramFailures.MayNameAField(error) && TryLeaveOut(used, error.Message!);
                return meaning(refusal, error);
            });
            if (!refused || attempt >= _spare.Length)
            {
                return (answer, used);
            }
        }
    }

    /// <summary>Leaves out the field of <paramref name="used"/> that <paramref name="message"/> names; false when it names none.</summary>
    public bool TryLeaveOut(FieldSet used, string message)
    {
        var refused = Array.Find(_spare, field => !used.LeftOut.Contains(field) && Names(message, field));
        if (refused is null)
        {
            return false;
        }

        lock (_lock)
        {
            var current = Current;
            if (!current.LeftOut.Contains(refused))
            {
                _current = Without(current.LeftOut.Append(refused).ToFrozenSet());
            }
        }

        return true;
    }

    private FieldSet Without(FrozenSet<string> leftOut) => new(
        string.Join(',', _needed.Concat(_spare.Where(field => !leftOut.Contains(field)))),
        leftOut,
        _clock.GetUtcNow() + _leftOutFor);

    /// <summary>Whether a message names a field, as a word of its own.</summary>
    public static bool Names(string message, string field)
    {
        for (var at = message.IndexOf(field, StringComparison.Ordinal); at >= 0; at = message.IndexOf(field, at + 1, StringComparison.Ordinal))
        {
            var end = at + field.Length;
            if ((at == 0 || !IsPartOfName(message[at - 1])) && (end == message.Length || !IsPartOfName(message[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPartOfName(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}

/// <param name="Text">As it goes into the address.</param>
/// <param name="LeftOut">What the platform does not know at present.</param>
/// <param name="Until">When everything is asked for again.</param>
internal sealed record FieldSet(string Text, FrozenSet<string> LeftOut, DateTimeOffset Until)
{
    /// <summary>Why a number that is not in the answer is missing.</summary>
    public MetricGap GapOf(string field, MetricGap otherwise) => LeftOut.Contains(field) ? MetricGap.NotSupported : otherwise;
}
