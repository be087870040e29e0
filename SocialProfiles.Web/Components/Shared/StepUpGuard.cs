using SocialProfiles.Core;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>For what a dialog confirms.</summary>
internal static class StepUpGuard
{
    /// <summary>Does it once the person showed who they are; else says that they didn't.</summary>
    public static async Task<UseCaseError?> GuardAsync(this IStepUp stepUp, Func<Task<UseCaseError?>> act) =>
        await stepUp.ProveAsync() ? await act() : new ConflictError(Sentences.NotProved);
}
