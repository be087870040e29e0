using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using SocialProfiles.Core.Exports;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Commands;

/// <summary>Writes everything about talents into files that other programs read.</summary>
internal static class ExportCommand
{
    public static Command Create(string[] settings)
    {
        var output = new Option<string>("--output", "-o") { Description = "A new folder, or a new file that ends in .zip.", Required = true };
        var format = new Option<string>("--format", "-f") { Description = "csv or json.", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "json");
        var command = new Command("export", "Write all talents, profiles, posts and their history as CSV or JSON. Nothing secret is in it.") { output, format };
        command.SetGuarded((parsed, token) => RunAsync(settings, Path.GetFullPath(parsed.GetValue(output)!), parsed.GetValue(format) == "json", token));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, string output, bool isJson, CancellationToken cancellationToken)
    {
        if (File.Exists(output) || (Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any()))
        {
            return CommandRun.Fail($"{output} already exists. Choose a new folder or file.");
        }

        await using var app = await SocialProfilesApp.OpenAsync(settings, cancellationToken);
        var tables = app.Services.GetRequiredService<AllData>().Tables(cancellationToken);
        var wasThere = Directory.Exists(output);
        try
        {
            await WriteAsync(tables, output, isJson, cancellationToken);
        }
        catch
        {
            // Half an export looks like a whole one.
            Delete(tables, output, isJson, wasThere);
            throw;
        }

        Console.WriteLine($"Written to {output}.");
        return 0;
    }

    private static async Task WriteAsync(IReadOnlyList<ExportTable> tables, string output, bool isJson, CancellationToken cancellationToken)
    {
        if (output.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            PrivateFiles.Create(output);
            await using var file = new FileStream(output, FileMode.Open, FileAccess.Write, FileShare.None);
            await using var zip = new ZipArchive(file, ZipArchiveMode.Create);
            foreach (var table in tables)
            {
                await using var entry = await zip.CreateEntry(NameOf(table, isJson)).OpenAsync(cancellationToken);
                await WriteAsync(table, entry, isJson, cancellationToken);
            }
        }
        else
        {
            if (!Directory.Exists(output))
            {
                PrivateFiles.Folder(output);
            }

            foreach (var table in tables)
            {
                await using var file = new FileStream(Path.Combine(output, NameOf(table, isJson)), FileMode.CreateNew, FileAccess.Write);
                await WriteAsync(table, file, isJson, cancellationToken);
            }
        }
    }

    /// <param name="wasThere">The folder was: it is somebody's, and stays.</param>
    private static void Delete(IReadOnlyList<ExportTable> tables, string output, bool isJson, bool wasThere)
    {
        try
        {
            string[] made = [output, .. tables.Select(table => Path.Combine(output, NameOf(table, isJson)))];
            foreach (var file in made.Where(File.Exists))
            {
                File.Delete(file);
            }

            if (!wasThere && Directory.Exists(output))
            {
                Directory.Delete(output);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What failed first is the news.
        }
    }

    private static string NameOf(ExportTable table, bool isJson) => table.Name + (isJson ? ".json" : ".csv");

    private static async Task WriteAsync(ExportTable table, Stream target, bool isJson, CancellationToken cancellationToken)
    {
        var rows = isJson ? await JsonTable.WriteAsync(table, target, cancellationToken) : await WriteCsvAsync(table, target, cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Name}: {rows:N0}"));
    }

    private static async Task<int> WriteCsvAsync(ExportTable table, Stream target, CancellationToken cancellationToken)
    {
        var rows = 0;
        await using var csv = new CsvTable(target);
        await csv.WriteAsync(table.Columns);
        await foreach (var row in table.Rows.WithCancellation(cancellationToken))
        {
            await csv.WriteAsync(row);
            rows++;
        }

        return rows;
    }
}
