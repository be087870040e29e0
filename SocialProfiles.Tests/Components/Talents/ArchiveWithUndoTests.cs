using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Roster;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.Talents;

namespace SocialProfiles.Tests.Components.Talents;

public sealed class ArchiveWithUndoTests : UseCaseComponentTests
{
    public ArchiveWithUndoTests() => Services.AddScoped<ArchiveWithUndo>();

    [Fact]
    public async Task Undo_OfAnArchivedTalent_BringsThemBack()
    {
        var talent = await TalentAsync();

        var toast = await Get<ArchiveWithUndo>().ExecuteAsync(talent, "Mara Lind", archived: true);
        var undone = await toast.Act!();

        Assert.Equal(("Mara Lind is in the archive.", "Mara Lind is back on the roster."), (toast.Sentence, undone));
        Assert.Null((await Get<TalentRoster>().FindAsync(talent, CancellationToken.None))!.ArchivedAt);
    }

    [Fact]
    public async Task Archive_DatabaseLocked_SaysWhatToDoAndOffersNoUndo()
    {
        var talent = await TalentAsync();
        using var other = OtherProgram.Locks(Folder);

        var toast = await Get<ArchiveWithUndo>().ExecuteAsync(talent, "Mara Lind", archived: true);

        Assert.StartsWith("Nothing was changed. Another program is using the database. Close whatever has socialprofiles.db open", toast.Sentence, StringComparison.Ordinal);
        Assert.Null(toast.Act);
    }

    [Fact]
    public async Task Archive_TalentWhoIsGone_SaysSoAndOffersNoUndo()
    {
        var toast = await Get<ArchiveWithUndo>().ExecuteAsync(Guid.NewGuid(), "Mara Lind", archived: true);

        Assert.Equal(("This talent was deleted, or never existed. Go back to the roster.", null), (toast.Sentence, toast.Action));
    }
}
