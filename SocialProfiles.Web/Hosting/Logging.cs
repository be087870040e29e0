using System.Text;
using Serilog;
using Serilog.Formatting.Display;
using Serilog.Sinks.File;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Serilog behind <c>ILogger</c>: short lines on the console, and a file a day with every property in the data folder.
/// Levels come from the section <c>Serilog</c>. Everything is its owner's alone, and a flood of one fault is cut short by
/// <see cref="RepeatedFaults"/>, so that it cannot push out what was kept of the last two weeks.
/// </summary>
internal static class Logging
{
    private const string ConsoleLine = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";
    private const string FileLine = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffZ} {Level:u3} {SourceContext} {Message:lj} {Properties:j}{NewLine}{Exception}";

    // One a day, and more where a day has much to say.
    private const int FilesKept = 28;
    private const long LargestFile = 25 * 1024 * 1024;

    public static void AddLogging(this WebApplicationBuilder builder, DataFolder folder)
    {
        var written = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.Console(Line(ConsoleLine))
            .WriteTo.File(
                Line(FileLine),
                Path.Combine(folder.Logs, "socialprofiles-.log"),
                rollingInterval: RollingInterval.Day,
                rollOnFileSizeLimit: true,
                fileSizeLimitBytes: LargestFile,
                retainedFileCountLimit: FilesKept,
                hooks: new PrivateLogFiles())
            .CreateLogger();
        var logger = new LoggerConfiguration()
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.FromLogContext()
            .WriteTo.Sink(new RepeatedFaults(written, TimeProvider.System))
            .CreateLogger();
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(logger, dispose: true);
    }

    private static RedactingFormatter Line(string template) =>
        new(new MessageTemplateTextFormatter(template, System.Globalization.CultureInfo.InvariantCulture));

    private sealed class PrivateLogFiles : FileLifecycleHooks
    {
        public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding)
        {
            PrivateFiles.Existing(path);
            return underlyingStream;
        }
    }
}
