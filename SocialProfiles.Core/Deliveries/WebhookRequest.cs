using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Deliveries;

/// <summary>The form of an endpoint.</summary>
public sealed record WebhookRequest(string? Name, string? Url)
{
    public const int MaxNameLength = 60;

    /// <summary>Never the address: it may hold a secret of the receiver's, and this may end in a log.</summary>
    public override string ToString() => Name ?? "";

    /// <summary>Name and address as they are kept; or <see cref="InvalidError"/> for <c>name</c> or <c>url</c>.</summary>
    internal Result<(string Name, string Url), UseCaseError> Read(bool allowsLocal)
    {
        var name = OneLine.Read(Name);
        var refusal = name.Refusal("The name") ?? name.Value.Length switch
        {
            0 => "Name the endpoint after the tool that receives the webhooks.",
            > MaxNameLength => $"Shorten the name to {MaxNameLength} characters.",
            _ => null,
        };
        if (refusal is not null)
        {
            return new InvalidError("name", refusal);
        }

        var (address, wrong) = WebhookAddress.Read(Url, allowsLocal);
        return address is null ? new InvalidError("url", wrong!) : (name.Value, address.AbsoluteUri);
    }
}
