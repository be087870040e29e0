using SocialProfiles.Bench.Report;

namespace SocialProfiles.Bench.Reliability;

/// <summary>What a trial saw, line by line, and what of it shouldn't be.</summary>
internal sealed class Findings(TimeProvider time)
{
    private readonly List<string> _wrong = [];
    private readonly long _started = time.GetTimestamp();

    public void Say(FormattableString line) => Console.WriteLine($"[{time.GetElapsedTime(_started).TotalSeconds,7:0.0} s] {FormattableString.Invariant(line)}");

    /// <summary>Notes what is wrong where it doesn't hold.</summary>
    public void Expect(bool holds, FormattableString otherwise)
    {
        if (!holds)
        {
            _wrong.Add(FormattableString.Invariant(otherwise));
            Say($"WRONG: {FormattableString.Invariant(otherwise)}");
        }
    }

    /// <returns>The exit code.</returns>
    public int Sum(string trial)
    {
        Say($"{trial}: {(_wrong.Count == 0 ? "nothing lost, doubled or stuck" : $"{_wrong.Count} wrong")}; load average {Machine.LoadAverage:0.0} after");
        return _wrong.Count == 0 ? 0 : 1;
    }
}
