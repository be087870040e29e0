using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Calendar;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Tests.TestKit;

/// <summary>
/// The whole application as it ships, on a port and in a data folder of its own, with the sandbox answering at once.
/// By default there is an admin and an API key; without <see cref="TestAppOptions.IsSetUp"/> it waits at its first-run page.
/// </summary>
public sealed class TestApp : IAsyncDisposable
{
    public const string AdminEmail = "admin@agency.example";
    public const string AdminPassword = "three quiet words";
    public const string ApiKey = "sp_test0key0for0the0whole0application0abcdefghi";

    private readonly TestAppOptions _options;
    private readonly bool _ownsFolder;
    private WebApplication? _app;

    private TestApp(TestAppOptions options)
    {
        _options = options;
        _ownsFolder = options.DataDirectory is null;
        DataDirectory = options.DataDirectory ?? Path.Combine(Path.GetTempPath(), $"socialprofiles-{Guid.NewGuid():N}");
    }

    /// <summary>Where it answers, such as <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri Address { get; private set; } = null!;

    public string DataDirectory { get; }

    public IServiceProvider Services => Running.Services;

    /// <summary>The one-time code of the first run; null once it is closed.</summary>
    public string? SetupCode => Get<FirstRun>().Code;

    private WebApplication Running => _app ?? throw new InvalidOperationException("The application does not run now.");

    public static async Task<TestApp> StartAsync(TestAppOptions? options = null)
    {
        var app = new TestApp(options ?? new TestAppOptions());
        try
        {
            if (app._ownsFolder && app._options.IsSetUp)
            {
                await MigratedDatabase.CopyToAsync(app.DataDirectory);
            }

            await app.StartAgainAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts with some settings changed: <c>StartAsync(("Api:RequestsPerMinute", "3"))</c>.</summary>
    public static Task<TestApp> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync(new TestAppOptions { Settings = settings });

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A client for the HTTP API; with a null <paramref name="key"/> it sends none.</summary>
    public HttpClient Api(string? key = ApiKey)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A browser without scripts: it keeps cookies, fills in forms, and follows no redirect by itself.</summary>
    public PageClient Browser() => new(Address);

    /// <summary>The same, signed in as the admin.</summary>
    public async Task<PageClient> SignedInAsync()
    {
        var browser = Browser();
        using var answer = await browser.SignInAsync(AdminEmail, AdminPassword);
        return answer.StatusCode == System.Net.HttpStatusCode.Redirect
            ? browser
            : throw new InvalidOperationException($"The admin was not signed in: {answer.StatusCode}.");
    }

    /// <summary>Stops it as the host's stop signal does; the data stays.</summary>
    public async Task StopAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
            _app = null;
        }
    }

    /// <summary>Starts it on the data that are there; on the same port as before, if it ran before.</summary>
    public async Task StartAgainAsync()
    {
        _app = SocialProfilesApp.Build([.. Arguments()], Configure);
        await SocialProfilesApp.StartAsync(_app, TestContext.Current.CancellationToken);
        Address = new Uri($"{_app.Urls.First().TrimEnd('/')}/");
    }

    /// <summary>Stops it, and gives all that it logged; empty where there was nothing to say.</summary>
    public async Task<string> LogAsync()
    {
        await StopAsync();
        var folder = Path.Combine(DataDirectory, "logs");
        return Directory.Exists(folder) ? string.Concat(await Task.WhenAll(Directory.GetFiles(folder).Select(file => File.ReadAllTextAsync(file)))) : "";
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_ownsFolder && Directory.Exists(DataDirectory))
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
    }

    private void Configure(WebApplicationBuilder builder)
    {
        // What a guess costs is nothing that tests look at, and nearly every test makes an admin and signs in.
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);

        // The day's backup is due at every tenth minute of the real clock: it would come between whatever a test does just then.
        var backups = builder.Services.Single(service => service.ImplementationInstance is CalendarJob { Name: "backups" });
        builder.Services.Remove(backups);
        builder.Services.AddSingleton((CalendarJob)backups.ImplementationInstance! with { Run = (_, _) => Task.CompletedTask });
        _options.Configure?.Invoke(builder);
    }

    private IEnumerable<string> Arguments()
    {
        yield return $"--environment={_options.Environment}";
        yield return $"--urls=http://127.0.0.1:{Address?.Port ?? 0}";
        yield return $"--Data:Directory={DataDirectory}";
        yield return "--Sandbox:Enabled=true";
        yield return "--Sandbox:LatencyMilliseconds=0";
        yield return "--SignIn:AttemptsPerMinute=0";
        yield return "--Serilog:MinimumLevel:Default=Warning";

        // As when it is published: browsers keep what they loaded.
        yield return "--EnableStaticAssetsDevelopmentCaching=true";
        if (_options.IsSetUp)
        {
            yield return $"--Setup:AdminEmail={AdminEmail}";
            yield return $"--Setup:AdminPassword={AdminPassword}";
            yield return $"--Setup:ApiKey={ApiKey}";
        }

        foreach (var (key, value) in _options.Settings)
        {
            yield return $"--{key}={value}";
        }
    }
}

public sealed record TestAppOptions
{
    /// <summary>Whether there are an admin and an API key.</summary>
    public bool IsSetUp { get; init; } = true;

    /// <summary>As in configuration; they win over those of <see cref="TestApp"/>.</summary>
    public IReadOnlyList<(string Key, string Value)> Settings { get; init; } = [];

    public string Environment { get; init; } = "Production";

    /// <summary>A folder that stays after the application; null for one that goes with it.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Replaces services before they are built.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }
}
