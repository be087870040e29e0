using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Lets through the first warnings and errors of one cause in each minute, and then one line that says how many more there
/// were. One cause is one message before its values are put in, and one type of exception.
/// </summary>
internal sealed class RepeatedFaults : ILogEventSink, IDisposable
{
    /// <summary>As many of one cause a minute are written.</summary>
    public const int MostInAMinute = 20;

    // Causes are in the code, so there are few; a message that is made up anew each time must not fill the memory.
    private const int MostCauses = 1000;

    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);
    private static readonly MessageTemplate _summary = new MessageTemplateParser().Parse("Left out {Count} more of this in the last minute: {Cause:l} {Exception:l}");

    private readonly Dictionary<(string Message, Type? Exception), Cause> _causes = [];
    private readonly Lock _lock = new();
    private readonly ILogEventSink _next;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public RepeatedFaults(ILogEventSink next, TimeProvider time)
    {
        _next = next;
        _time = time;
        _timer = time.CreateTimer(_ => EndMinutes(all: false), null, _minute, _minute);
    }

    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Level < LogEventLevel.Warning || Passes(logEvent))
        {
            _next.Emit(logEvent);
        }
    }

    /// <summary>Says what is left to say, and closes what is behind it.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        EndMinutes(all: true);
        (_next as IDisposable)?.Dispose();
    }

    private bool Passes(LogEvent logEvent)
    {
        lock (_lock)
        {
            var key = (logEvent.MessageTemplate.Text, logEvent.Exception?.GetType());
            if (!_causes.TryGetValue(key, out var cause))
            {
                if (_causes.Count >= MostCauses)
                {
                    return true;
                }

                _causes[key] = cause = new Cause(_time.GetTimestamp(), logEvent.Level);
            }

            return ++cause.Count <= MostInAMinute;
        }
    }

    private void EndMinutes(bool all)
    {
        List<LogEvent> summaries = [];
        lock (_lock)
        {
            foreach (var (key, cause) in _causes.Where(pair => all || _time.GetElapsedTime(pair.Value.Since) >= _minute).ToArray())
            {
                _causes.Remove(key);
                if (cause.Count > MostInAMinute)
                {
                    summaries.Add(Summary(key.Message, key.Exception, cause));
                }
            }
        }

        foreach (var summary in summaries)
        {
            _next.Emit(summary);
        }
    }

    private LogEvent Summary(string message, Type? exception, Cause cause) => new(
        _time.GetUtcNow(),
        cause.Level,
        null,
        _summary,
        [
            new LogEventProperty("Count", new ScalarValue(cause.Count - MostInAMinute)),
            new LogEventProperty("Cause", new ScalarValue(message)),
            new LogEventProperty("Exception", new ScalarValue(exception?.Name ?? "")),
        ]);

    private sealed class Cause(long since, LogEventLevel level)
    {
        public long Since { get; } = since;

        public LogEventLevel Level { get; } = level;

        public int Count { get; set; }
    }
}
