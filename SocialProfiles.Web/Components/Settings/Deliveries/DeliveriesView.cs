using Microsoft.AspNetCore.WebUtilities;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings.Deliveries;

/// <summary>Which deliveries an address asks for, and their states in words.</summary>
public static class DeliveriesView
{
    public const string Path = "/settings/deliveries";
    public const string Channel = "channel";
    public const string Endpoint = "endpoint";
    public const string State = "state";

    /// <summary>What cannot be read is left out.</summary>
    public static DeliveryFilter Read(string? channel, string? endpoint, string? state) =>
        new(EnumName.Read<DeliveryChannel>(channel), Guid.TryParse(endpoint, out var id) ? id : null, EnumName.Read<DeliveryState>(state));

    /// <summary>The address; says only what is chosen.</summary>
    /// <param name="path">Of the page, or of the file of what it shows.</param>
    public static string Address(DeliveryFilter filter, string path = Path)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Dictionary<string, string?> query = [];
        if (filter.Channel is { } channel)
        {
            query[Channel] = channel.ToString().ToLowerInvariant();
        }

        if (filter.EndpointId is { } endpoint)
        {
            query[Endpoint] = endpoint.ToString();
        }

        if (filter.State is { } state)
        {
            query[State] = state.ToString().ToLowerInvariant();
        }

        return QueryHelpers.AddQueryString(path, query);
    }

    public static string NameOf(DeliveryChannel channel) => channel == DeliveryChannel.Email ? "E-mail" : "Webhook";

    public static string NameOf(DeliveryState state) => state switch
    {
        DeliveryState.Waiting => "Waiting",
        DeliveryState.Delivered => "Delivered",
        _ => "Failed",
    };
}
