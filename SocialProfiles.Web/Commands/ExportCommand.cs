using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using SocialProfiles.Core.Exports;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Commands;

/// <summary>Writes everything about talents into files that other programs read.</summary>
internal static class ExportCommand
{
    private static readonly CsvConfiguration _csv = new(CultureInfo.InvariantCulture) { NewLine = "\r\n", InjectionOptions = InjectionOptions.Escape };

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

        Console.WriteLine($"Written to {output}.");
        return 0;
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
        await using var text = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(text, _csv, leaveOpen: true);
        foreach (var column in table.Columns)
        {
            csv.WriteField(column);
        }

        await csv.NextRecordAsync();
        await foreach (var row in table.Rows.WithCancellation(cancellationToken))
        {
            foreach (var cell in row)
            {
                csv.WriteField(CellText.Of(cell));
            }

            await csv.NextRecordAsync();
            rows++;
        }

        return rows;
    }
}
