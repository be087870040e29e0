using System.IO.Compression;
using System.Net;
using System.Text.Json;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Commands;

namespace SocialProfiles.Tests.Commands;

/// <summary>The program's command line. Few processes: each takes seconds to start.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sp-commands-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(false, "--urls=http://localhost:1")]
    [InlineData(false, "--urls", "http://localhost:1")]
    [InlineData(false, "/urls=http://localhost:1")]
    [InlineData(false, "urls=http://localhost:1")]
    [InlineData(false, "--Data:Directory", "/data", "--urls=http://localhost:1")]
    [InlineData(true, "--Data:Directory", "/data", "doctor")]
    [InlineData(true, "--Data:Directory=/data", "doctor")]
    [InlineData(true, "backup")]
    [InlineData(true, "backups")]
    [InlineData(true, "--help")]
    public void CommandLine_SettingsAlone_IsTheServer(bool isCommand, params string[] args) => Assert.Equal(isCommand, CommandLine.IsCommand(args));

    [Fact]
    public void CommandLine_SettingsBesideACommand_GoToTheSettings()
    {
        var (settings, words) = CommandLine.Split(["backup", "--Data:Directory", "/data", "-o", "/tmp/a:b=c", "--Keys:Passphrase=a=b"]);

        Assert.Equal(["--Data:Directory", "/data", "--Keys:Passphrase=a=b"], settings);
        Assert.Equal(["backup", "-o", "/tmp/a:b=c"], words);
    }

    [Fact]
    public async Task Commands_BesideARunningServer_WorkOrSayThatItHasToStop()
    {
        var data = Path.Combine(_folder, "data");
        await MigratedDatabase.CopyToAsync(data);
        using var server = await AppProcess.StartAsync(data);
        var backup = Path.Combine(_folder, "one.spbackup");
        await File.WriteAllTextAsync(Path.Combine(_folder, "passphrase"), "seven quiet words by the sea\n");

        var made = await CommandProcess.RunAsync(data, "", "backup", "--output", backup, "--passphrase-file", Path.Combine(_folder, "passphrase"));
        var refused = await CommandProcess.RunAsync(data, "seven quiet words by the sea", "restore", backup);
        var reset = await CommandProcess.RunAsync(data, "four quiet hills at dawn", "reset-password", "--email", "ADMIN@agency.example");

        Assert.True(made.ExitCode == 0, made.Said);
        Assert.Contains("the encryption keys are in it", made.Said, StringComparison.Ordinal);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("is in use by another copy of SocialProfiles", refused.Said, StringComparison.Ordinal);
        Assert.True(reset.ExitCode == 0, reset.Said);
        using var browser = new PageClient(server.Api.BaseAddress!);
        using var signedIn = await browser.SignInAsync("admin@agency.example", "four quiet hills at dawn");
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Fact]
    public async Task Commands_WithoutAServer_MakeAnOwnerCheckRestoreAndExport()
    {
        var data = Path.Combine(_folder, "data");
        await MigratedDatabase.CopyToAsync(data);

        var created = await CommandProcess.RunAsync(data, "four quiet hills at dawn", "create-admin", "--email", "ada@agency.example");
        var doctor = await CommandProcess.RunAsync(data, "", "doctor", "--json");
        var unknown = await CommandProcess.RunAsync(data, "", "reset-password", "--email", "adda@agency.example", "--turn-off-second-step");
        var both = await CommandProcess.RunAsync(data, "", "reset-password", "--email", "ada@agency.example", "--turn-off-second-step", "--link");
        var exported = await CommandProcess.RunAsync(data, "", "export", "--output", Path.Combine(_folder, "all.zip"), "--format", "json");

        Assert.True(created.ExitCode == 0, created.Said);
        Assert.True(doctor.ExitCode == 0, doctor.Said);
        using var findings = JsonDocument.Parse(doctor.Said);
        Assert.DoesNotContain(findings.RootElement.EnumerateArray(), finding => finding.GetProperty("state").GetString() == "Problem");
        Assert.Contains(findings.RootElement.EnumerateArray(), finding => finding.GetProperty("check").GetString() == "Configuration");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("Nobody has this e-mail address", unknown.Said, StringComparison.Ordinal);
        Assert.True(both.ExitCode == 0, both.Said);
        Assert.Contains("The second step is off", both.Said, StringComparison.Ordinal);
        Assert.Contains("/recover/", both.Said, StringComparison.Ordinal);
        Assert.True(exported.ExitCode == 0, exported.Said);
        await using var zip = await ZipFile.OpenReadAsync(Path.Combine(_folder, "all.zip"));
        Assert.Equal(["daily-gains.json", "posts.json", "profile-history.json", "profiles.json", "talents.json"], zip.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
    }
}
