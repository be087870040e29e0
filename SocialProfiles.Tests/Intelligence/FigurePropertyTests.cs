using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Intelligence;

/// <summary>What holds for every figure, whatever the numbers: its bounds, no matter their order and scale, and that unknown is no 0.</summary>
public sealed class FigurePropertyTests
{
    private const int Followers = 1000;

    private static readonly AgencyDays _berlin = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    private static Arbitrary<long[]> Numbers { get; } = Number().ArrayOf().ToArbitrary();

    private static Arbitrary<(long? Followers, double Interactions, int Posts)[]> Accounts { get; } =
        (from followers in Gen.OneOf(Gen.Choose(1, 1_000_000).Select(x => (long?)x), Gen.Elements<long?>(null, 0))
         from posts in Gen.Choose(0, 30)
         from interactions in Gen.Choose(0, 1_000_000)
         select (followers, posts == 0 ? 0 : (double)interactions, posts)).ArrayOf().ToArbitrary();

    [Fact]
    public void Median_AnyNumbers_HasHalfOfThemOnEachSide() => Check.QuickThrowOnFailure(Prop.ForAll(Numbers, numbers =>
        Median.Of(numbers) is { } median
            ? numbers.Count(number => number < median) <= numbers.Length / 2 && numbers.Count(number => number > median) <= numbers.Length / 2 && numbers.Min() <= median && median <= numbers.Max()
            : numbers.Length == 0));

    [Fact]
    public void Median_ReorderedScaledOrRaised_FollowsOrStays() => Check.QuickThrowOnFailure(Prop.ForAll(Small().NonEmptyListOf().ToArbitrary(), numbers =>
    {
        var median = Median.Of(numbers);
        long[] raised = [.. numbers.Select((number, i) => i == 0 ? number + 1000 : number)];
        return Median.Of(numbers.AsEnumerable().Reverse()) == median
            && Median.Of(numbers.Select(number => (number * 3) + 7)) == (median * 3) + 7
            && Median.Of(raised) >= median;
    }));

    [Fact]
    public void EngagementRate_AnyAccounts_LiesBetweenTheirOwnAndWeighsEachPostTheSame() => Check.QuickThrowOnFailure(Prop.ForAll(Accounts, accounts =>
    {
        var rate = EngagementRate.Of(accounts);
        double[] own = [.. accounts.Select(account => EngagementRate.Of([account]).Value).OfType<double>()];
        return rate.Value is { } value
            ? own.Min() - 1e-9 <= value && value <= own.Max() + 1e-9
                && rate.Posts == accounts.Where(account => account.Followers > 0).Sum(account => account.Posts)
                && IsNear(value * rate.Posts, accounts.Sum(account => EngagementRate.Of([account]) is { Value: { } each, Posts: var posts } ? each * posts : 0))
            : own.Length == 0 && rate.Posts == 0 && rate.UnknownBecause is not null;
    }));

    [Fact]
    public void EngagementRate_ReorderedOrScaled_FollowsOrStays() => Check.QuickThrowOnFailure(Prop.ForAll(Accounts, accounts =>
    {
        var rate = EngagementRate.Of(accounts).Value;
        return IsNear(EngagementRate.Of(accounts.AsEnumerable().Reverse()).Value, rate)
            && IsNear(EngagementRate.Of(accounts.Select(account => account with { Interactions = account.Interactions * 4 })).Value, rate * 4)
            && IsNear(EngagementRate.Of(accounts.Select(account => account with { Followers = account.Followers * 4 })).Value, rate / 4);
    }));

    [Fact]
    public void EngagementRate_WithAnAccountOfUnknownFollowersOrNoRatedPost_StaysAsItIs() => Check.QuickThrowOnFailure(Prop.ForAll(Accounts, accounts =>
    {
        var rate = EngagementRate.Of(accounts);
        return EngagementRate.Of([(null, 500, 5), (0, 500, 5), (9, 0, 0), .. accounts]) is var more && more.Value == rate.Value && more.Posts == rate.Posts;
    }));

