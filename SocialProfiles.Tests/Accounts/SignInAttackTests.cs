using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Accounts;

/// <summary>Somebody who guesses learns nothing, gets no further by hurrying, and keeps nobody out.</summary>
public sealed class SignInAttackTests
{
    private const string Proxied = "X-Forwarded-For";

    [Fact]
    public async Task SignIn_KnownUnknownAndLocked_VerifiesOnePasswordEach()
    {
        var hasher = new CountingHasher();
        await using var app = await TestApp.StartAsync(new TestAppOptions { Configure = builder => builder.Services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<Person>>(hasher)) });
        using var browser = app.Browser();
        List<int> costs = [];

        foreach (var email in Enumerable.Repeat(TestApp.AdminEmail, 7).Concat(Enumerable.Repeat("nobody@agency.example", 7)).Append(new string('x', 300)))
        {
            var before = hasher.Work;
            (await browser.SignInAsync(email, "not the password")).Dispose();
            costs.Add(hasher.Work - before);
        }

        Assert.All(costs, cost => Assert.Equal(1, cost));
    }

    [Fact]
    public async Task SignIn_TwoHundredGuessesAtOnce_AreNoMoreThanFive()
    {
        await using var app = await TestApp.StartAsync(new TestAppOptions { Configure = builder => builder.Services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<Person>>(new CountingHasher())) });
        using var browser = app.Browser();
        var hidden = await browser.HiddenAsync("/sign-in");

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            using var answer = await browser.PostAsync("/sign-in", [.. hidden, ("Form.Email", TestApp.AdminEmail), ("Form.Password", "not the password")]);
            return await PageClient.ProblemAsync(answer);
        }));

        Assert.Equal(PasswordRules.WrongBeforeLockout - 1, answers.Count(answer => answer.Contains("don't match", StringComparison.Ordinal)));
        Assert.Equal(200 - PasswordRules.WrongBeforeLockout + 1, answers.Count(answer => answer.StartsWith("Too many wrong passwords", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task SignIn_WhileStrangersGuess_WorksElsewhereAndOnAKnownDevice()
    {
        await using var app = await TestApp.StartAsync(("Web:KnownProxies:0", "127.0.0.1"));
        using var desk = await app.SignedInAsync();
        (await desk.SubmitAsync("/sign-out")).Dispose();
        await GuessAsync(app, "203.0.113.1", 6);

        var elsewhere = await TryAsync(app.Browser(), "198.51.100.7");
        for (var i = 2; i < 9; i++)
        {
            await GuessAsync(app, $"203.0.113.{i}", 5);
        }

        var newDevice = await TryAsync(app.Browser(), "198.51.100.8");
        var knownDevice = await TryAsync(desk, "203.0.113.1");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK, HttpStatusCode.Redirect), (elsewhere, newDevice, knownDevice));
    }

    [Fact]
    public async Task SignIn_AddressesOfOneIPv6Household_AreOnePlace()
    {
        await using var app = await TestApp.StartAsync(("Web:KnownProxies:0", "127.0.0.0/8"));
        for (var i = 1; i <= 5; i++)
        {
            await GuessAsync(app, $"2001:db8:1:2::{i}", 1);
        }

        Assert.Equal(HttpStatusCode.OK, await TryAsync(app.Browser(), "2001:db8:1:2:ffff::9"));
        Assert.Equal(HttpStatusCode.Redirect, await TryAsync(app.Browser(), "2001:db8:1:3::9"));
    }

    [Fact]
    public async Task SignIn_ActivityCannotBeWritten_SignsInAllTheSame()
    {
        await using var app = await TestApp.StartAsync();
        await SessionTests.BreakAsync(app, "CREATE TRIGGER broken BEFORE INSERT ON Activity BEGIN SELECT RAISE(ABORT, 'broken'); END");
        using var browser = app.Browser();

        using var wrong = await browser.SignInAsync(TestApp.AdminEmail, "not the password");
        using var right = await browser.SignInAsync(TestApp.AdminEmail, TestApp.AdminPassword);
        using var page = await browser.GetAsync("/settings/api-keys");

        Assert.Contains("don't match", await PageClient.ProblemAsync(wrong), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (right.StatusCode, page.StatusCode));
    }

    [Fact]
    public async Task SignIn_WhatAStrangerTyped_IsNowhereInTheActivity()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        (await browser.SignInAsync("my password by mistake", "x")).Dispose();

        var entry = (await app.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 1, CancellationToken.None))[0];
        Assert.Equal((ActivityAction.SignInFailed, "A visitor", "an unknown e-mail address", "127.0.0.1"), (entry.Action, entry.Actor, entry.Subject, entry.Address));
        Assert.Null(entry.Detail);
    }

    private static async Task GuessAsync(TestApp app, string address, int times)
    {
        using var stranger = app.Browser();
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await TryAsync(stranger, address, "not the password"));
        }
    }

    private static async Task<HttpStatusCode> TryAsync(PageClient browser, string address, string password = TestApp.AdminPassword)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent((await browser.HiddenAsync("/sign-in")).Append(("Form.Email", TestApp.AdminEmail)).Append(("Form.Password", password)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        };
        request.Headers.Add(Proxied, address);
        using var answer = await browser.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Counts what takes long; and takes no time itself.</summary>
    private sealed class CountingHasher : IPasswordHasher<Person>
    {
        private int _work;

        public int Work => Volatile.Read(ref _work);

        public string HashPassword(Person user, string password)
        {
            Interlocked.Increment(ref _work);
            return password;
        }

        public PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _work);
            return hashedPassword == providedPassword ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
        }
    }
}
