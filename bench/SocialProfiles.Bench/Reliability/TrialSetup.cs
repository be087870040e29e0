namespace SocialProfiles.Bench.Reliability;

/// <summary>Which program is tried, and the folder that holds its data; the folder goes when the trial is over.</summary>
internal sealed class TrialSetup(Arguments arguments) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sp-reliability-").FullName;

    public Arguments Arguments => arguments;

    /// <summary>Path of the real application's assembly.</summary>
    public string Web { get; } = arguments.Text("web", "") is { Length: > 0 } web ? Path.GetFullPath(web) : throw new ArgumentException("--web is missing: the path of SocialProfiles.Web.dll.", nameof(arguments));

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    /// <param name="settings">Further settings of the application, as environment variables.</param>
    public Task<TrialApp> StartAsync(string folder, params (string Name, string Value)[] settings) => TrialApp.StartAsync(Web, folder, settings);

    public void Dispose()
    {
        if (arguments.Text("keep", "") != "yes")
        {
            Directory.Delete(_root, recursive: true);
        }
    }
}
