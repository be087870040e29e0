using System.Data.Common;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Web.Hosting;

/// <summary>Tells the person who hosts it why it does not start, in sentences instead of a stack trace.</summary>
internal static partial class StartFailure
{
    /// <summary>What is wrong, a sentence each; null where it is a fault of ours and the stack trace is wanted.</summary>
    public static IReadOnlyList<string>? Explain(Exception exception) => exception switch
    {
        OptionsValidationException options => [.. options.Failures],

        // The configuration binder: names key and type, and has no exception of its own.
        InvalidOperationException { InnerException: FormatException or ArgumentException or OverflowException } setting => [setting.Message],
        AggregateException several when several.InnerExceptions.Select(Explain).ToArray() is var all && !all.Contains(null) => [.. all.SelectMany(each => each!)],
        InvalidDataException settings => [settings.Message],
        IOException { InnerException: AddressInUseException } address => [$"{address.Message} Another program, or another copy of SocialProfiles, answers there. Stop it, or choose another address with --urls."],
        IOException place => [place.Message],
        StorageException storage when StorageText.For(storage.Fault) is var text => [$"{text.Reason} {text.RemedyAtStart}"],
        DbException database => [$"The database in the data folder can't be used: {database.Message} Check the folder's free space and access rights."],
        _ => null,
    };

    /// <summary>Says what ended the server after it had started, with the stack trace for whoever mends it.</summary>
    public static void Report(IServiceProvider? services, Exception exception)
    {
        if (services is null)
        {
            Console.Error.WriteLine(exception);
            Console.Error.WriteLine("SocialProfiles didn't start. This is a fault in SocialProfiles; please report it.");
            return;
        }

        LogEnded(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SocialProfilesApp)), exception);
    }

    /// <param name="services">Null where not even the logs were set up.</param>
    public static void Report(IServiceProvider? services, IReadOnlyList<string> sentences)
    {
        if (services is null)
        {
            foreach (var sentence in sentences)
            {
                Console.Error.WriteLine(sentence);
            }

            Console.Error.WriteLine("SocialProfiles didn't start.");
            return;
        }

        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SocialProfilesApp));
        foreach (var sentence in sentences)
        {
            LogProblem(logger, sentence);
        }

        LogNotStarted(logger, sentences.Count);
    }

    [LoggerMessage(LogLevel.Critical, "SocialProfiles stopped because of an unexpected fault. Start it again. If it stops again, report the lines below.")]
    private static partial void LogEnded(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Critical, "{Problem}")]
    private static partial void LogProblem(ILogger logger, string problem);

    [LoggerMessage(LogLevel.Critical, "SocialProfiles didn't start. Problems to fix: {Count}, listed above.")]
    private static partial void LogNotStarted(ILogger logger, int count);
}
