namespace SocialProfiles.Core.Imports;

/// <summary>How a file is to be understood.</summary>
/// <param name="Fields">One a column; null where the headings decide.</param>
/// <param name="NameByHandle">A talent of whom the file has no name gets the first handle as one; else such rows are refused.</param>
/// <param name="NumbersFrom">The day (UTC) of followers that have no date of their own; null leaves those out, because a number without its time says nothing.</param>
public sealed record ImportChoices(IReadOnlyList<ImportField>? Fields = null, bool NameByHandle = true, DateOnly? NumbersFrom = null);
