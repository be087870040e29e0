using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Imports;
using SocialProfiles.Web.Components.Activity;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Imports;

/// <summary>From a file to an import: what its columns hold, and what each row will do. The file is read beside the page, so that it answers meanwhile.</summary>
public sealed partial class ImportPage : IDisposable
{
    private const int PageSize = 50;
    private const int Samples = 3;
    private const string Example = "name,platform,handle\nMara Lind,instagram,@mara.lind";

    private readonly Lifetime _gone = new();
    private ElementReference _paste;
    private IReadOnlyList<ImportView> _earlier = [];
    private ImportTable? _table;
    private string _name = "";
    private ImportField[] _fields = [];
    private string[] _samples = [];
    private bool _nameByHandle = true;
    private DateOnly? _day;
    private ImportPreview? _preview;
    private IReadOnlyList<ImportPreviewRow> _matching = [];
    private ImportOutcome? _outcome;
    private int _page = 1;
    private int _previews;
    private bool _isReading;
    private string? _problem;

    [Inject]
    public required PreviewImport Preview { get; init; }

    [Inject]
    public required StartImport Starting { get; init; }

    [Inject]
    public required ImportList List { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<ImportPage> Logger { get; init; }

    private IReadOnlyList<ImportPreviewRow> Shown => [.. _matching.Skip((_page - 1) * PageSize).Take(PageSize)];

    private int PageCount => Math.Max(1, (_matching.Count + PageSize - 1) / PageSize);

    private ImportChoices Options => new(_fields, _nameByHandle, _day);

    private string Summary
    {
        get
        {
            var counts = _preview!.Counts;
            List<string> parts =
            [
                $"{ShortNumber.Exact(counts[ImportOutcome.NewTalent])} new {(counts[ImportOutcome.NewTalent] == 1 ? "talent" : "talents")}",
                $"{ShortNumber.Exact(counts[ImportOutcome.NewProfile])} more new {(counts[ImportOutcome.NewProfile] == 1 ? "profile" : "profiles")}",
                $"{ShortNumber.Exact(counts[ImportOutcome.AlreadyThere])} already there",
            ];
            return string.Join(", ", counts.Refused == 0 ? parts : [.. parts, $"{ImportText.Rows(counts.Refused)} can't be imported"]);
        }
    }

    public void Dispose() => _gone.Dispose();

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _earlier = await List.NewestAsync(10, _gone.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _problem = Sentences.NotLoaded;
        }
    }

    private Task ReadFileAsync(InputFileChangeEventArgs change) => change.File.Size > ImportBounds.MostBytes
        ? RefuseAsync($"The file is larger than {ImportBounds.MostBytes / 1024 / 1024} MB. Split it and import the parts.")
        : ReadAsync(change.File.Name, async token =>
        {
            await using var file = change.File.OpenReadStream(ImportBounds.MostBytes, token);
            return await BytesAsync(file, (int)change.File.Size, token);
        });

    private Task ReadPastedAsync() => ReadAsync("Pasted rows", async token =>
    {
        // In pieces and not with the event of the field: the line takes no message of that size.
        if (await Browser.InvokeAsync<bool>("SocialProfiles.isEmpty", token, _paste))
        {
            return [];
        }

        await using var pasted = await Browser.InvokeAsync<IJSStreamReference>("SocialProfiles.textStream", token, _paste);
        if (pasted.Length > ImportBounds.MostBytes)
        {
            return null;
        }

        await using var stream = await pasted.OpenReadStreamAsync(ImportBounds.MostBytes, token);
        return await BytesAsync(stream, (int)pasted.Length, token);
    });

    private static async Task<byte[]> BytesAsync(Stream stream, int size, CancellationToken token)
    {
        using var read = new MemoryStream(size);
        await stream.CopyToAsync(read, token);
        return read.ToArray();
    }

    private Task RefuseAsync(string problem)
    {
        _problem = problem;
        return Task.CompletedTask;
    }

