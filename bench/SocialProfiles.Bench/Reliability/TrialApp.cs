using System.Collections.Concurrent;
using SocialProfiles.Bench.App;
using SocialProfiles.Bench.Load;

namespace SocialProfiles.Bench.Reliability;

/// <summary>The real application on a port that the system chose, with the sandbox in the platforms' place unless told otherwise.</summary>
internal sealed class TrialApp : IAsyncDisposable
{
    private const string Ready = "SocialProfiles is ready: ";
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    private readonly ConcurrentQueue<string> _said;

    private TrialApp(ChildProcess process, Uri address, ConcurrentQueue<string> said)
    {
        Process = process;
        Address = address;
        _said = said;
        Api = new ApiClient(address, address, Rig.ApiKey);
    }

    public ChildProcess Process { get; }

    public Uri Address { get; }

    public ApiClient Api { get; }

    /// <summary>All lines that it wrote to its console.</summary>
    public IReadOnlyCollection<string> Said => _said;

    public static async Task<TrialApp> StartAsync(string web, string folder, (string Name, string Value)[] settings)
    {
        var said = new ConcurrentQueue<string>();
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = ChildProcess.Start([web, "--urls=http://127.0.0.1:0"], Environment(folder, settings), line =>
        {
            said.Enqueue(line);
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                address.TrySetResult(new Uri(line[Ready.Length..]));
            }
        });
        try
        {
            return new TrialApp(process, await address.Task.WaitAsync(_patience), said);
        }
        catch (TimeoutException late)
        {
            await process.DisposeAsync();
            throw new InvalidOperationException($"The application did not start: {string.Join(System.Environment.NewLine, said)}", late);
        }
    }

    /// <summary>Runs a command of the program on the folder.</summary>
    /// <returns>Its exit code, and what it wrote to its output.</returns>
    public static async Task<(int ExitCode, string Said)> CommandAsync(string web, string folder, params string[] arguments)
    {
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [web, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in Environment(folder, []))
        {
            start.Environment[name] = value;
        }

        using var process = System.Diagnostics.Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, text);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Process.DisposeAsync();
    }

    private static Dictionary<string, string> Environment(string folder, (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Data__Directory"] = folder,
            ["Setup__AdminEmail"] = Rig.AdminEmail,
            ["Setup__AdminPassword"] = Rig.AdminPassword,
            ["Setup__ApiKey"] = Rig.ApiKey,
            ["Api__RequestsPerMinute"] = "0",
            ["Sandbox__Enabled"] = "true",
            ["Sandbox__LatencyMilliseconds"] = "20",
            ["Serilog__MinimumLevel__Default"] = "Information",
        };
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        return environment;
    }
}
