using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Core.SignOn;

/// <summary>Which values of a claim give which role, as an owner types them: <c>agency-admins = Admin</c>, one a line.</summary>
public static class RoleRules
{
    public const int MaxLength = 4000;

    // Never an owner: a group at a provider would then own the installation.
    private static readonly Role[] _given = [Role.Viewer, Role.Editor, Role.Admin];

    /// <summary>The lines as they are kept; or a sentence that names the one that can't be read.</summary>
    public static Result<string, UseCaseError> Read(string? text)
    {
        List<string> lines = [];
        foreach (var line in Lines(text))
        {
            if (Parse(line) is not { } rule)
            {
                var shown = line.Length > 40 ? line[..40] + "…" : line;
                return new InvalidError("roleRules", $"“{shown}” can't be read. Write a value, an equals sign and Viewer, Editor or Admin, such as “agency-admins = Admin”. Nobody becomes an owner this way.");
            }

            lines.Add($"{rule.Value} = {rule.Role}");
        }

        return string.Join('\n', lines);
    }

    /// <summary>The highest role that one of the values gives; null where none gives any.</summary>
    public static Role? RoleOf(SignOnProvider provider, SignOnClaims claims)
    {
        if (provider.RoleClaim is not { } name)
        {
            return null;
        }

        var values = claims.ValuesOf(name).ToHashSet(StringComparer.Ordinal);
        return Lines(provider.RoleRules).Select(Parse).OfType<(string Value, Role Role)>().Where(rule => values.Contains(rule.Value)).Select(rule => (Role?)rule.Role).Max();
    }

    private static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // The last equals sign: names of groups may hold others.
    private static (string Value, Role Role)? Parse(string line)
    {
        var at = line.LastIndexOf('=');
        var (value, role) = at > 0 ? (line[..at].Trim(), line[(at + 1)..].Trim()) : ("", "");
        var found = Array.FindIndex(_given, each => each.ToString().Equals(role, StringComparison.OrdinalIgnoreCase));
        return value.Length is > 0 and <= 200 && found >= 0 ? (value, _given[found]) : null;
    }
}
