using System.Data.Common;
using Microsoft.Extensions.Options;
using SocialProfiles.Core;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Backups;
using SocialProfiles.Core.Calendar;
using SocialProfiles.Core.Checks;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Recovery;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Sqlite;
using SocialProfiles.Core.Storage;
using SocialProfiles.Sandbox;
using SocialProfiles.Web.Api;
using SocialProfiles.Web.Commands;
using SocialProfiles.Web.Consents;
using SocialProfiles.Web.Downloads;
using SocialProfiles.Web.SignOn;

namespace SocialProfiles.Web.Hosting;

/// <summary>The application: what it is made of, and how it starts. Tests start it the same way, on a port of their own.</summary>
public static class SocialProfilesApp
{
    /// <summary>Builds the application without starting it.</summary>
    /// <param name="args">Settings as on the command line: <c>--urls=…</c>, <c>--Data:Directory=…</c>.</param>
    /// <param name="configure">Changes services before they are built; for tests.</param>
    /// <exception cref="IOException">The data folder cannot be used; the message says why and what to do.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = Builder(args);
        var folder = SqliteServices.OpenDataFolder(builder.Configuration, ContentRoot.DataHome());
        try
        {
            builder.AddLogging(folder);
            AddServices(builder, folder);
            configure?.Invoke(builder);
            var app = builder.Build();

            // From here on the folder is freed with the application.
            app.Services.GetRequiredService<DataFolder>();
            app.LogRefusedFiles();
            Use(app);
            return app;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Brings the database up to date, checks keys and configuration, makes what <c>Setup</c> asks for, and starts to listen.</summary>
    /// <exception cref="OptionsValidationException">A setting cannot be used; the failures name it.</exception>
    /// <exception cref="AggregateException">Several kinds of settings cannot be used.</exception>
    public static async Task StartAsync(WebApplication app, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        await PatientStart.RunAsync(app.Services, () => PrepareAsync(app.Services, cancellationToken));
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            // What started before the rest could not, such as the workers, ends in order too.
            await app.StopAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>Runs until it is told to stop.</summary>
    /// <returns>The exit code: 0, or 1 where it could not start or a fault ended it.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        WebApplication? app = null;
        try
        {
            app = Build(args);
            await StartAsync(app);
            app.Services.GetRequiredService<FirstRunStart>().Announce(app.Urls);
            await app.WaitForShutdownAsync();
            if (Fault(app.Services) is not { } fault)
            {
                return 0;
            }

            StartFailure.Report(app.Services, fault);
            return 1;
        }
        catch (OperationCanceledException) when (app?.Lifetime.ApplicationStopping.IsCancellationRequested == true)
        {
            // Told to stop while it was still starting.
            return 0;
        }
        catch (Exception exception) when (StartFailure.Explain(exception) is { } sentences)
        {
            StartFailure.Report(app?.Services, sentences);
            return 1;
        }
        catch (Exception exception)
        {
            StartFailure.Report(app?.Services, exception);
            return 1;
        }
        finally
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }
        }
    }

    /// <summary>
    /// The application for a command: everything that the server has, and nothing that runs by itself or listens. Works beside a
    /// running server; where none runs, the folder is taken, and the database brought up to date.
    /// </summary>
    /// <param name="isLook">The command changes nothing, so the database is not brought up to date either.</param>
    internal static async Task<WebApplication> OpenAsync(string[] settings, CancellationToken cancellationToken, bool isLook = false)
    {
        var builder = Builder(settings);

        // The server's logs are the server's; a command says on the console what it has to say.
        builder.Logging.ClearProviders();
        var folder = SqliteServices.OpenDataFolderBeside(builder.Configuration, ContentRoot.DataHome());
        WebApplication app;
        try
        {
            AddServices(builder, folder);
            app = builder.Build();
            app.Services.GetRequiredService<DataFolder>();
        }
        catch
        {
            folder.Dispose();
            throw;
        }

        try
        {
            if (!isLook)
            {
                await DatabaseMigration.MigrateAsync(app.Services, cancellationToken);
                await app.Services.GetRequiredService<SealingCheck>().ExecuteAsync(cancellationToken);
            }

            await app.Services.GetRequiredService<StoredCredentials>().LoadAsync(cancellationToken);
            await app.Services.GetRequiredService<StoredSettings>().LoadAsync(cancellationToken);
            return app;
        }
        catch (DbException) when (isLook)
        {
            // Not there yet: the checks say so.
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>The data folder alone, taken for this process, for what replaces the database.</summary>
    /// <exception cref="IOException">It cannot be used, or a server runs on it.</exception>
    /// <param name="isBeside">Also while a server has the folder; for what replaces nothing in it.</param>
    internal static ServiceProvider OpenFolder(string[] settings, bool isBeside = false)
    {
        var configuration = Builder(settings).Configuration;
        var folder = isBeside ? SqliteServices.OpenDataFolderBeside(configuration, ContentRoot.DataHome()) : SqliteServices.OpenDataFolder(configuration, ContentRoot.DataHome());
        return new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddStorage(folder, DataWorld.Real).AddSingleton<RestoreBackup>().BuildServiceProvider();
    }

    /// <summary>Where the database is, or will be.</summary>
    internal static string DatabaseFileOf(string[] settings) =>
        Path.Combine(SqliteServices.DataFolderOf(Builder(settings).Configuration, ContentRoot.DataHome()), DataFolder.DatabaseName);

    private static WebApplicationBuilder Builder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(SocialProfilesApp).Assembly.GetName().Name,
            ContentRootPath = ContentRoot.Path,
        });
        builder.AddLastGoodConfiguration();
        return builder;
    }

    private static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetRequiredService<RestoreBackup>().SweepLeft(services.GetRequiredService<DataFolder>());
        await DatabaseMigration.MigrateAsync(services, cancellationToken);
        services.GetRequiredService<DatabaseReadiness>().Migrated();
        await services.GetRequiredService<SealingCheck>().ExecuteAsync(cancellationToken);

        // Before the settings are checked: one half of a credential may be configured, and the other one stored.
        await services.GetRequiredService<StoredCredentials>().LoadAsync(cancellationToken);
        await services.GetRequiredService<StoredSettings>().LoadAsync(cancellationToken);
        services.GetService<IStartupValidator>()?.Validate();
        await services.GetRequiredService<FirstRunStart>().PrepareAsync(cancellationToken);
    }

    /// <summary>What a background service died of: the host then stops as if somebody had asked it to.</summary>
    internal static AggregateException? Fault(IServiceProvider services) => services.GetServices<IHostedService>().OfType<BackgroundService>()
        .Select(service => service.ExecuteTask?.Exception).FirstOrDefault(exception => exception is not null);

    private static void AddServices(WebApplicationBuilder builder, DataFolder folder)
    {
        builder.AddDefaultAddress();
        builder.AddInputLimits();
        builder.AddPublicAddress();
        builder.AddSecurityText();
        builder.AddKnownProxies();
        builder.Services.AddStoredCredentials(builder.Configuration);
        builder.Services.AddPlatforms(builder.Configuration);
        var world = new DataWorld(IsSandbox: builder.AddSandbox(SqliteServices.HasStoredCredentials(folder)));
        builder.Services.AddSocialProfilesCore(builder.Configuration, folder, world);
        builder.Services.AddCalendar();
        builder.AddAdminAuthentication();
        builder.Services.AddRecovery();
        builder.AddSignOnRequests();
        builder.AddFirstRun();
        builder.AddRateLimits();
        builder.AddApi();
        builder.AddConsents();
        builder.AddHealth();
        builder.Services.AddSingleton<IDoctorCheck, SettingsCheck>();
        builder.AddTelemetry();
        builder.AddPages();
    }

    // The order is the way of a request.
    private static void Use(WebApplication app)
    {
        app.UseBasePath();
        app.UseRequestLog();
        app.UseKnownProxies();
        app.UseSecurityHeaders();
        app.UsePrivatePages();
        app.UseSecureCookies();
        app.UseErrorPages();
        app.UseExpectedHosts();
        app.UseUnreadableInput();
        app.UseApiErrors();
        app.UseRouting();
        app.UseApiMisses();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimits();
        app.UseForms();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapSecurityText();
        app.MapApi();
        app.MapApiDescription();
        app.MapConsents();
        app.MapPasskeys();
        app.MapSignOn();
        app.MapDownloads();
        app.MapDeliveriesDownload();
        app.MapFindDownload();
        app.MapRosterDownload();
        app.MapCompareDownload();
        app.MapPictures();
        app.MapThumbnails();
        app.MapBackupDownload();
        app.MapImportReport();
        app.MapLeavingPack();
        app.MapPages();
        app.Services.UseCalendar();
    }
}
