using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Web.Components.Settings;

namespace SocialProfiles.Tests.Components.Settings;

public sealed class SettingsPlacesTests
{
    private static readonly Dictionary<string, string?> _pages = typeof(SettingsPlaces).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<LayoutAttribute>()?.LayoutType == typeof(SettingsLayout))
        .SelectMany(type => type.GetCustomAttributes<RouteAttribute>().Select(route => (route.Template, type.GetCustomAttribute<AuthorizeAttribute>()?.Policy)))
        .ToDictionary(page => page.Template.TrimStart('/'), page => page.Policy, StringComparer.Ordinal);

    /// <summary>Nobody is offered a page that is refused to them, and no page can be reached by its address alone.</summary>
    [Fact]
    public void Groups_ListEachPageForTheRoleThatItAsksFor()
    {
        var listed = SettingsPlaces.Groups.SelectMany(group => group.Places).ToDictionary(place => place.Path, place => (string?)place.Least.ToString(), StringComparer.Ordinal);
        var pages = _pages
            .Where(page => page.Key != SettingsPlaces.Home && !page.Key.Contains('{', StringComparison.Ordinal) && !listed.Keys.Any(path => page.Key.StartsWith(path + "/", StringComparison.Ordinal)))
            .ToDictionary(StringComparer.Ordinal);

        Assert.Equal(pages.OrderBy(page => page.Key, StringComparer.Ordinal), listed.OrderBy(place => place.Key, StringComparer.Ordinal));
    }
}
