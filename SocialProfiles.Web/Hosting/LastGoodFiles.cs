using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// What is wrong in a configuration file while the program runs changes nothing: neither a value that its options refuse
/// (<see cref="LastGoodOptions{TOptions}"/>) nor a file that is not JSON, which would otherwise count as an empty one.
/// </summary>
internal static partial class LastGoodFiles
{
    /// <summary>Before anything else adds options or reads configuration.</summary>
    public static void AddLastGoodConfiguration(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(typeof(IOptionsFactory<>), typeof(LastGoodOptions<>));
        var sources = ((IConfigurationBuilder)builder.Configuration).Sources;
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i] is JsonConfigurationSource source and not KeepingSource)
            {
                sources[i] = new KeepingSource
                {
                    FileProvider = source.FileProvider,
                    Path = source.Path!,
                    Optional = source.Optional,
                    ReloadOnChange = source.ReloadOnChange,
                    ReloadDelay = source.ReloadDelay,
                };
            }
        }
    }

    /// <summary>From now on a refused file is told to the log.</summary>
    public static void LogRefusedFiles(this WebApplication app)
    {
        foreach (var provider in ((IConfigurationRoot)app.Configuration).Providers.OfType<KeepingProvider>())
        {
            provider.Logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(LastGoodFiles));
        }
    }

    private sealed class KeepingSource : JsonConfigurationSource
    {
        public override IConfigurationProvider Build(IConfigurationBuilder builder)
        {
            EnsureDefaults(builder);
            return new KeepingProvider(this);
        }
    }

    private sealed partial class KeepingProvider(JsonConfigurationSource source) : JsonConfigurationProvider(source)
    {
        private bool _wasRead;

        public ILogger? Logger { get; set; }

        public override void Load(Stream stream)
        {
            try
            {
                base.Load(stream);
                _wasRead = true;
            }
            catch (FormatException exception) when (_wasRead)
            {
                if (Logger is { } logger)
                {
                    LogRefused(logger, Source.Path, exception.InnerException?.Message ?? exception.Message);
                }
            }
        }

        [LoggerMessage(LogLevel.Error, "{File} is not valid JSON now, so its last good values stay in use: {Problem}")]
        private static partial void LogRefused(ILogger logger, string? file, string problem);
    }
}
