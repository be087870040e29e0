namespace SocialProfiles.Web.Components.Shared;

/// <summary>A change with its sign before it: a real minus, and none before nothing.</summary>
internal static class SignedText
{
    /// <param name="change">Whose sign it is.</param>
    /// <param name="size">How it reads without one.</param>
    public static string Of(double change, string size) => change switch
    {
        > 0 => "+" + size,
        < 0 => "−" + size,
        _ => size,
    };
}
