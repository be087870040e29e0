using System.Globalization;
using SocialProfiles.Core;

namespace SocialProfiles.Web.Api;

/// <summary>Which page of a list, from its query string.</summary>
internal static class PageQuery
{
    private const int DefaultSize = 25;
    private const int MaxSize = 200;
    private const int MaxPage = 1_000_000;

    /// <param name="errors">Gets a sentence for each part that cannot be used.</param>
    public static (int Page, int Size) Read(string? page, string? pageSize, List<InvalidError> errors) =>
        (ReadNumber(page, "page", 1, MaxPage, errors), ReadNumber(pageSize, "pageSize", DefaultSize, MaxSize, errors));

    private static int ReadNumber(string? text, string field, int unsaid, int max, List<InvalidError> errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return unsaid;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max)
        {
            return number;
        }

        errors.Add(new(field, string.Create(CultureInfo.InvariantCulture, $"Use a whole number from 1 to {max}.")));
        return unsaid;
    }
}
