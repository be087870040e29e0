using System.Reflection;
using Markdig;

namespace SocialProfiles.Web.Components.Help;

/// <summary>The pages of <c>docs/platforms</c>, and <c>docs/troubleshooting.md</c>, which the build puts into the program, so that they are the same there and here.</summary>
internal static class HelpTexts
{
    /// <summary>What to do when something is wrong; the other pages are each about a platform.</summary>
    public const string Troubleshooting = "troubleshooting";

    /// <summary>Where <see cref="Troubleshooting"/> is.</summary>
    public const string TroubleshootingPath = $"/help/{Troubleshooting}";

    private static readonly MarkdownPipeline _markdown = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().DisableHtml().Build();

    /// <summary>A page as HTML; null when there is none of that name.</summary>
    /// <param name="name">Name of the file without its extension, in lower case.</param>
    public static string? Html(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"help/{name}.md");
        if (stream is null)
        {
            return null;
        }

        // What is wider than a phone scrolls, also for those who have only a keyboard.
        using var reader = new StreamReader(stream);
        return Markdown.ToHtml(reader.ReadToEnd(), _markdown)
            .Replace("<pre>", """<pre tabindex="0">""", StringComparison.Ordinal)
            .Replace("<table>", """<div class="help-table" role="group" aria-label="Table" tabindex="0"><table>""", StringComparison.Ordinal)
            .Replace("</table>", "</table></div>", StringComparison.Ordinal);
    }
}
