using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Web.Components.Layout;

/// <summary>Shows a calm page in place of one that broke. Bar and banner go on working; the framework logs the exception.</summary>
public sealed class PageBoundary : ErrorBoundary
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenComponent<BrokenPage>(1);
        builder.AddComponentParameter(2, nameof(BrokenPage.Storage), (CurrentException as StorageException)?.Fault);
        builder.AddComponentParameter(3, nameof(BrokenPage.TryAgain), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }
}
