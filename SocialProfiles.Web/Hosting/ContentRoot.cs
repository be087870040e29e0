namespace SocialProfiles.Web.Hosting;

/// <summary>Settings and pages' files are beside the program, so that it can be started from anywhere.</summary>
internal static class ContentRoot
{
    public static string Path { get; } = AppContext.BaseDirectory;

    /// <summary>
    /// Where a relative data folder begins: here, but for a build that is started from its project (<c>dotnet run</c>) at the
    /// project, as the folders of builds are thrown away.
    /// </summary>
    public static string DataHome()
    {
        var current = Directory.GetCurrentDirectory();
        var builds = System.IO.Path.Join(current, "bin") + System.IO.Path.DirectorySeparatorChar;
        return Path.StartsWith(builds, StringComparison.Ordinal) ? current : Path;
    }
}
