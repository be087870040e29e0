using Microsoft.Extensions.Options;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Alerts;
using SocialProfiles.Web.Components.Account;

namespace SocialProfiles.Web.Hosting;

/// <summary>Makes what the section <c>Setup</c> asks for, or opens the first-run page where there is no admin.</summary>
internal sealed partial class FirstRunStart(
    FirstRun firstRun, ISiteAddress site, IServiceScopeFactory scopes, CreateApiKey createKey, RenameAgency renameAgency, IOptions<SetupOptions> options, TextWriter console, ILogger<FirstRunStart> logger)
{
    private const string KeyName = "From configuration";

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var setup = options.Value;
        if (!string.IsNullOrEmpty(setup.ApiKey) && await createKey.AdoptAsync(setup.ApiKey, KeyName, cancellationToken))
        {
            LogKey();
        }

        if (!string.IsNullOrWhiteSpace(setup.AgencyName))
        {
            await renameAgency.AdoptAsync(setup.AgencyName, cancellationToken);
        }

        await using var scope = scopes.CreateAsyncScope();
        var firstAdmin = scope.ServiceProvider.GetRequiredService<CreateFirstAdmin>();
        if (await firstAdmin.IsDoneAsync(cancellationToken))
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(setup.AdminEmail))
        {
            firstRun.Open();
            return;
        }

        var created = await firstAdmin.ExecuteAsync(setup.AdminEmail, setup.AdminPassword, Actor.System, null, cancellationToken);
        if (created.Succeeded)
        {
            LogAdmin(created.Value.Email!);
        }
    }

    /// <summary>Writes address and code to the console; the code is for whoever sits there, so it goes into no log.</summary>
    public void Announce(IEnumerable<string> addresses)
    {
        var address = Browsable(addresses.FirstOrDefault() ?? "http://localhost");
        console.WriteLine();
        console.WriteLine($"SocialProfiles is ready: {address}");
        if (firstRun.Code is { } code)
        {
            // Behind a proxy, the address that we listen on is one that no browser elsewhere can open.
            console.WriteLine($"Create the first owner at  {site.Base ?? address}{AccountPaths.Setup}");
            console.WriteLine($"One-time code:           {code}");
        }

        console.WriteLine();
    }

    // A server that listens everywhere says so with an address that no browser opens.
    private static string Browsable(string address) => address
        .Replace("://[::]", "://localhost", StringComparison.Ordinal)
        .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
        .Replace("://+", "://localhost", StringComparison.Ordinal)
        .Replace("://*", "://localhost", StringComparison.Ordinal)
        .TrimEnd('/');

    [LoggerMessage(LogLevel.Information, "Created the first owner {Email} from Setup:AdminEmail")]
    private partial void LogAdmin(string email);

    [LoggerMessage(LogLevel.Information, "Created the API key from Setup:ApiKey")]
    private partial void LogKey();
}

internal static class FirstRunServices
{
    public static void AddFirstRun(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SetupOptions>().Bind(builder.Configuration.GetSection(SetupOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SetupOptions>, SetupOptionsValidator>();
        builder.Services.AddSingleton(Console.Out);
        builder.Services.AddSingleton<FirstRun>().AddSingleton<FirstRunStart>();
    }
}
