using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace SocialProfiles.Tests.TestKit;

/// <summary>The application as a process of its own, so that it can be killed the way a power cut would.</summary>
internal sealed class AppProcess : IDisposable
{
    public const string ApiKey = "sp_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private readonly Process _process;

    private AppProcess(Process process, Uri address)
    {
        _process = process;
        Api = new HttpClient { BaseAddress = address };
        Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);
    }

    /// <summary>Calls the HTTP API with the key of the first start.</summary>
    public HttpClient Api { get; }

    /// <summary>Starts the application and waits until it says that it is ready.</summary>
    public static async Task<AppProcess> StartAsync(string dataFolder, params (string Key, string Value)[] settings)
    {
        var process = Start(dataFolder, settings);
        try
        {
            return new AppProcess(process, await AddressAsync(process));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Starts the application, which is expected to end by itself.</summary>
    /// <returns>Its exit code, and all that it said.</returns>
    public static async Task<(int ExitCode, string Said)> RunToItsEndAsync(string dataFolder, params (string Key, string Value)[] settings)
    {
        using var limit = Patience.Limit();
        using var process = Start(dataFolder, settings);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var said = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, said + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Starts the application and kills it (SIGKILL) a while after something is seen of it.</summary>
    public static async Task KillWhileItStartsAsync(string dataFolder, Func<bool> isSeen, TimeSpan later)
    {
        using var limit = Patience.Limit();
        using var process = Start(dataFolder, []);
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        using (var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1)))
        {
            while (!isSeen() && !process.HasExited)
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }

        await Task.Delay(later, limit.Token);
        process.Kill();
        await process.WaitForExitAsync(limit.Token);
    }

    private static Process Start(string dataFolder, (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "SocialProfiles.Web.dll"));
        start.ArgumentList.Add("--urls=http://127.0.0.1:0");
        foreach (var (key, value) in settings)
        {
            start.ArgumentList.Add($"--{key}={value}");
        }

        start.Environment["Data__Directory"] = dataFolder;
        start.Environment["Setup__ApiKey"] = ApiKey;
        start.Environment["Setup__AdminEmail"] = "admin@agency.example";
        start.Environment["Setup__AdminPassword"] = "correct-horse-battery";
        return Process.Start(start)!;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as systemd and containers stop it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using var limit = Patience.Limit();
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(limit.Token);
        }

        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        Api.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        using var limit = Patience.Limit();
        const string ready = "SocialProfiles is ready: ";
        List<string> said = [];
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            said.Add(line);
            if (line.StartsWith(ready, StringComparison.Ordinal))
            {
                // Nobody reads on; a full pipe would stop the process.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new Uri(line[ready.Length..]);
            }
        }

        throw new InvalidOperationException($"The application ended before it was ready: {string.Join(Environment.NewLine, said)}");
    }
}
