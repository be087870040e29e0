using System.Globalization;
using System.Text;
using Serilog;
using Serilog.Configuration;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Sinks.File;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Serilog behind <c>ILogger</c>: short lines on the console, and a file a day with every property in the data folder.
/// Levels come from the section <c>Serilog</c>. Everything is its owner's alone. Neither a flood of one fault, which
/// <see cref="RepeatedFaults"/> cuts short, nor one of requests, which have files of their own, can push out what was kept
/// of the last two weeks.
/// </summary>
internal static class Logging
{
    private const string ConsoleLine = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";
    private const string FileLine = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffZ} {Level:u3} {SourceContext} {Message:lj} {Properties:j}{NewLine}{Exception}";
    private const string RequestLine = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffZ} {Message:lj}{NewLine}";

    // One a day, and more where a day has much to say.
    private const int FilesKept = 28;
    private const int RequestFilesKept = 8;
    private const long LargestFile = 25 * 1024 * 1024;

    public static void AddLogging(this WebApplicationBuilder builder, DataFolder folder)
    {
        // Tests run several hosts in one process, so the static logger is nobody's.
        builder.Services.AddSerilog(
            (services, log) => log
                .ReadFrom.Configuration(builder.Configuration)

                // Why it doesn't start is said in a sentence by StartFailure, so not with a stack trace before it.
                .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal)
                .Enrich.FromLogContext()
                .WriteTo.Sink(new RepeatedFaults(Written(folder), services.GetRequiredService<TimeProvider>())),
            preserveStaticLogger: true);
    }

    private static Serilog.Core.Logger Written(DataFolder folder) => new LoggerConfiguration()
        .MinimumLevel.Verbose()
        .WriteTo.Logger(log => log.Filter.ByIncludingOnly(RequestLog.IsPlainRequest)
            .WriteTo.DailyFile(Path.Combine(folder.Logs, "requests-.log"), RequestLine, RequestFilesKept))
        .WriteTo.Logger(log => log.Filter.ByExcluding(RequestLog.IsPlainRequest)
            .WriteTo.Console(Line(ConsoleLine))
            .WriteTo.DailyFile(Path.Combine(folder.Logs, "socialprofiles-.log"), FileLine, FilesKept))
        .CreateLogger();

    private static LoggerConfiguration DailyFile(this LoggerSinkConfiguration sinks, string path, string template, int kept) => sinks.File(
        Line(template),
        path,
        rollingInterval: RollingInterval.Day,
        rollOnFileSizeLimit: true,
        fileSizeLimitBytes: LargestFile,
        retainedFileCountLimit: kept,
        hooks: new PrivateLogFiles());

    private static RedactingFormatter Line(string template) => new(new MessageTemplateTextFormatter(template, CultureInfo.InvariantCulture));

    private sealed class PrivateLogFiles : FileLifecycleHooks
    {
        public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding)
        {
            PrivateFiles.Existing(path);
            return underlyingStream;
        }
    }
}
