using System.Diagnostics;
using System.Net.Http.Json;
using SocialProfiles.Core.SignOn;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.SignOn;

/// <summary>
/// A certified OpenID provider, npm's <c>oidc-provider</c>, run on this machine: one process for a class. It demands PKCE, tells of
/// sign-outs, and lives under another name than the application, so that browsers take it for another site. <c>./test</c> installs it.
/// </summary>
public sealed class CertifiedProvider : IAsyncLifetime
{
    public const string Secret = "the secret of the test client";

    private readonly HttpClient _control = new();
    private Process _process = null!;

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var folder = Path.Combine(Repository.Root, "SocialProfiles.Tests", "SignOn", "provider");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            throw new InvalidOperationException("The test provider isn't installed. Run ./test, or npm ci in SocialProfiles.Tests/SignOn/provider.");
        }

        _process = Process.Start(new ProcessStartInfo(Node(), "provider.mjs")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("listening ", StringComparison.Ordinal))
            {
                Address = line["listening ".Length..];
                _ = _process.StandardOutput.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException("The test provider ended without listening.");
    }

    /// <summary>The form of a provider that is this one, with a client of its own.</summary>
    public SignOnProviderRequest Form(string name, string clientId) => new()
    {
        Name = name,
        Authority = Address,
        ClientId = clientId,
        Secret = Secret,
        Domains = "agency.example",
        LinksByEmail = true,
        SignsOutThere = true,
        IsOn = true,
    };

    /// <summary>Tells it our addresses, and who has an account there.</summary>
    public async Task RegisterAsync(Uri site, Guid providerId, string clientId, object accounts)
    {
        var home = site.ToString().TrimEnd('/');
        var client = new
        {
            client_id = clientId,
            client_secret = Secret,
            redirect_uris = new[] { $"{home}/sign-in/with/{providerId}/return" },
            post_logout_redirect_uris = new[] { $"{home}/sign-in" },
            backchannel_logout_uri = $"{home}/sign-in/with/{providerId}/signed-out",
        };
        using var answer = await _control.PutAsJsonAsync(new Uri($"{Address}/test"), new { clients = new[] { client }, accounts });
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
    }

    // Playwright brings one that is new enough; a distribution's own may not be.
    private static string Node() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, ".playwright", "node"), OperatingSystem.IsWindows() ? "node.exe" : "node", SearchOption.AllDirectories).First();
}
