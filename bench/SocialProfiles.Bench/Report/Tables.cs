using System.Globalization;
using System.Text.Json;

namespace SocialProfiles.Bench.Report;

/// <summary>Medians by setting, as Markdown.</summary>
internal static class Tables
{
    public static IEnumerable<string> Of(JsonElement[] lines)
    {
        var measured = lines.ToLookup(line => line.GetProperty("measure").GetString(), StringComparer.Ordinal);
        var replaced = measured["replaced"].ToLookup(line => line.GetProperty("cmd").GetString(), StringComparer.Ordinal);

        foreach (var line in measured["machine"])
        {
            yield return $"Load average before the start: {Text(line, "load_average")}.\n";
        }

        yield return Table(
            "Load", "| app | work | platform, ms | workers | N | runs | READY/s | POST/s | POST p50, ms | POST p99, ms | RSS peak, MiB | CPU, ms a connection | load average |",
            Groups(measured["load"].Where(line => !IsGrowth(line)), "app", "kind", "latency_ms", "workers", "n"),
            "ready_per_s", "post_per_s", "post_p50_ms", "post_p99_ms", "peak_rss_mib", "app_cpu_ms", "load_average");
        yield return Table(
            "The replaced stack (SQLite), first sync", "| concurrency | N | runs | READY/s | POST/s | POST p50, ms | POST p99, ms |",
            Groups(replaced["load"], "concurrency", "n"), "ready_per_s", "accept_per_s", "p50_ms", "p99_ms");
        yield return Table(
            "The replaced stack (SQLite), the same connections posted again", "| concurrency | N | runs | READY/s | POST/s |",
            Groups(replaced["refresh"], "concurrency", "n"), "ready_per_s", "post_per_s");
        yield return Table(
            "One connection on an idle system", "| app | what | platform, ms | runs | p50, ms | p99, ms |",
            Groups(measured["idle"], "app", "what", "latency_ms"), "p50_ms", "p99_ms");
        yield return Table("The replaced stack (SQLite), connect to READY on an idle system", "| concurrency | runs | p50, ms | p99, ms |", Groups(replaced["idle"], "concurrency"), "median_ms", "p99_ms");
        yield return Table("The replaced stack (SQLite), unknown handle to FAILED", "| concurrency | runs | s |", Groups(replaced["missing"], "concurrency"), "until_failed_s");
        yield return Table(
            "State change to visible in Chromium", "| state | beside it | platform, ms | N | runs | p50, ms | p99, ms | longest, ms | load average |",
            Groups(measured["pixel"], "state", "beside", "latency_ms", "n"), "p50_ms", "p99_ms", "max_ms", "load_average");
        yield return Table("Roster", "| app | what | talents | runs | p50, ms | p95, ms | p99, ms |", Groups(measured["roster"].Where(line => !IsGrowth(line)), "app", "what", "talents"), "p50_ms", "p95_ms", "p99_ms");
        yield return Table("First visit, an empty cache on slow 4G (1.6 Mbit/s, 150 ms)", "| page | width | runs | requests | KB | usable, s |", Groups(measured["visit"], "page", "width"), "requests", "kilobytes", "usable_s");
        yield return Table("Lighthouse, mobile", "| page | runs | performance | accessibility | best practices |", Groups(measured["lighthouse"], "page"), "performance", "accessibility", "best_practices");
        yield return Table("Open pages of the roster", "| pages | runs | RSS before, MiB | RSS a page, MiB | syncs beside | CPU of the application, s | without pages, s |", Groups(measured["open"], "pages"), "before_mib", "page_mib", "syncs", "cpu_s", "cpu_without_s");
        yield return Table(
            "The same loads beside stored profiles", "| work | N | stored | runs | READY/s | POST/s | CPU, ms a connection | RSS peak, MiB |",
            Groups(measured["load"].Where(IsGrowth), "kind", "n", "stored"), "ready_per_s", "post_per_s", "app_cpu_ms", "peak_rss_mib");
        yield return Table("The same pages beside stored profiles", "| what | talents | stored | runs | p50, ms | p99, ms |", Groups(measured["roster"].Where(IsGrowth), "what", "talents", "stored"), "p50_ms", "p99_ms");
        yield return Table(
            "Kept fresh within the hour", "| stored | runs | syncs a second | needed | % of a core | RSS, MiB |", Groups(measured["fresh"], "stored"), "syncs_per_s", "needed_per_s", "core_percent", "rss_mib");
        yield return Table("Start on an empty folder, to the first answer", "| app | runs | first answer, ms | RSS then, MiB |", Groups(measured["start"], "app"), "first_answer_ms", "rss_mib");
        yield return Table(
            "The nightly thinning after two years, beside a write every 10 ms", "| profiles | by permission | runs | rows | took, s | CPU, s | longest hold of the writer, ms | hold p99, ms | other write p50, ms | other write p99, ms | other write longest, ms |",
            Groups(measured["thin"], "profiles", "consents"), "rows", "took_s", "cpu_s", "held_max_ms", "held_p99_ms", "other_write_p50_ms", "other_write_p99_ms", "other_write_max_ms");
        yield return Table(
            "An agency of a year", "| what | runs | p50, ms | p95, ms | p99, ms |", Groups(measured["numbers"].Where(line => Text(line, "p50_ms") != "-"), "what"), "p50_ms", "p95_ms", "p99_ms");
        yield return Table("Its file", "| what | runs | MiB |", Groups(measured["numbers"].Where(line => Text(line, "mib") != "-"), "what"), "mib");
        yield return Table("At rest, 10 s after a small load", "| app | runs | RSS, MiB |", Groups(measured["rest"], "app"), "rss_mib");
    }

    private static bool IsGrowth(JsonElement line) => Text(line, "stored") is not ("0" or "-");

    private static IEnumerable<(string[] Key, JsonElement[] Lines)> Groups(IEnumerable<JsonElement> lines, params string[] by) =>
        lines.GroupBy(line => string.Join('\u001f', by.Select(name => Text(line, name))), StringComparer.Ordinal).Select(group => (group.Key.Split('\u001f'), group.ToArray()));

    private static string Table(string title, string head, IEnumerable<(string[] Key, JsonElement[] Lines)> groups, params string[] values)
    {
        var rows = groups.Select(group => string.Join(" | ", [.. group.Key, group.Lines.Length.ToString(CultureInfo.InvariantCulture), .. values.Select(name => Median(group.Lines, name))])).ToArray();
        return rows.Length == 0
            ? ""
            : $"### {title}\n\n{head}\n|{string.Concat(Enumerable.Repeat(" --- |", head.Count(c => c == '|') - 1))}\n{string.Concat(rows.Select(row => $"| {row} |\n"))}";
    }

    private static string Median(JsonElement[] lines, string name)
    {
        var values = lines.Where(line => line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number).Select(line => line.GetProperty(name).GetDouble()).Order().ToArray();
        return values.Length == 0 ? "-" : Short(values[values.Length / 2]);
    }

    private static string Short(double value) => value.ToString(value < 100 ? "0.##" : "0", CultureInfo.InvariantCulture);

    private static string Text(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.ToString() : "-";
}