    /// <param name="bytes">Null for too many.</param>
    private async Task ReadAsync(string name, Func<CancellationToken, Task<byte[]?>> bytes)
    {
        (_problem, _isReading) = (null, true);
        StateHasChanged();
        try
        {
            await Actor.DemandAsync(Role.Editor);
            if (await bytes(_gone.Token) is not { } read)
            {
                _problem = $"What you pasted is larger than {ImportBounds.MostBytes / 1024 / 1024} MB. Save it as a file in parts.";
                return;
            }

            if (read.Length == 0)
            {
                _problem = "Paste rows first, or choose a file.";
                return;
            }

            var table = await Task.Run(() => ReadImportTable.Execute(read), _gone.Token);
            if (!table.Succeeded)
            {
                _problem = table.Failure.Sentence;
                return;
            }

            (_table, _name, _fields) = (table.Value, name, [.. Preview.Fields(table.Value)]);
            _samples = [.. Enumerable.Range(0, _table.Columns.Count).Select(column => SampleOf(_table, column))];
            await PreviewAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Read the import");
            _problem = exception is IOException or JSException ? "The file couldn't be uploaded. Choose it again." : Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isReading = false;
        }
    }

    private Task MatchAsync(int column, string? chosen)
    {
        var field = EnumName.Read<ImportField>(chosen) ?? ImportField.None;
        for (var i = 0; i < _fields.Length; i++)
        {
            // Taken from the one that had it.
            _fields[i] = i == column ? field : field != ImportField.None && _fields[i] == field ? ImportField.None : _fields[i];
        }

        return PreviewAsync();
    }

    private Task NameByHandleAsync(bool isOn)
    {
        _nameByHandle = isOn;
        return PreviewAsync();
    }

    private Task SetDayAsync(string? day)
    {
        _day = ActivityView.ReadDay(day);
        return PreviewAsync();
    }

    /// <summary>The newest choice counts, however long the ones before take.</summary>
    private async Task PreviewAsync()
    {
        var (mine, table, options) = (++_previews, _table!, Options with { Fields = [.. _fields] });
        (_problem, _isReading) = (options.Fields!.Any(field => field is ImportField.Name or ImportField.Handle or ImportField.Link) ? null : StartImport.NothingToGoBy.Sentence, true);
        StateHasChanged();
        try
        {
            var preview = await Task.Run(() => Preview.ExecuteAsync(table, options, _gone.Token), _gone.Token);
            if (mine == _previews)
            {
                _preview = preview;
                Filter(preview.Counts[_outcome ?? ImportOutcome.NotReached] > 0 ? _outcome : null);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _problem = Sentences.NotLoaded;
        }
        finally
        {
            _isReading = false;
        }
    }

    private void Filter(ImportOutcome? outcome)
    {
        _outcome = outcome;
        _matching = outcome is null ? _preview!.Rows : [.. _preview!.Rows.Where(row => row.Outcome == outcome)];
        _page = 1;
    }

    private async Task StartAsync()
    {
        try
        {
            var (table, options, name, actor) = (_table!, Options with { Fields = [.. _fields] }, _name, await Actor.GetAsync(Role.Editor));
            var started = await Task.Run(() => Starting.ExecuteAsync(table, name, options, actor, CancellationToken.None), CancellationToken.None);
            if (started.Succeeded)
            {
                Navigation.NavigateTo(ImportText.Address(started.Value));
            }
            else
            {
                _problem = started.Failure.Sentence;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Import");
            _problem = Sentences.NotDoneBecause(exception);
        }
    }

    private void StartOver() => (_table, _preview, _problem, _outcome, _matching) = (null, null, null, null, []);

    // Of an empty column all rows are looked at, so once a file and not at each render.
    private static string SampleOf(ImportTable table, int column)
    {
        var text = string.Join(" · ", table.Rows.Select(row => row.Cells[column]).Where(cell => cell.Length > 0).Take(Samples).Select(cell => cell.Length > 40 ? cell[..39] + "…" : cell));
        return text.Length == 0 ? "Empty" : text;
    }
}
