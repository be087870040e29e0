namespace SocialProfiles.Tests.TestKit;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SocialProfiles.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("These tests must run from within the source tree.");
    }
}
