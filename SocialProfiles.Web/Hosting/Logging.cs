using Serilog;
using Serilog.Formatting.Display;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Serilog behind <c>ILogger</c>: short lines on the console, and a file a day with every property in the data folder.
/// Levels come from the section <c>Serilog</c>.
/// </summary>
internal static class Logging
{
    private const string ConsoleLine = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";
    private const string FileLine = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffZ} {Level:u3} {SourceContext} {Message:lj} {Properties:j}{NewLine}{Exception}";
    private const int DaysKept = 14;
    private const long LargestFile = 50 * 1024 * 1024;

    public static void AddLogging(this WebApplicationBuilder builder, DataFolder folder)
    {
        var logger = new LoggerConfiguration()
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.FromLogContext()
            .WriteTo.Console(Line(ConsoleLine))
            .WriteTo.File(
                Line(FileLine),
                Path.Combine(folder.Logs, "socialprofiles-.log"),
                rollingInterval: RollingInterval.Day,
                rollOnFileSizeLimit: true,
                fileSizeLimitBytes: LargestFile,
                retainedFileCountLimit: DaysKept)
            .CreateLogger();
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(logger, dispose: true);
    }

    private static RedactingFormatter Line(string template) =>
        new(new MessageTemplateTextFormatter(template, System.Globalization.CultureInfo.InvariantCulture));
}
