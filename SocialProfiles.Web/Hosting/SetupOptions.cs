using Microsoft.Extensions.Options;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Agency;

namespace SocialProfiles.Web.Hosting;

/// <summary>What to make at the first start without asking. Section <c>Setup</c>, or <c>Setup__AdminEmail</c> and so on in the environment.</summary>
public sealed class SetupOptions
{
    public const string Section = "Setup";

    /// <summary>E-mail address of the first owner; with <see cref="AdminPassword"/>. Does nothing once somebody can sign in.</summary>
    public string? AdminEmail { get; set; }

    /// <summary>At least 12 characters, and none of the most common ones.</summary>
    public string? AdminPassword { get; set; }

    /// <summary>A key for the HTTP API, 20 to 200 random characters. Taken once: a revoked one does not come back.</summary>
    public string? ApiKey { get; set; }

    /// <summary>What the agency calls itself, as talents read it; at most 80 characters. Does nothing once it has a name.</summary>
    public string? AgencyName { get; set; }
}

internal sealed class SetupOptionsValidator : IValidateOptions<SetupOptions>
{
    public ValidateOptionsResult Validate(string? name, SetupOptions options)
    {
        var problems = Problems(options).ToArray();
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(SetupOptions options)
    {
        var hasEmail = !string.IsNullOrWhiteSpace(options.AdminEmail);
        var hasPassword = !string.IsNullOrEmpty(options.AdminPassword);
        if (hasEmail && !EmailAddress.TryRead(options.AdminEmail, out _, out _))
        {
            yield return "Setup:AdminEmail isn't an e-mail address.";
        }

        if (hasEmail && !hasPassword)
        {
            yield return "Setup:AdminPassword is missing; it belongs with Setup:AdminEmail.";
        }

        if (hasPassword && !hasEmail)
        {
            yield return "Setup:AdminEmail is missing; it belongs with Setup:AdminPassword.";
        }

        if (hasPassword && PasswordRules.Refusal(options.AdminPassword, options.AdminEmail, options.AgencyName) is { } refusal)
        {
            yield return $"Setup:AdminPassword can't be used. {refusal}";
        }

        if (!string.IsNullOrEmpty(options.ApiKey) && ApiKeyText.Refusal(options.ApiKey) is { } keyRefusal)
        {
            yield return $"Setup:ApiKey {keyRefusal}";
        }

        if (AgencyName.Read(options.AgencyName).Refusal is { } nameRefusal)
        {
            yield return $"Setup:AgencyName can't be used. {nameRefusal}";
        }
    }
}
