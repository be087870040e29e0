using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SocialProfiles.Core.Texts;

/// <summary>Stores text as it came and reads it without direction controls, so that what is older than the rule for input is harmless, too.</summary>
internal sealed class NeutralTextConverter() : ValueConverter<string, string>(text => text, text => ShownText.Neutral(text));
