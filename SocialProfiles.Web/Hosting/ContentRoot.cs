namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Where settings, pages' files and the data folder are: the current folder where it is ours (<c>dotnet run</c>, a
/// container), else the folder of the program, so that it can be started from anywhere.
/// </summary>
internal static class ContentRoot
{
    public static string Find()
    {
        var current = Directory.GetCurrentDirectory();
        return File.Exists(Path.Combine(current, "appsettings.json")) ? current : AppContext.BaseDirectory;
    }
}
