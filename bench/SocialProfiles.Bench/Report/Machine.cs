using System.Globalization;
using System.Runtime.InteropServices;

namespace SocialProfiles.Bench.Report;

/// <summary>What figures cannot be read without.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var model = Value("/proc/cpuinfo", "model name");
        var memory = long.Parse(Value("/proc/meminfo", "MemTotal").Split(' ')[0], CultureInfo.InvariantCulture) / 1024 / 1024;
        var date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""

            {date}; {Environment.ProcessorCount} cores ({model}), {memory} GiB memory, {RuntimeInformation.OSDescription}, Linux {Environment.OSVersion.Version.ToString(3)}, {RuntimeInformation.FrameworkDescription}, SQLite {Sqlite()}.
            Driver, platform and application share the cores. Every figure is the median of its runs.

            """);
    }

    /// <summary>Processes that wanted a core over the last minute: well above the driver's own share, others were at work.</summary>
    public static double LoadAverage => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    private static string Value(string file, string name) =>
        File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(':', 2)[1].Trim();

    private static string Sqlite()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection.ServerVersion;
    }
}
