namespace SocialProfiles.Web.Hosting;

internal static class DefaultAddress
{
    private static readonly string[] _settings = ["urls", "http_ports", "https_ports"];

    /// <summary>
    /// Listens on port 5080 where nothing else is said. Not in appsettings.json: a file would win over
    /// <c>ASPNETCORE_URLS</c>, which hosts and containers set.
    /// </summary>
    public static void AddDefaultAddress(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var isChosen = _settings.Any(setting => !string.IsNullOrEmpty(builder.Configuration[setting]))
            || builder.Configuration.GetSection("Kestrel:Endpoints").Exists();
        if (!isChosen)
        {
            builder.WebHost.UseUrls("http://localhost:5080");
        }
    }
}
