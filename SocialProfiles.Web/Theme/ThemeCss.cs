using System.Text;
using MudBlazor;

namespace SocialProfiles.Web.Theme;

/// <summary>
/// <see cref="AgencyTheme"/> as a style sheet, <c>wwwroot/theme.css</c>. The library's own provider writes it into the page
/// once the circuit is up: too late for the first frame, not on static pages, and against the content policy.
/// </summary>
internal sealed class ThemeCss : MudThemeProvider
{
    /// <summary>The whole file. Follows the system, unless <c>data-theme</c> of the document says <c>light</c> or <c>dark</c>.</summary>
    public static string Write()
    {
        var light = Lines(AgencyTheme.Theme.PaletteLight, own => own.Light);
        var known = light.ToHashSet(StringComparer.Ordinal);
        var dark = Lines(AgencyTheme.Theme.PaletteDark, own => own.Dark).Where(line => !known.Contains(line)).ToArray();
        return $$"""
            /* Written from AgencyTheme.cs; a test keeps them alike and says how to write it again. */

            :root {
              color-scheme: light;
            {{Block(light, "  ")}}
            }

            @media (prefers-color-scheme: dark) {
              :root:not([data-theme="light"]) {
                color-scheme: dark;
            {{Block(dark, "    ")}}
              }
            }

            :root[data-theme="dark"] {
              color-scheme: dark;
            {{Block(dark, "  ")}}
            }

            """.ReplaceLineEndings("\n");
    }

    private static List<string> Lines(Palette palette, Func<(string Name, string Light, string Dark), string> own)
    {
        var theme = AgencyTheme.Theme;
        var text = new StringBuilder();
        new ThemeCss
        {
            Theme = new MudTheme { PaletteLight = palette, Typography = theme.Typography, LayoutProperties = theme.LayoutProperties, Shadows = theme.Shadows, ZIndex = theme.ZIndex },
        }.GenerateTheme(text);
        return
        [
            .. text.ToString().Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => line.StartsWith("--mud-", StringComparison.Ordinal) && !line.StartsWith("--mud-native-html-color-scheme", StringComparison.Ordinal)),
            .. AgencyTheme.Own.Select(one => $"--sp-{one.Name}: {own(one)}"),
        ];
    }

    private static string Block(IEnumerable<string> lines, string indent) => string.Join('\n', lines.Select(line => $"{indent}{line};"));
}
