using System.CommandLine;
using System.Globalization;
using SocialProfiles.Core;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Imports;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Commands;

/// <summary>Imports a roster or old records, or compares them with what is here.</summary>
internal static class ImportCommand
{
    public static Command Create(string[] settings)
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV, JSON or XLSX." };
        var numbersFrom = new Option<DateOnly?>("--numbers-from") { Description = "The day of followers that have no date of their own, such as 2026-11-01. Without it they are left out." };
        var compare = new Option<bool>("--compare") { Description = "Change nothing; list the rows that differ from what is here. The exit code is 1 if any does." };
        var command = new Command("import", "Import talents and profiles. Importing twice creates no duplicates. The server can keep running.") { file, numbersFrom, compare };
        command.SetGuarded((parsed, token) => RunAsync(settings, parsed.GetValue(file)!, new ImportChoices(NumbersFrom: parsed.GetValue(numbersFrom)), parsed.GetValue(compare), token));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, FileInfo file, ImportChoices options, bool isComparison, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            return CommandRun.FailMissing(file);
        }

        if (file.Length > ImportBounds.MostBytes)
        {
            return CommandRun.Fail($"{file.Name} is larger than {ImportBounds.MostBytes / (1024 * 1024)} MB. Split it.");
        }

        var bytes = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        await using var app = await SocialProfilesApp.OpenAsync(settings, cancellationToken);
        return isComparison ? await CompareAsync(app.Services, bytes, options, cancellationToken) : await ImportAsync(app.Services, bytes, file.Name, options, cancellationToken);
    }

    private static async Task<int> ImportAsync(IServiceProvider services, byte[] bytes, string name, ImportChoices options, CancellationToken cancellationToken)
    {
        var isBegun = false;
        using var begun = services.GetRequiredService<ImportSignal>().Subscribe(() => Volatile.Write(ref isBegun, true));
        Result<ImportView, UseCaseError> imported;
        try
        {
            imported = await services.GetRequiredService<ImportFile>().ExecuteAsync(bytes, name, options, Actor.System, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && Volatile.Read(ref isBegun))
        {
            return CommandRun.Fail("You stopped the command, but the import continues. What was imported stays. A running server does the rest within a minute; otherwise it continues at the next start. To stop the import, open its page under Roster, Import.");
        }

        if (!imported.Succeeded)
        {
            return CommandRun.Fail(imported.Failure.Sentence);
        }

        var counts = imported.Value.Counts;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counts.Total:N0} rows: {counts[ImportOutcome.NewTalent]:N0} new talents, {counts[ImportOutcome.NewProfile]:N0} new profiles, {counts[ImportOutcome.AlreadyThere]:N0} already there, {counts.Refused:N0} refused."));
        await foreach (var row in services.GetRequiredService<ImportList>().AllRowsAsync(imported.Value.Id, cancellationToken))
        {
            if (row.Reason is not null)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Row {row.Number}: {row.Reason}"));
            }
        }

        return imported.Value.Problem is { } problem ? CommandRun.Fail(problem) : 0;
    }

    private static async Task<int> CompareAsync(IServiceProvider services, byte[] bytes, ImportChoices options, CancellationToken cancellationToken)
    {
        var table = ReadImportTable.Execute(bytes);
        if (!table.Succeeded)
        {
            return CommandRun.Fail(table.Failure.Sentence);
        }

        var rows = await services.GetRequiredService<CompareImport>().ExecuteAsync(table.Value, options, cancellationToken);
        var different = rows.Where(row => row.Difference != ImportDifference.None).ToArray();
        foreach (var row in different)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Row {row.Number}: {row.Difference}: {row.Sentence}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows.Count - different.Length:N0} of {rows.Count:N0} rows agree."));
        return different.Length == 0 ? 0 : 1;
    }
}
