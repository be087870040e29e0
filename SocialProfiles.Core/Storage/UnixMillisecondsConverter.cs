using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SocialProfiles.Core.Storage;

internal sealed class UnixMillisecondsConverter()
    : ValueConverter<DateTimeOffset, long>(time => time.ToUnixTimeMilliseconds(), stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));
