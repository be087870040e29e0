namespace SocialProfiles.Core.Platforms;

/// <summary>
/// Metrics that are asked for together. Platforms refuse a whole call for one metric that they do not know, as happens when
/// one is retired; then each is asked for alone, and those that are refused not again. Of one reading: nothing is kept.
/// </summary>
internal sealed class MetricBatch(IEnumerable<string> metrics)
{
    private readonly List<string> _asked = [.. metrics];
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private bool _eachAlone;

    /// <summary>Whether the last call, or one before, was refused for this metric.</summary>
    public bool Refuses(string metric) => _refused.Contains(metric);

    /// <summary>All answers; or the failure of a call that was refused for another reason than its metrics.</summary>
    /// <param name="ask">One call for these metrics, a comma between two, and whether its failure is about them.</param>
    public async Task<Result<IReadOnlyList<T>, PlatformFailure>> AskAsync<T>(Func<string, Task<(Result<T, PlatformFailure> Answer, bool IsAboutMetrics)>> ask)
    {
        _refused.ExceptWith(_asked);
        if (!_eachAlone && _asked.Count > 1)
        {
            var (answer, isAboutMetrics) = await ask(string.Join(',', _asked));
            if (answer.Succeeded)
            {
                return new[] { answer.Value };
            }

            if (!isAboutMetrics)
            {
                return answer.Failure;
            }
        }

        var answers = new List<T>(_asked.Count);
        foreach (var metric in _asked)
        {
            var (answer, isAboutMetrics) = await ask(metric);
            if (answer.Succeeded)
            {
                answers.Add(answer.Value);
            }
            else if (isAboutMetrics)
            {
                _refused.Add(metric);
            }
            else
            {
                return answer.Failure;
            }
        }

        // Where no single one was refused, it is their company that was.
        _eachAlone = answers.Count == _asked.Count;
        // Where all were, it is what they were asked about, and says nothing about the next.
        if (answers.Count > 0)
        {
            _asked.RemoveAll(_refused.Contains);
        }

        return answers;
    }
}
