using Microsoft.AspNetCore.Components;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>A number, shortened, with the exact value on hover; or a dash with the reason why it is unknown. Unknown is never 0.</summary>
public sealed partial class Count
{
    /// <summary>Null when unknown.</summary>
    [Parameter, EditorRequired]
    public long? Value { get; set; }

    /// <summary>Rounded by its platform.</summary>
    [Parameter]
    public bool IsRounded { get; set; }

    /// <summary>A sum of which some parts are unknown.</summary>
    [Parameter]
    public bool IsAtLeast { get; set; }

    /// <summary>The sentence for a number that is not there.</summary>
    [Parameter]
    public string UnknownBecause { get; set; } = "Unknown.";

    private string Exact(long value) => (IsAtLeast, IsRounded) switch
    {
        (true, true) => $"at least {ShortNumber.Exact(value)}, partly rounded by the platform",
        (true, _) => $"at least {ShortNumber.Exact(value)}",
        (_, true) => $"about {ShortNumber.Exact(value)}, rounded by the platform",
        _ => ShortNumber.Exact(value),
    };
}
