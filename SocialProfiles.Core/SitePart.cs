using System.Reflection;
using Microsoft.AspNetCore.Routing;

namespace SocialProfiles.Core;

/// <summary>What a project beside the product adds to its site. The site takes every one that is registered.</summary>
/// <param name="Pages">The assembly with its pages.</param>
/// <param name="Map">Adds its other endpoints.</param>
public sealed record SitePart(Assembly Pages, Action<IEndpointRouteBuilder> Map);
