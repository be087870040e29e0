using System.Reflection;
using Microsoft.AspNetCore.Routing;

namespace SocialProfiles.Core;

/// <summary>What a project beside the product adds to its site. The site takes every one that is registered.</summary>
/// <param name="Pages">The assembly with its pages.</param>
/// <param name="StyleSheet">Address of its style sheet, below the site's root. It is there before the first of its pages is: one that comes later moves what somebody is about to press.</param>
/// <param name="Map">Adds its other endpoints.</param>
public sealed record SitePart(Assembly Pages, string StyleSheet, Action<IEndpointRouteBuilder> Map);
