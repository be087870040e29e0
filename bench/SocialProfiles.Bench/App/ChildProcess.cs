using System.Diagnostics;
using System.Globalization;

namespace SocialProfiles.Bench.App;

/// <summary>A process that the benchmark started, with what /proc says about it.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const double TicksPerSecond = 100;

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <param name="command">Arguments of <c>dotnet</c>.</param>
    /// <param name="said">Gets each line that it writes to its output; null where nobody wants them.</param>
    public static ChildProcess Start(IEnumerable<string> command, IReadOnlyDictionary<string, string> environment, Action<string>? said = null)
    {
        var start = new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                said?.Invoke(line.Data);
            }
        };
        process.BeginOutputReadLine();
        return new ChildProcess(process);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Resident memory now, MiB.</summary>
    public double Memory => Status("VmRSS:");

    /// <summary>The most resident memory so far, MiB.</summary>
    public double PeakMemory => Status("VmHWM:");

    /// <summary>Open files, sockets and pipes.</summary>
    public int Handles => Directory.GetFileSystemEntries($"/proc/{Id}/fd").Length;

    public int Threads => Directory.GetFileSystemEntries($"/proc/{Id}/task").Length;

    /// <summary>User and system time so far, seconds.</summary>
    public double Cpu
    {
        get
        {
            var stat = File.ReadAllText($"/proc/{Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
    }

    /// <summary>SIGKILL: no handler runs, and nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service is stopped; killed where that takes too long.</summary>
    /// <returns>Whether it ended in time.</returns>
    public async Task<bool> StopAsync()
    {
        if (_process.HasExited)
        {
            return true;
        }

        using var terminate = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        await terminate.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    private double Status(string name)
    {
        var line = File.ReadLines($"/proc/{Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line[name.Length..].Trim().Split(' ')[0], CultureInfo.InvariantCulture) / 1024;
    }
}
