using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Makes options as always, and where that fails after it went well before, gives the last good ones: a wrong value that is
/// written into a file while the program runs is refused with one line in the log, and nothing that works stops working.
/// The first time, at start, it fails as always.
/// </summary>
internal sealed partial class LastGoodOptions<TOptions>(
    IEnumerable<IConfigureOptions<TOptions>> setups,
    IEnumerable<IPostConfigureOptions<TOptions>> postConfigures,
    IEnumerable<IValidateOptions<TOptions>> validations,
    IServiceProvider services) : IOptionsFactory<TOptions>
    where TOptions : class
{
    private readonly OptionsFactory<TOptions> _factory = new(setups, postConfigures, validations);
    private readonly ConcurrentDictionary<string, TOptions> _good = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _refused = new(StringComparer.Ordinal);

    public TOptions Create(string name)
    {
        try
        {
            var options = _factory.Create(name);
            _good[name] = options;
            _refused.TryRemove(name, out _);
            return options;
        }
        catch (Exception exception) when (StartFailure.Explain(exception) is not null && _good.ContainsKey(name))
        {
            // An editor saves a file in several steps, and each is told; one line is enough.
            var problems = string.Join(' ', StartFailure.Explain(exception)!);
            if (!_refused.TryGetValue(name, out var said) || said != problems)
            {
                _refused[name] = problems;

                // Asked for only now: the logs have options too.
                LogRefused(services.GetRequiredService<ILogger<LastGoodOptions<TOptions>>>(), problems);
            }

            return _good[name];
        }
    }

    [LoggerMessage(LogLevel.Error, "A changed setting is refused, and the last good ones stay in use: {Problems}")]
    private static partial void LogRefused(ILogger logger, string problems);
}
