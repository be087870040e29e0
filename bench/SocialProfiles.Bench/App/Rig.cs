using System.Diagnostics;
using System.Globalization;
using SocialProfiles.Bench.Load;

namespace SocialProfiles.Bench.App;

/// <summary>The platform, the application on a new folder, and the driver's way to both; all gone when disposed.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string Address = "http://127.0.0.1:23300";
    public const string ApiKey = "sp_bench_0123456789abcdefghijklmnopqrstuvwxyz";
    public const string AdminEmail = "bench@agency.example";
    public const string AdminPassword = "a long bench passphrase 42";
    private const int PlatformPort = 23200;

    private readonly string _folder;
    private readonly ChildProcess _platform;

    private Rig(string folder, ChildProcess platform, ChildProcess app, ApiClient api, TimeSpan coldStart)
    {
        _folder = folder;
        _platform = platform;
        App = app;
        Api = api;
        ColdStart = coldStart;
        Database = new WatchedDatabase(Path.Combine(folder, "socialprofiles.db"));
    }

    public ChildProcess App { get; }

    public ChildProcess Platform => _platform;

    public ApiClient Api { get; }

    public WatchedDatabase Database { get; }

    /// <summary>From starting the process on an empty folder until it answered its first request.</summary>
    public TimeSpan ColdStart { get; }

    /// <param name="web">Path of the real application's assembly; null for Core alone.</param>
    /// <param name="latencyMilliseconds">What the platform waits before each answer.</param>
    /// <param name="settings">Further settings of the application, as environment variables.</param>
    public static async Task<Rig> StartAsync(string? web, int latencyMilliseconds, IReadOnlyDictionary<string, string>? settings = null)
    {
        var self = typeof(Rig).Assembly.Location;
        var folder = Directory.CreateTempSubdirectory("sp-bench-").FullName;
        var platform = ChildProcess.Start(
            [self, "platform", "--port", Text(PlatformPort), "--latency", Text(latencyMilliseconds)],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1" });
        var started = Stopwatch.GetTimestamp();
        var app = ChildProcess.Start(web is null ? [self, "core-app", "--urls", Address] : [web, $"--urls={Address}"], Environment(folder, settings));
        var api = new ApiClient(new Uri(Address), new Uri($"http://127.0.0.1:{PlatformPort}"), ApiKey);
        while (!await api.AnswersAsync(web is null ? "/health/ready" : "/"))
        {
            if (app.HasExited || Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException("The application did not start.");
            }

            await Task.Delay(5);
        }

        return new Rig(folder, platform, app, api, Stopwatch.GetElapsedTime(started));
    }

    public async ValueTask DisposeAsync()
    {
        Database.Dispose();
        Api.Dispose();
        await App.DisposeAsync();
        await _platform.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Dictionary<string, string> Environment(string folder, IReadOnlyDictionary<string, string>? settings)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Data__Directory"] = folder,
            ["Setup__AdminEmail"] = AdminEmail,
            ["Setup__AdminPassword"] = AdminPassword,
            ["Setup__ApiKey"] = ApiKey,
            ["Api__RequestsPerMinute"] = "0",
            ["Sandbox__Enabled"] = "false",
            ["Serilog__MinimumLevel__Default"] = "Warning",
            ["Logging__LogLevel__Default"] = "Warning",
            ["Platforms__Instagram__GraphBaseUrl"] = $"http://127.0.0.1:{PlatformPort}",
            ["Platforms__Instagram__AccessToken"] = "bench-token",
            ["Platforms__Instagram__AgencyUserId"] = "17841400000000099",
            ["Platforms__Instagram__RequestsPerMinute"] = "0",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            environment[name] = value;
        }

        return environment;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
