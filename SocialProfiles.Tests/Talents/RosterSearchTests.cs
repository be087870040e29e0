using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Talents;

public sealed class RosterSearchTests
{
    [Theory]
    [InlineData("asa", "Åsa Öberg")]
    [InlineData("ÅSA", "Åsa Öberg")]
    [InlineData("A\u030Asa", "Åsa Öberg")]
    [InlineData("soren", "Søren Kjær")]
    [InlineData("søren", "Søren Kjær")]
    [InlineData("lodz", "Łukasz Łódź")]
    [InlineData("strasse", "Anna Straße")]
    [InlineData("STRAẞE", "Anna Straße")]
    [InlineData("ohara", "Finn O’Hara")]
    [InlineData("o'hara", "Finn O’Hara")]
    public async Task Search_AccentsAndSpecialLetters_AreFoundHoweverTheyAreTyped(string search, string expected) =>
        Assert.Equal([expected], await FoundAsync(search));

    [Theory]
    [InlineData("lind mara")]
    [InlineData("Lind, Mara")]
    [InlineData(" mara\u00A0 li ")]
    [InlineData("mara musik")]
    [InlineData("#müsik @mara.l")]
    [InlineData("europe mara.l lind")]
    public async Task Search_SeveralWords_AreFoundInAnyOrderInNameTagsAndHandles(string search) => Assert.Equal(["Mara Lind"], await FoundAsync(search));

    [Theory]
    [InlineData("mara berg")]
    [InlineData("lind dance")]
    [InlineData("l|m")]
    public async Task Search_OneWordThatIsNowhere_FindsNobody(string search) => Assert.Empty(await FoundAsync(search));

    [Theory]
    [InlineData("@")]
    [InlineData(" # ")]
    [InlineData("’")]
    public async Task Search_NothingToSearchFor_FindsEverybody(string search) => Assert.Equal(6, (await FoundAsync(search)).Length);

    [Theory]
    [InlineData("søren.kjær")]
    [InlineData("SØREN")]
    public async Task Search_HandleWithSpecialLetters_IsFoundAsItIsSpelled(string search)
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync("Somebody");
        await core.ConnectAsync("Søren.Kjær", talent.Id);

        Assert.Equal(["Somebody"], await FoundAsync(core, search));
    }

    [Fact]
    public async Task Search_AfterTheTalentWasEdited_FindsWhatIsThereNow()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync("Åsa Öberg");
        await core.Get<EditTalent>().ExecuteAsync(talent.Id, new TalentRequest("Élodie Öberg", ["Théâtre"]), TestCore.Admin, CancellationToken.None);

        Assert.Empty(await FoundAsync(core, "asa"));
        Assert.Equal(["Élodie Öberg"], await FoundAsync(core, "elodie theatre"));
    }

    [Fact]
    public async Task Names_OrderedByName_StandWherePeopleLookForThem()
    {
        await using var core = await TestCore.CreateAsync();
        foreach (var name in (string[])["Zoe", "Östen", "beate", "asta", "Åsa", "Çelik", "Ørjan"])
        {
            await core.TalentAsync(name);
        }

        Assert.Equal(["Åsa", "asta", "beate", "Çelik", "Ørjan", "Östen", "Zoe"], await FoundAsync(core, null));
    }

    private static async Task<string[]> FoundAsync(string search)
    {
        await using var core = await TestCore.CreateAsync();
        foreach (var name in (string[])["Åsa Öberg", "Søren Kjær", "Łukasz Łódź", "Anna Straße", "Finn O’Hara"])
        {
            await core.TalentAsync(name);
        }

        var mara = await core.Get<AddTalent>().ExecuteAsync(new TalentRequest("Mara Lind", ["müsik", "europe"]), TestCore.Admin, CancellationToken.None);
        await core.ConnectAsync("Mara.L", mara.Value.Id);
        return await FoundAsync(core, search);
    }

    private static async Task<string[]> FoundAsync(TestCore core, string? search) =>
        [.. (await core.Get<TalentRoster>().GetAsync(new RosterRequest(search), CancellationToken.None)).Rows.Select(row => row.Name)];
}
