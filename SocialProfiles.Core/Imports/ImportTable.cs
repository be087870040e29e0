namespace SocialProfiles.Core.Imports;

/// <summary>What a file holds, as text.</summary>
/// <param name="Columns">Their names, each once; 1 to <see cref="ImportBounds.MostColumns"/>.</param>
/// <param name="Rows">At most <see cref="ImportBounds.MostRows"/>.</param>
public sealed record ImportTable(IReadOnlyList<string> Columns, IReadOnlyList<ImportLine> Rows);

/// <summary>One row of a file.</summary>
/// <param name="Number">As a person finds it in the file: the line of a spreadsheet, or the place in a list, from 1.</param>
/// <param name="Cells">As many as there are columns; empty where the row is shorter.</param>
/// <param name="Fault">Why the row can't be used, as a sentence; null where nothing is wrong with its form.</param>
public sealed record ImportLine(int Number, IReadOnlyList<string> Cells, string? Fault = null);
