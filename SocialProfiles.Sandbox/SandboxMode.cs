namespace SocialProfiles.Sandbox;

/// <summary>Decides once, when the application starts, whether the sandbox stands in for the platforms.</summary>
public static class SandboxMode
{
    // By hand or by consent, either shows that its host means the real platforms. TikTok's public data needs no credential.
    private static readonly string[] _credentials =
    [
        "Platforms:Instagram:AccessToken", "Platforms:Instagram:AppId",
        "Platforms:TikTok:ClientKey",
        "Platforms:YouTube:ApiKey", "Platforms:YouTube:ClientId",
    ];

    /// <param name="hasStoredCredentials">Whether admins have set credentials in the application; also such that do not open now.</param>
    public static bool IsOn(IConfiguration configuration, IHostEnvironment environment, bool hasStoredCredentials = false)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(environment);
        return configuration.GetValue<bool?>($"{SandboxOptions.Section}:{nameof(SandboxOptions.Enabled)}")
            ?? (environment.IsDevelopment() || !(hasStoredCredentials || AnyPlatformIsConfigured(configuration)));
    }

    private static bool AnyPlatformIsConfigured(IConfiguration configuration) =>
        Array.Exists(_credentials, credential => !string.IsNullOrWhiteSpace(configuration[credential]));
}
