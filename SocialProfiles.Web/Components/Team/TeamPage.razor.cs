using System.Collections.Frozen;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.SignOn;
using SocialProfiles.Core.Team;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Team;

/// <summary>Who works here, with which role, and who is invited.</summary>
public sealed partial class TeamPage : IDisposable
{
    private readonly Lifetime _gone = new();
    private TeamView? _team;
    private Actor? _own;
    private Role? _ownRole;
    private ColleagueLink? _link;
    private IssuedRecoveryLink? _recovery;
    private TeamMember? _leaving;
    private TeamMember? _heir;
    private TeamMember? _disconnected;
    private IReadOnlySet<Guid> _connected = FrozenSet<Guid>.Empty;
    private (TeamMember Member, Role Role)? _changing;
    private string _email = "";
    private Role _role = Role.Editor;
    private string? _emailProblem;
    private string? _problem;
    private string? _said;
    private bool _isBusy;
    private bool _hasFailed;

    [Inject]
    public required TeamList List { get; init; }

    [Inject]
    public required InviteColleague Inviting { get; init; }

    [Inject]
    public required ChangeMember Changing { get; init; }

    [Inject]
    public required RecoverColleague Recovering { get; init; }

    [Inject]
    public required SignOnList SignOn { get; init; }

    [Inject]
    public required SignOnRequired Required { get; init; }

    [Inject]
    public required DisconnectColleague Disconnecting { get; init; }

    [Inject]
    public required IStepUp StepUp { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required PublicAddress Public { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required PageClock Clock { get; init; }

    [Inject]
    public required ILogger<TeamPage> Logger { get; init; }

    private IEnumerable<Role> Roles => Enum.GetValues<Role>().Where(MayGive);

    public void Dispose() => _gone.Dispose();

    protected override Task OnInitializedAsync() => LoadAsync();

    // The same that the server asks before it changes anything.
    private bool MayGive(Role role) => _ownRole is { } own && TeamRules.MayGive(own, role);

    private string AddressOf(ColleagueLink link) => Public.Of(Navigation).Join(link.Token);

    private async Task LoadAsync()
    {
        try
        {
            _own = await Actor.GetAsync(Role.Admin);
            _connected = await SignOn.ConnectedAsync(_gone.Token);
            _team = await List.GetAsync(_gone.Token);
            _ownRole = _team.Members.FirstOrDefault(member => member.Email == _own.Name)?.Role;
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private async Task InviteAsync()
    {
        if (_isBusy || !await StepUp.ProveAsync())
        {
            return;
        }

        (_isBusy, _emailProblem, _problem, _said) = (true, null, null, null);
        try
        {
            var invited = await Inviting.ExecuteAsync(_email, _role, await Actor.GetAsync(Role.Admin), _gone.Token);
            if (invited.Succeeded)
            {
                (_link, _email) = (invited.Value, "");
                await LoadAsync();
            }
            else if (invited.Failure is InvalidError)
            {
                _emailProblem = invited.Failure.Sentence;
            }
            else
            {
                _problem = invited.Failure.Sentence;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Invite a colleague");
            _problem = Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private Task RenewAsync(InvitedColleague invited) => SayAsync("Make a new link", async actor =>
    {
        var renewed = await Inviting.ExecuteAsync(invited.Email, invited.Role, actor, _gone.Token);
        _link = renewed.Succeeded ? renewed.Value : _link;
        return renewed.Succeeded ? $"The new link for {invited.Email} is ready. The previous one no longer works." : renewed.Failure.Sentence;
    });

    private Task RevokeAsync(InvitedColleague invited) => SayAsync("Revoke an invitation", async actor =>
    {
        var revoked = await Inviting.RevokeAsync(invited.Id, actor, _gone.Token);
        if (revoked.Succeeded && _link?.Email == revoked.Value)
        {
            _link = null;
        }

        return revoked.Succeeded ? $"The invitation for {revoked.Value} was revoked." : revoked.Failure.Sentence;
    });

    private Task ReactivateAsync(TeamMember member) => SayAsync("Reactivate a person", async actor =>
    {
        var done = await Changing.ReactivateAsync(member.Id, actor, _gone.Token);
        return done.Succeeded ? $"{done.Value} can sign in again, with the password that they had." : done.Failure.Sentence;
    });

    private Task MakeLinkAsync(TeamMember member) => SayAsync("Create a password link", async actor =>
    {
        var made = await Recovering.MakeLinkAsync(member.Id, actor, _gone.Token);
        (_recovery, _link) = made.Succeeded ? (made.Value, null) : (_recovery, _link);
        return made.Succeeded ? $"The password link for {made.Value.Email} is ready." : made.Failure.Sentence;
    });

    private Task TurnOffSecondStepAsync(TeamMember member) => SayAsync("Turn off a second step", async actor =>
    {
        if (await Recovering.TurnOffSecondStepAsync(member.Id, actor, _gone.Token) is { } problem)
        {
            return problem.Sentence;
        }

        // The second step may be what spared them single sign-on.
        return await Required.RefusalAsync(member.Id, member.Role, origin: null, _gone.Token) is SignOnOnly only
            ? $"{member.Email} now signs in with {only.Names}, without a code."
            : $"{member.Email} now signs in without a code.";
    });

    private async Task SayAsync(string name, Func<Actor, Task<string>> action)
    {
        if (!await StepUp.ProveAsync())
        {
            return;
        }

        try
        {
            _said = await action(await Actor.GetAsync(Role.Admin));
            await LoadAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, name);
            _said = Sentences.NotDoneBecause(exception);
        }
    }

    private void Ask(TeamMember member, ChangeEventArgs change)
    {
        if (Enum.TryParse<Role>(change.Value as string, out var role) && role != member.Role)
        {
            _changing = (member, role);
        }
    }

    // Also after Cancel: the list then shows the role that they still have.
    private async Task CloseChangeAsync()
    {
        _changing = null;
        _team = null;
        StateHasChanged();
        await LoadAsync();
    }

    private Task<UseCaseError?> GiveRoleAsync(TeamMember member, Role role) => StepUp.GuardAsync(async () =>
        Said(await Changing.GiveRoleAsync(member.Id, role, await Actor.GetAsync(Role.Admin), _gone.Token), email => $"{email} is now {RoleName.WithArticle(role)}."));

    private Task<UseCaseError?> DeactivateAsync(TeamMember member) => StepUp.GuardAsync(async () =>
    {
        var failure = Said(await Changing.DeactivateAsync(member.Id, await Actor.GetAsync(Role.Admin), _gone.Token), email => $"{email} was deactivated and signed out everywhere.");
        await LoadAsync();
        return failure;
    });

    private Task<UseCaseError?> DisconnectAsync(TeamMember member) => StepUp.GuardAsync(async () =>
    {
        var failure = Said(await Disconnecting.ExecuteAsync(member.Id, await Actor.GetAsync(Role.Admin), _gone.Token), email => $"Single sign-on for {email} was disconnected.");
        await LoadAsync();
        return failure;
    });

    private Task<UseCaseError?> HandOverAsync(TeamMember member) => StepUp.GuardAsync(async () =>
        Said(await Changing.HandOverAsync(member.Id, await Actor.GetAsync(Role.Owner), _gone.Token), email => $"{email} is an owner now, and you are an admin."));

    private UseCaseError? Said(Result<string, UseCaseError> done, Func<string, string> sentence)
    {
        _said = done.Succeeded ? sentence(done.Value) : _said;
        return done.Failure;
    }
}
