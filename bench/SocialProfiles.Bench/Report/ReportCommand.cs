using System.Text.Json;

namespace SocialProfiles.Bench.Report;

/// <summary><c>report</c>: puts the figures between two marks of RESULTS.md, and leaves the words around them alone.</summary>
internal static class ReportCommand
{
    private const string Begin = "<!-- figures: written by bench/run -->";
    private const string End = "<!-- end of figures -->";

    public static async Task RunAsync(Arguments arguments)
    {
        var lines = (await File.ReadAllLinesAsync(arguments.Text("results", "results.jsonl"))).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        var figures = $"{Begin}\n{Machine.Describe()}\n{string.Join('\n', Tables.Of(lines).Where(table => table.Length > 0))}\n{End}";
        var file = arguments.Text("into", "RESULTS.md");
        var text = File.Exists(file) ? await File.ReadAllTextAsync(file) : $"# Results\n\n{Begin}\n{End}\n";
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (from < 0 || to < from)
        {
            throw new InvalidDataException($"{file} lacks the marks between which the figures belong.");
        }

        await File.WriteAllTextAsync(file, text[..from] + figures + text[(to + End.Length)..]);
    }
}
