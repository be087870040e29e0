namespace SocialProfiles.Web.Hosting;

/// <summary>Values of an enum as addresses and the API spell them: by name, in any case, and never by number.</summary>
internal static class EnumName
{
    /// <returns>Null where no value has that name.</returns>
    public static T? Read<T>(string? text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
