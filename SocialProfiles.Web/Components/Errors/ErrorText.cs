using SocialProfiles.Core.Storage;

namespace SocialProfiles.Web.Components.Errors;

/// <summary>What went wrong before a page was there, and what to do: for <see cref="ErrorDocument"/>.</summary>
public sealed record ErrorText(string Title, string Sentence)
{
    public static ErrorText UnknownHost { get; } = new(
        "This address isn't ours",
        "SocialProfiles doesn't answer at this host. Use the address in Web:PublicUrl, or add the host to Web:OtherHosts.");

    /// <param name="fault">What is wrong with the database as a whole; null where it refused only this.</param>
    public static ErrorText OfDatabase(StorageFault? fault) => new(
        "SocialProfiles can't use its database right now",
        fault is { } known
            ? $"{StorageText.For(known).Reason} Nothing was changed. {StorageText.For(known).Remedy}"
            : "The database couldn't handle this request, and nothing was changed. Try again; if it keeps happening, check the server log.");

    /// <param name="status">HTTP, 400 to 599.</param>
    public static ErrorText Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new("This form wasn't accepted", "It was open for too long, or it didn't come from this site. Go back, reload the page and try again."),
        StatusCodes.Status403Forbidden => new("You can't see this page", "Your role on the team doesn't include it. Ask an owner or an admin at your agency."),
        StatusCodes.Status404NotFound => new("Page not found", "The address is wrong, or what it showed has been deleted."),
        StatusCodes.Status413PayloadTooLarge => new("That was too large", "The form was larger than SocialProfiles accepts. Go back, shorten it and try again."),
        StatusCodes.Status429TooManyRequests => new("Too many tries", "Wait a minute, then try again."),
        >= 500 => new("Something went wrong on our side", "Nothing was changed. Try again; if it keeps happening, check the server log."),
        _ => new("That didn't work", "Go back and try again."),
    };
}
