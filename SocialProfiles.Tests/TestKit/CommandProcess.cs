using System.Diagnostics;

namespace SocialProfiles.Tests.TestKit;

/// <summary>A command of the built program, in a process of its own.</summary>
internal static class CommandProcess
{
    /// <returns>The exit code, and all that it said.</returns>
    public static async Task<(int ExitCode, string Said)> RunAsync(string dataFolder, string input, params string[] arguments)
    {
        using var limit = Patience.Limit();
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "SocialProfiles.Web.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["Data__Directory"] = dataFolder;
        using var process = Process.Start(start)!;
        try
        {
            await process.StandardInput.WriteLineAsync(input);
            process.StandardInput.Close();
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
}
