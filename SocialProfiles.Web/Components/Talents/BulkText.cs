using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Talents;

/// <summary>What became of many talents, in words.</summary>
internal static class BulkText
{
    /// <summary>Of an action that broke: how far it came is not known here.</summary>
    public const string Broken = "Something went wrong on our side before everything was done. The activity shows which talents were changed. If it keeps happening, check the server log.";

    public static string Talents(int count) => count == 1 ? "1 talent" : $"{ShortNumber.Exact(count)} talents";

    public static string Undone(BulkResult result) => Summary(result, "changed back", ("needed no change", "needed no change"));

    /// <param name="done">What it was, after the number: <c>archived</c>.</param>
    /// <param name="unchanged">What those are with whom nothing changed: <c>was in the archive already</c>, <c>were …</c>.</param>
    public static string Summary(BulkResult result, string done, (string One, string Many) unchanged)
    {
        List<string> sentences = [$"{Talents(result.Changed.Count)} {done}."];
        if (result.Unchanged > 0)
        {
            sentences.Add($"{ShortNumber.Exact(result.Unchanged)} {(result.Unchanged == 1 ? unchanged.One : unchanged.Many)}.");
        }

        if (result.Failures.Count > 0)
        {
            sentences.Add($"{ShortNumber.Exact(result.Failures.Count)} failed.");
        }

        if (result.Fault is { } fault)
        {
            sentences.Add($"{StorageText.For(fault).Reason} {StorageText.For(fault).Remedy}");
        }

        if (result.NotReached > 0)
        {
            sentences.Add($"{Talents(result.NotReached)} {(result.NotReached == 1 ? "was" : "were")} left unchanged.");
        }

        return string.Join(' ', sentences);
    }
}
