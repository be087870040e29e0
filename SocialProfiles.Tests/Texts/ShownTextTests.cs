using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Texts;

public sealed class ShownTextTests
{
    [Theory]
    [InlineData("Mara \u202EdniL", "The name contains hidden characters that change the direction of text. Type it again instead of pasting it.")]
    [InlineData("\u2067Mara", "The name contains hidden characters that change the direction of text. Type it again instead of pasting it.")]
    [InlineData("\u200B\u2060", "The name has no visible characters. Type it again.")]
    [InlineData("\u3164 \u115F", "The name has no visible characters. Type it again.")]
    [InlineData("\u200D", "The name has no visible characters. Type it again.")]
    [InlineData("\u0301", "The name has no visible characters. Type it again.")]
    [InlineData("Ma\u0007ra", "The name contains characters that can't be shown. Type it again instead of pasting it.")]
    [InlineData(" \t ", "Enter the talent's name.")]
    [InlineData(null, "Enter the talent's name.")]
    public void Name_ThatWouldMislead_IsRefusedWithASentence(string? text, string sentence) =>
        Assert.Equal((null, sentence), TalentName.Read(text));

    [Theory]
    [InlineData("Rene\u0301e", "Renée")]
    [InlineData("  Mara\u00A0 Lind\u200B ", "Mara Lind")]
    [InlineData("\uFEFFMara", "Mara")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("Mara 👩\u200D💻", "Mara 👩\u200D💻")]
    [InlineData("שרה", "שרה")]
    public void Name_OfAnyScript_IsKeptAsPeopleSeeIt(string text, string name) => Assert.Equal((name, null), TalentName.Read(text));

    [Fact]
    public void Name_TypedInTwoWaysThatLookAlike_IsOneName() =>
        Assert.Equal(TalentName.Read("Ren\u00E9e").Name, TalentName.Read("Rene\u0301e").Name);

    [Theory]
    [InlineData("\u200B", "A tag has no visible characters. Type it again.")]
    [InlineData("da\u202Ence", "A tag contains hidden characters that change the direction of text. Type it again instead of pasting it.")]
    public void Tag_ThatWouldMislead_IsRefusedWithASentence(string tag, string sentence) => Assert.Equal(sentence, TalentName.ReadTags(["dance", tag]).Refusal);

    [Fact]
    public void Tags_TypedInTwoWaysThatLookAlike_AreOneTag() => Assert.Equal(["é"], TalentName.ReadTags(["\u00E9", "#e\u0301"]).Tags);

    [Fact]
    public void AgencyName_ThatTurnsTheDirection_IsRefused() => Assert.Contains("direction of text", AgencyName.Read("Nord\u202Elicht").Refusal!, StringComparison.Ordinal);

    [Fact]
    public async Task Roster_NameFromBeforeTheRule_IsShownWithoutItsDirectionControls()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        await core.Database.WriteAsync(
            async db =>
            {
                var stored = await db.Talents.FindAsync(talent.Id);
                (stored!.Name, stored.Tags) = ("Mara \u202Edni\u202CL", ["dan\u2066ce"]);
                return db.Entry(stored).State = Microsoft.EntityFrameworkCore.EntityState.Modified;
            },
            CancellationToken.None);

        var row = Assert.Single((await core.Get<TalentRoster>().GetAsync(new RosterRequest(), CancellationToken.None)).Rows);

        Assert.Equal(("Mara dniL", "dance"), (row.Name, Assert.Single(row.Tags)));
    }
}
