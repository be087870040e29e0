using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.OwnAccount;

/// <summary>What the parts of one's own account share: who it is, one action at a time, and what is said of it.</summary>
public abstract class OwnSection : ComponentBase, IDisposable
{
    private readonly Lifetime _gone = new();
    private UseCaseError? _failure;

    [Inject]
    public required CurrentPerson Person { get; init; }

    [Inject]
    public required IStepUp StepUp { get; init; }

    [Inject]
    public required ILogger<OwnSection> Logger { get; init; }

    protected CancellationToken Gone => _gone.Token;

    protected bool IsBusy { get; private set; }

    protected bool HasFailed { get; private set; }

    /// <summary>What was done, as a sentence.</summary>
    protected string? Done { get; set; }

    /// <summary>What went wrong and belongs to no field.</summary>
    protected string? Problem => _failure is null or InvalidError ? null : _failure.Sentence;

    public void Dispose()
    {
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    protected string? ProblemOf(string field) => _failure is InvalidError invalid && invalid.Field == field ? invalid.Sentence : null;

    /// <summary>Reads what the section shows, and says so where that fails.</summary>
    protected async Task ReadAsync(Func<SignedInPerson, Task> read)
    {
        try
        {
            await read(await Person.GetAsync());
            HasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            HasFailed = true;
        }
    }

    /// <summary>Does one thing, unless another one is under way.</summary>
    /// <param name="name">For the log.</param>
    /// <param name="asksAgain">Whether the person has to show again who they are; not where the form itself asks for the password.</param>
    /// <param name="act">Gives null where it is done, or the reason why not.</param>
    protected async Task ActAsync(string name, bool asksAgain, Func<SignedInPerson, Task<UseCaseError?>> act)
    {
        if (IsBusy)
        {
            return;
        }

        (IsBusy, Done, _failure) = (true, null, null);
        try
        {
            if (!asksAgain || await StepUp.ProveAsync())
            {
                _failure = await act(await Person.GetAsync());
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, name);
            _failure = new ConflictError(Sentences.NotDoneBecause(exception));
        }
        finally
        {
            IsBusy = false;
        }
    }
}
