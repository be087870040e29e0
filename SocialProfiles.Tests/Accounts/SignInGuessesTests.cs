using SocialProfiles.Core.Accounts;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Accounts;

public sealed class SignInGuessesTests
{
    private readonly TestClock _time = new();

    [Fact]
    public void Begin_FiveTimesFromOnePlace_LocksItForTenMinutesAndThenStartsAgain()
    {
        var guesses = new SignInGuesses(_time);
        Assert.All(Enumerable.Range(1, 4), i => Assert.Equal(new GuessVerdict(true, null, false), guesses.Begin("A", "here", isKnown: false)));

        var fifth = guesses.Begin("A", "here", isKnown: false);
        _time.Advance(TimeSpan.FromMinutes(9));
        var locked = guesses.Begin("A", "here", isKnown: false);
        _time.Advance(TimeSpan.FromMinutes(1));
        var free = guesses.Begin("A", "here", isKnown: false);

        Assert.Equal(new GuessVerdict(true, TimeSpan.FromMinutes(10), true), fifth);
        Assert.Equal(new GuessVerdict(false, TimeSpan.FromMinutes(1), false), locked);
        Assert.Equal(new GuessVerdict(true, null, false), free);
    }

    [Fact]
    public void Begin_ClockSetBackMeanwhile_LocksNobodyForThatLong()
    {
        var guesses = new SignInGuesses(_time);
        Guess(guesses, "A", "here", PasswordRules.WrongBeforeLockout);

        _time.SetBack(TimeSpan.FromSeconds(30));
        var bit = guesses.Begin("A", "here", isKnown: false);
        _time.SetBack(TimeSpan.FromDays(1));

        Assert.False(bit.MayTry);
        Assert.Equal(new GuessVerdict(true, null, false), guesses.Begin("A", "here", isKnown: false));
    }

    [Fact]
    public void Begin_OtherPlaceOrOtherAccount_IsCountedByItself()
    {
        var guesses = new SignInGuesses(_time);
        Guess(guesses, "A", "here", PasswordRules.WrongBeforeLockout);

        Assert.True(guesses.Begin("A", "there", isKnown: false).MayTry);
        Assert.True(guesses.Begin("B", "here", isKnown: false).MayTry);
        Assert.False(guesses.Begin("A", "here", isKnown: false).MayTry);
    }

    [Fact]
    public void Begin_GuessesFromEverywhere_LockNewDevicesAndNeverAKnownOne()
    {
        var guesses = new SignInGuesses(_time);
        for (var place = 0; place < 1000; place++)
        {
            guesses.Begin("A", $"place {place}", isKnown: false);
        }

        Assert.False(guesses.Begin("A", "new", isKnown: false).MayTry);
        Assert.Equal(new GuessVerdict(true, null, false), guesses.Begin("A", "device", isKnown: true));
    }

    [Fact]
    public void Begin_KnownDeviceGuesses_IsLockedItself()
    {
        var guesses = new SignInGuesses(_time);
        Guess(guesses, "A", "device", PasswordRules.WrongBeforeLockout, isKnown: true);

        Assert.False(guesses.Begin("A", "device", isKnown: true).MayTry);
        Assert.True(guesses.Begin("A", "new", isKnown: false).MayTry);
    }

    [Fact]
    public void Begin_TwoHundredAtOnce_LetsFiveThrough()
    {
        var guesses = new SignInGuesses(_time);
        var let = 0;

        Parallel.For(0, 200, _ =>
        {
            if (guesses.Begin("A", "here", isKnown: false).MayTry)
            {
                Interlocked.Increment(ref let);
            }
        });

        Assert.Equal(PasswordRules.WrongBeforeLockout, let);
    }

    [Fact]
    public void Begin_OnePlaceTriesManyAccounts_IsSlowedAndKeepsOutNoKnownDevice()
    {
        var guesses = new SignInGuesses(_time);
        var let = 0;
        Parallel.For(0, 200, i =>
        {
            if (guesses.Begin($"account {i}", "office", isKnown: false).MayTry)
            {
                Interlocked.Increment(ref let);
            }
        });
        var known = guesses.Begin("account 7", "device of 7", isKnown: true);
        var elsewhere = guesses.Begin("account 8", "home", isKnown: false);
        _time.Advance(TimeSpan.FromMinutes(1));
        var one = guesses.Begin("account 300", "office", isKnown: false);
        var two = guesses.Begin("account 301", "office", isKnown: false, GuessKind.Code);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(SignInGuesses.WrongFromOnePlace, let);
        Assert.Equal((true, true, true), (known.MayTry, elsewhere.MayTry, one.MayTry));
        Assert.Equal(new GuessVerdict(false, TimeSpan.FromMinutes(2), false), two);
        Assert.True(guesses.Begin("account 302", "office", isKnown: false).MayTry);
    }

    [Fact]
    public void Begin_OfficeWhereManySignIn_IsNotSlowed()
    {
        var guesses = new SignInGuesses(_time);

        Assert.All(Enumerable.Range(0, 100), i =>
        {
            Assert.True(guesses.Begin($"account {i}", "office", isKnown: false).MayTry);
            guesses.WasRight($"account {i}", "office", isKnown: false);
        });
    }

    [Fact]
    public void BeginRecovery_ManyFromOnePlace_HaveToWaitAndStopNoSignIn()
    {
        var guesses = new SignInGuesses(_time);
        var waits = Enumerable.Range(0, 30).Select(_ => guesses.BeginRecovery("office")).ToList();

        Assert.Equal(SignInGuesses.WrongFromOnePlace, waits.Count(wait => wait is null));
        Assert.Null(guesses.BeginRecovery("home"));
        Assert.True(guesses.Begin("A", "office", isKnown: false).MayTry);
    }

    [Fact]
    public void WasRight_AfterMistakes_ForgetsThemAndKeepsThoseOfOthers()
    {
        var guesses = new SignInGuesses(_time);
        for (var place = 0; place < SignInGuesses.WrongFromEverywhere - 1; place++)
        {
            guesses.Begin("A", $"place {place}", isKnown: false);
        }

        var lastOne = guesses.Begin("A", "here", isKnown: false);
        guesses.WasRight("A", "here", isKnown: false);

        Assert.True(lastOne is { MayTry: true, IsNewlyLocked: true });
        Assert.True(guesses.Begin("A", "here", isKnown: false).MayTry);
        Assert.False(guesses.Begin("A", "place 0", isKnown: false).MayTry);
    }

    [Fact]
    public void Kept_FloodOfLongEmails_StaysBounded()
    {
        var guesses = new SignInGuesses(_time);
        var padding = new string('x', 10_000);

        for (var i = 0; i < SignInGuesses.MostKept + 1000; i++)
        {
            guesses.Begin($"{i}{padding}", $"place {i}", isKnown: false);
        }

        Assert.True(guesses.Kept <= SignInGuesses.MostKept, $"{guesses.Kept} are kept.");
    }

    private static void Guess(SignInGuesses guesses, string email, string place, int times, bool isKnown = false)
    {
        for (var i = 0; i < times; i++)
        {
            guesses.Begin(email, place, isKnown);
        }
    }
}
