#pragma warning disable CA1050, IDE0130, MA0047, S3903 // The runtime looks for this name outside of any namespace.

/// <summary>
/// Runs inside the application that the soak watches (<c>DOTNET_STARTUP_HOOKS</c>): whenever a file asks for it, it collects
/// everything that can be collected and writes how much is left. Knows nothing of the application.
/// </summary>
internal static class StartupHook
{
    public const string FolderVariable = "SP_SOAK_FOLDER";
    public const string Question = "collect";
    public const string Answer = "collected";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder)
        {
            new Thread(() => Watch(folder)) { IsBackground = true, Name = "soak" }.Start();
        }
    }

    private static void Watch(string folder)
    {
        var (question, answer) = (Path.Combine(folder, Question), Path.Combine(folder, Answer));
        while (true)
        {
#pragma warning disable RS0030 // A thread of its own, so that the application's pool isn't touched.
            Thread.Sleep(50);
#pragma warning restore RS0030
            if (File.Exists(question))
            {
                for (var i = 0; i < 2; i++)
                {
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
                    GC.WaitForPendingFinalizers();
                }

                File.WriteAllText(answer + ".next", GC.GetTotalMemory(forceFullCollection: true).ToString(System.Globalization.CultureInfo.InvariantCulture));
                File.Move(answer + ".next", answer, overwrite: true);
                File.Delete(question);
            }
        }
    }
}
