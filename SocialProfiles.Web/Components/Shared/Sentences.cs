using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>What a page says when something of ours broke, and what the log says then.</summary>
internal static partial class Sentences
{
    public const string NotLoaded = "This couldn't be loaded. Try again. If it keeps happening, check the server log.";

    public const string NotDone = "That didn't work, and nothing was changed. Try again. If it keeps happening, check the server log.";

    public const string NotProved = "Nothing was changed. Enter your password to continue.";

    /// <summary>The same of what kept it from being done, where that is the database as a whole: then it says what to do.</summary>
    public static string NotDoneBecause(Exception exception) => exception switch
    {
        StorageException storage => $"Nothing was changed. {StorageText.For(storage.Fault).Reason} {StorageText.For(storage.Fault).Remedy}",
        RoleMissingException missing => missing.Message,
        _ => NotDone,
    };

    [LoggerMessage(LogLevel.Error, "A page could not be read")]
    public static partial void ReadFailed(this ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "“{Action}” failed on a page")]
    public static partial void ActionFailed(this ILogger logger, Exception exception, string action);
}