    [Fact]
    public void EngagementRateByViews_AnyRates_IsTheirMeanAndUnknownOfNone() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, 200).ArrayOf().ToArbitrary(), percents =>
    {
        var rate = EngagementRate.ByViews(percents.Sum(percent => percent / 100.0), percents.Length);
        return rate.Value is { } value
            ? percents.Min() <= (value * 100) + 1e-9 && (value * 100) - 1e-9 <= percents.Max() && rate.Posts == percents.Length
            : percents.Length == 0 && rate.UnknownBecause is not null;
    }));

    [Fact]
    public void Growth_AnyCounts_IsTheChangeThatLeadsFromTheStartToThePresent() => Check.QuickThrowOnFailure(Prop.ForAll(Number().Two().ToArbitrary(), counts =>
    {
        var (start, present) = counts;
        var growth = Growth.Of(Growth.MonthDays, present, start);
        return growth.Change == present - start && growth.Gap == GrowthGap.None
            && (growth.Rate is { } rate ? rate >= -1 && Math.Sign(rate) == Math.Sign((double)present - start) && IsNear(start * rate, (double)present - start) : start == 0);
    }));

    [Fact]
    public void Growth_ScaledOrRaised_KeepsItsRateOrRises() => Check.QuickThrowOnFailure(Prop.ForAll(Small().Two().ToArbitrary(), counts =>
    {
        var (start, present) = counts;
        var growth = Growth.Of(Growth.MonthDays, present, start);
        return IsNear(Growth.Of(Growth.MonthDays, present * 8, start * 8).Rate, growth.Rate)
            && Growth.Of(Growth.MonthDays, present + 1, start) is var more && more.Change > growth.Change && (start == 0 || more.Rate > growth.Rate);
    }));

    [Fact]
    public void Growth_OfWhatIsUnknown_IsUnknownAndNoFallToZero() => Check.QuickThrowOnFailure(Prop.ForAll(Number().ToArbitrary(), count =>
        new[] { Growth.Of(7, null, count), Growth.Of(7, count, null), Growth.Of(7, count, Growth.NotKnown), Growth.Of(7, null, null) }
            .All(growth => growth is { Change: null, Rate: null } && growth.Gap != GrowthGap.None)));

    [Fact]
    public void PercentileRank_AnyGroup_AveragesFiftyAndKeepsTheOrder() => Check.QuickThrowOnFailure(Prop.ForAll(Group(), group =>
    {
        double[] ranks = [.. group.Select(value => PercentileRank.Of(group, value)!.Value)];
        return IsNear(ranks.Average(), 50) && ranks.SequenceEqual(ranks.Order()) && ranks.All(rank => rank is > 0 and < 100)
            && group.Zip(ranks).GroupBy(x => x.First, x => x.Second).All(equal => equal.Distinct().Count() == 1);
    }));

    [Fact]
    public void PercentileRank_ScaledOrWithEverybodyTwice_StaysAsItIs() => Check.QuickThrowOnFailure(Prop.ForAll(Group(), group => group.All(value =>
    {
        var rank = PercentileRank.Of(group, value)!.Value;
        double[] twice = [.. group.Concat(group).Order()];
        return PercentileRank.Of([.. group.Select(other => other * 4)], value * 4) == rank && IsNear(PercentileRank.Of(twice, value)!.Value, rank);
    })));

    [Fact]
    public void PostingRhythm_AnyPosts_IsAQuarterOfTheMonthsAndUnknownWithoutAList()
    {
        var counts = Gen.Choose(0, 100).Two().ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(counts, Gen.Elements(Enum.GetValues<MetricGap>()).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (posts, gap, goesBack) =>
        {
            var (listed, ofMonth) = posts;
            var rhythm = new PostingRhythm(1, gap, listed, ofMonth, goesBack);
            return rhythm.PostsAWeek == (gap == MetricGap.None ? ofMonth / 4.0 : null)
                && (!rhythm.IsAtLeast || (listed > ofMonth && !goesBack))
                && !(rhythm with { GoesBack = true }).IsAtLeast && !(rhythm with { Listed = null }).IsAtLeast
                && (rhythm with { OfMonth = ofMonth + 1 }).PostsAWeek > rhythm.PostsAWeek == (gap == MetricGap.None);
        }));
    }

    /// <summary>What the database adds up is what the formulae say of the same posts; hidden numbers, and those that nobody can have, in none.</summary>
    [Fact]
    public async Task Stored_AnyPosts_HaveTheFiguresOfTheFormulaeByTheAgencysClock()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Database.WriteAsync(db => Task.FromResult(db.Add(new AgencySetting { Name = "TimeZone", Value = "Europe/Berlin" })), CancellationToken.None);
        var connection = await core.ConnectAsync();
        await new SyncDriver(core).RunDueAsync();
        var now = core.Time.GetUtcNow();
        var key = await core.Database.ReadAsync(db => db.Connections.Select(x => x.Key).SingleAsync(), CancellationToken.None);
        var rated = 0;

        // Some with few posts, some with many.
        foreach (var posts in Posts(key, now).Sample(20, 40))
        {
            await core.Database.WriteAsync(
                async db =>
                {
                    await db.Posts.ExecuteDeleteAsync();
                    db.Posts.AddRange(posts);
                    db.Raise(new ConnectionChanged(connection.Id, connection.TalentId));
                    return 0;
                },
                CancellationToken.None);

            var numbers = await core.Get<TalentIntelligenceQuery>().GetAsync(connection.TalentId, Growth.MonthDays, CancellationToken.None);
            var rhythm = await core.Database.ReadAsync(db => PostingRhythm.Query(db, db.Profiles, now).SingleAsync(), CancellationToken.None);

            SocialPost[] lasting = [.. posts.Where(post => post.Kind != PostKind.Story && post.PublishedAt <= now)];
            SocialPost[] counted = [.. lasting.Where(post => _berlin.Of(post.PublishedAt!.Value) is var day && numbers.Period.From <= day && day <= numbers.Period.To)];
            (SocialPost Post, double Interactions)[] open =
            [
                .. counted.Where(post => post.Likes <= Believable.Most && post.Comments <= Believable.Most)
                    .Select(post => (post, (double)(post.Likes!.Value + post.Comments!.Value + (post.Shares <= Believable.Most ? post.Shares.Value : 0)))),
            ];
            (SocialPost Post, double Interactions)[] viewed = [.. open.Where(x => x.Post.Views is > 0 and <= Believable.Most)];
            Assert.Equal(counted.Length, numbers.Posts.Count);
            Assert.Equal(Median.Of(counted.Select(post => post.Views).Where(views => views <= Believable.Most).OfType<long>()), numbers.Posts.MedianViews);
            AssertSame(EngagementRate.Of([(Followers, open.Sum(x => x.Interactions), open.Length)]), numbers.Posts.ByFollowers);
            AssertSame(EngagementRate.ByViews(viewed.Sum(x => x.Interactions / x.Post.Views!.Value), viewed.Length), numbers.Posts.ByViews);
            Assert.Equal(
                open.GroupBy(x => _berlin.HourOf(x.Post.PublishedAt!.Value)).OrderBy(hour => hour.Key).Select(hour => (hour.Key, hour.Count(), Math.Round(hour.Average(x => x.Interactions), 3))),
                numbers.Hours.OrderBy(hour => (hour.Weekday, hour.Hour)).Select(hour => ((hour.Weekday, hour.Hour), hour.Posts, Math.Round(hour.Interactions, 3))));
            Assert.Equal(lasting.Count(post => post.PublishedAt > now.AddDays(-Growth.MonthDays)), rhythm.OfMonth);
            Assert.Equal(lasting.Any(post => post.PublishedAt <= now.AddDays(-Growth.MonthDays)), rhythm.GoesBack);
            rated += open.Length;
        }

        Assert.True(rated > 50, "Too few posts had numbers to say anything.");

        static void AssertSame(EngagementRate expected, EngagementRate actual)
        {
            Assert.Equal((expected.Posts, expected.UnknownBecause), (actual.Posts, actual.UnknownBecause));
            Assert.True(IsNear(expected.Value, actual.Value), $"{expected.Value} was expected, {actual.Value} came.");
        }
    }

    private static bool IsNear(double? one, double? other) => one is { } a && other is { } b ? Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(a)) : one is null && other is null;

    private static Gen<long> Small() => Gen.Choose(0, 1_000_000).Select(x => (long)x);

    /// <summary>Small ones that are often equal, usual ones, and the largest there are.</summary>
    private static Gen<long> Number() => Gen.OneOf(Gen.Choose(0, 9).Select(x => (long)x), Small(), Gen.Choose(0, 1_000_000).Select(x => long.MaxValue - x));

    /// <summary>In ascending order, and often equal.</summary>
    private static Arbitrary<double[]> Group() => Gen.Choose(-20, 20).NonEmptyListOf().Select(values => values.Order().Select(value => value / 2.0).ToArray()).ToArbitrary();

    /// <summary>Posts of the last weeks and some before, around the minute, with numbers that are hidden, usual, or more than anybody can have.</summary>
    private static Gen<SocialPost[]> Posts(long connectionKey, DateTimeOffset now)
    {
        var number = Gen.Frequency((2, Gen.Constant((long?)null)), (8, Gen.Choose(0, 5000).Select(x => (long?)x)), (1, Gen.Constant((long?)9_000_000_000_000_000_000)));
        var post =
            from minutes in Gen.Choose(0, 60 * 24 * 40)
            from kind in Gen.Elements(Enum.GetValues<PostKind>())
            from views in number
            from likes in number
            from comments in number
            from shares in number
            select (Published: now.AddMinutes(-minutes), kind, views, likes, comments, shares);
        return post.ArrayOf().Select(posts => posts.Select((x, i) => new SocialPost
        {
            ConnectionKey = connectionKey,
            PlatformPostId = $"p{i}",
            PublishedAt = x.Published,
            Kind = x.kind,
            Views = x.views,
            Likes = x.likes,
            Comments = x.comments,
            Shares = x.shares,
            NumbersAt = now,
        }).ToArray());
    }
}
