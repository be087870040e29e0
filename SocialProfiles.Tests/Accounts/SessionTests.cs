using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Accounts;

/// <summary>A session ends on the server: whoever kept its cookie has nothing.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task SignOut_CookieThatSomebodyKept_IsWorthNothing()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignedInAsync();
        using var thief = Copy(app, browser);
        var before = await StatusAsync(thief);

        (await browser.SubmitAsync("/sign-out")).Dispose();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (before, await StatusAsync(thief)));
        Assert.Equal(0, await CountAsync(app));
    }

    [Fact]
    public async Task SignOut_OfOneBrowser_LeavesTheOtherSignedIn()
    {
        await using var app = await TestApp.StartAsync();
        using var desk = await app.SignedInAsync();
        using var phone = await app.SignedInAsync();

        (await desk.SubmitAsync("/sign-out")).Dispose();

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (await StatusAsync(desk), await StatusAsync(phone)));
    }

    [Fact]
    public async Task SignIn_InABrowserThatIsSignedIn_MakesANewKeyAndEndsTheOldOne()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignedInAsync();
        using var planted = Copy(app, browser);
        var token = (await browser.HiddenAsync("/sign-out")).Single(field => field.Name == "__RequestVerificationToken");

        using var again = await browser.PostAsync("/sign-in", token, ("_handler", "sign-in"), ("Form.Email", TestApp.AdminEmail), ("Form.Password", TestApp.AdminPassword));

        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (await StatusAsync(browser), await StatusAsync(planted)));
    }

    [Fact]
    public async Task Session_PasswordChanged_EndsEverywhere()
    {
        await using var app = await TestApp.StartAsync();
        using var desk = await app.SignedInAsync();
        using var phone = await app.SignedInAsync();

        await WithAdminAsync(app, (users, admin) => users.ChangePasswordAsync(admin, TestApp.AdminPassword, "four other quiet words"));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (await StatusAsync(desk), await StatusAsync(phone)));
    }

    [Fact]
    public async Task Session_AdminDeleted_Ends()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignedInAsync();

        await WithAdminAsync(app, (users, admin) => users.DeleteAsync(admin));

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(browser));
    }

    [Theory]
    [InlineData(false, 11, HttpStatusCode.OK)]
    [InlineData(false, 13, HttpStatusCode.Redirect)]
    [InlineData(true, 13 * 24, HttpStatusCode.OK)]
    [InlineData(true, 15 * 24, HttpStatusCode.Redirect)]
    public async Task Session_NotUsed_EndsAfterItsIdleTime(bool stay, int hours, HttpStatusCode expected)
    {
        var clock = new ShiftedClock();
        await using var app = await StartAsync(clock);
        using var browser = await SignedInAsync(app, stay);

        clock.Shift(TimeSpan.FromHours(hours));

        Assert.Equal(expected, await StatusAsync(browser));
    }

    [Fact]
    public async Task Session_UsedEveryDay_EndsAfterItsLongestTime()
    {
        var clock = new ShiftedClock();
        await using var app = await StartAsync(clock);
        using var browser = await SignedInAsync(app, stay: true);
        List<HttpStatusCode> days = [];

        for (var day = 1; day <= 31; day++)
        {
            clock.Shift(TimeSpan.FromDays(1));
            days.Add(await StatusAsync(browser));
            await app.Get<Sessions>().SweepAsync(CancellationToken.None);
        }

        Assert.All(days.Take(29), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(HttpStatusCode.Redirect, days[^1]);
        Assert.Equal(0, await CountAsync(app));
    }

    [Fact]
    public async Task SignOut_DatabaseTakesNothing_IsSignedOutAllTheSame()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignedInAsync();
        using var thief = Copy(app, browser);
        await BreakAsync(app, "CREATE TRIGGER broken BEFORE DELETE ON Sessions BEGIN SELECT RAISE(ABORT, 'broken'); END");

        using var answer = await browser.SubmitAsync("/sign-out");
        var meanwhile = await StatusAsync(thief);
        await BreakAsync(app, "DROP TRIGGER broken");
        await app.Get<Sessions>().SweepAsync(CancellationToken.None);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (meanwhile, await StatusAsync(thief)));
        Assert.Equal(0, await CountAsync(app));
    }

    /// <summary>Makes the database refuse what a test wants refused, at once, as a full disk would.</summary>
    internal static async Task BreakAsync(TestApp app, string statement)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(app.DataDirectory, "socialprofiles.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    private static Task<TestApp> StartAsync(ShiftedClock clock) =>
        TestApp.StartAsync(new TestAppOptions { Configure = builder => builder.Services.AddSingleton<TimeProvider>(clock) });

    private static async Task<PageClient> SignedInAsync(TestApp app, bool stay)
    {
        var browser = app.Browser();
        using var answer = await browser.SubmitAsync("/sign-in", ("Form.Email", TestApp.AdminEmail), ("Form.Password", TestApp.AdminPassword), ("Form.Stay", stay ? "true" : "false"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    private static async Task<HttpStatusCode> StatusAsync(PageClient browser)
    {
        using var answer = await browser.GetAsync("/settings/api-keys");
        return answer.StatusCode;
    }

    private static PageClient Copy(TestApp app, PageClient browser)
    {
        var copy = app.Browser();
        foreach (Cookie cookie in browser.Cookies.GetAllCookies())
        {
            copy.Cookies.Add(app.Address, new Cookie(cookie.Name, cookie.Value));
        }

        return copy;
    }

    private static Task<int> CountAsync(TestApp app) => app.Get<Database>().ReadAsync(db => db.Sessions.CountAsync(), CancellationToken.None);

    private static async Task WithAdminAsync(TestApp app, Func<UserManager<Person>, Person, Task<IdentityResult>> change)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        Assert.True((await change(users, (await users.FindByEmailAsync(TestApp.AdminEmail))!)).Succeeded);
    }
}
