using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialProfiles.Bench.Report;

/// <summary>One JSON line a figure, so that a run that breaks off keeps what it had.</summary>
internal sealed class ResultLog(string file)
{
    public async Task AddAsync(string measure, params (string Name, object Value)[] fields)
    {
        var line = new JsonObject { ["measure"] = measure };
        foreach (var (name, value) in fields)
        {
            line[name] = value switch
            {
                double number => JsonValue.Create(Math.Round(number, 2)),
                int number => JsonValue.Create(number),
                long number => JsonValue.Create(number),
                _ => JsonValue.Create(value.ToString()),
            };
        }

        var text = line.ToJsonString(JsonSerializerOptions.Default);
        Console.WriteLine(text);
        await File.AppendAllTextAsync(file, text + "\n");
    }
}
