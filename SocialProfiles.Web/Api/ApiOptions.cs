using Microsoft.Extensions.Options;

namespace SocialProfiles.Web.Api;

/// <summary>Section <c>Api</c>.</summary>
internal sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>Requests that one key has in a minute; 0 for no limit. Default 6,000.</summary>
    public int RequestsPerMinute { get; set; } = 6000;

    /// <summary>Wrong keys that one network address may send in a minute before it is told to wait; 0 for no limit. Default 30.</summary>
    public int FailedAuthenticationsPerMinute { get; set; } = 30;
}

internal sealed class ApiOptionsValidator : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        List<string> problems = [];
        if (options.RequestsPerMinute < 0)
        {
            problems.Add("Api:RequestsPerMinute must be 0 (no limit) or more.");
        }

        if (options.FailedAuthenticationsPerMinute < 0)
        {
            problems.Add("Api:FailedAuthenticationsPerMinute must be 0 (no limit) or more.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
