using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using SocialProfiles.Core.Checks;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Commands;

/// <summary>Looks whether everything is well, and says what to mend. Changes nothing.</summary>
internal static class DoctorCommand
{
    public static Command Create(string[] settings)
    {
        var json = new Option<bool>("--json") { Description = "Write the findings as JSON, for a monitoring program." };
        var command = new Command("doctor", "Check the installation and say what to fix. The exit code is 1 if there is a problem. The server can keep running.") { json };
        command.SetGuarded((parsed, token) => RunAsync(settings, parsed.GetValue(json), token));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, bool isJson, CancellationToken cancellationToken)
    {
        var findings = await ExamineAsync(settings, cancellationToken);
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                [.. findings.Select(finding => new DoctorLine(finding.Name, finding.Result.State, finding.Result.Sentence, finding.Result.Remedy))], DoctorJson.Default.DoctorLineArray));
        }
        else
        {
            foreach (var (name, result) in findings)
            {
                Console.WriteLine($"{Mark(result.State)} {name}: {result.Sentence}");
                if (result.Remedy is not null)
                {
                    Console.WriteLine($"          {result.Remedy}");
                }
            }
        }

        return findings.Any(finding => finding.Result.State == CheckState.Problem) ? 1 : 0;
    }

    private static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(string[] settings, CancellationToken cancellationToken)
    {
        try
        {
            if (SocialProfilesApp.DatabaseFileOf(settings) is var file && !File.Exists(file))
            {
                return [new("Database", CheckResult.Problem($"There is no database {file}.", "Check Data:Directory. In a new installation, start SocialProfiles once; otherwise restore a backup."))];
            }

            await using var app = await SocialProfilesApp.OpenAsync(settings, cancellationToken, isLook: true);
            return await app.Services.GetRequiredService<Doctor>().ExamineAsync(cancellationToken);
        }
        catch (Exception exception) when (StartFailure.Explain(exception) is { } sentences)
        {
            return [new("Start", CheckResult.Problem(string.Join(' ', sentences), "SocialProfiles can't start until this is fixed."))];
        }
    }

    private static string Mark(CheckState state) => state switch
    {
        CheckState.Ok => "ok       ",
        CheckState.Warning => "warning  ",
        _ => "PROBLEM  ",
    };
}

internal sealed record DoctorLine(string Check, CheckState State, string Sentence, string? Remedy);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DoctorLine[]))]
internal sealed partial class DoctorJson : JsonSerializerContext;
