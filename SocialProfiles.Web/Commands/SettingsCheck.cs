using Microsoft.Extensions.Options;
using SocialProfiles.Core.Checks;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Commands;

/// <summary>Whether the settings can be used, and whether those are there that a public address needs.</summary>
internal sealed class SettingsCheck(IServiceProvider services, PublicAddress address, IOptions<ProxyOptions> proxies) : IDoctorCheck
{
    public string Name => "Configuration";

    public Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
        }
        catch (Exception exception) when (StartFailure.Explain(exception) is { } sentences)
        {
            return Task.FromResult(CheckResult.Problem(string.Join(' ', sentences), "Correct it in appsettings.json or the environment. docs/configuration.md lists every key."));
        }

        return Task.FromResult(
            !address.IsConfigured ? CheckResult.Warning("Web:PublicUrl isn't set, so requests for any host are answered.", "Set it to the address that people use, such as https://talents.agency.com.")
            : address.IsSecure && proxies.Value.KnownProxies.Count == 0 ? CheckResult.Warning("Web:KnownProxies isn't set, so everybody seems to come from the reverse proxy.", "Set it to the address of your reverse proxy, such as 127.0.0.1.")
            : CheckResult.Ok("Every setting can be used."));
    }
}
