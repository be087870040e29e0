using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms;

/// <summary>Gathers every fault of a platform's options, so that a host need not find them one start at a time.</summary>
internal sealed class PlatformOptionsValidator<TOptions> : IValidateOptions<TOptions>
    where TOptions : PlatformHttpOptions
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var faults = options.Faults().ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
