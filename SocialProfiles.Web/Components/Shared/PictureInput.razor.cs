using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using SocialProfiles.Core.Pictures;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>Takes a picture's file over the page's own line. What it is, and whether it will do, the use case decides by its bytes.</summary>
public sealed partial class PictureInput : IDisposable
{
    private readonly Lifetime _gone = new();
    private string? _problem;
    private string? _ready;
    private bool _isReading;

    [Inject]
    public required ILogger<PictureInput> Logger { get; init; }

    /// <summary>Unique on the page.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What belongs here.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>At the beginning of a sentence, such as <c>The logo</c>.</summary>
    [Parameter, EditorRequired]
    public required string What { get; set; }

    /// <summary>Bytes of the largest file.</summary>
    [Parameter, EditorRequired]
    public int MostBytes { get; set; }

    /// <summary>What is wrong with it, as a sentence; null while nothing is.</summary>
    [Parameter]
    public string? Problem { get; set; }

    /// <summary>The bytes that were chosen; empty where they could not be read.</summary>
    [Parameter, EditorRequired]
    public EventCallback<ReadOnlyMemory<byte>> Chosen { get; set; }

    private string? Said => _problem ?? Problem;

    public void Dispose() => _gone.Dispose();

    private async Task ReadAsync(InputFileChangeEventArgs change)
    {
        (_problem, _ready, _isReading) = (null, null, true);
        ReadOnlyMemory<byte> bytes = default;
        try
        {
            if (change.File.Size > MostBytes)
            {
                _problem = Picture.TooLarge(What, MostBytes);
            }
            else
            {
                using var read = new MemoryStream((int)change.File.Size);
                await using var file = change.File.OpenReadStream(MostBytes, _gone.Token);
                await file.CopyToAsync(read, _gone.Token);
                (bytes, _ready) = (read.ToArray(), change.File.Name);
            }
        }
        catch (Exception exception) when (!_gone.Token.IsCancellationRequested)
        {
            Logger.ActionFailed(exception, "Upload a picture");
            _problem = "The file couldn't be uploaded. Choose it again.";
        }
        finally
        {
            _isReading = false;
        }

        await Chosen.InvokeAsync(bytes);
    }
}
