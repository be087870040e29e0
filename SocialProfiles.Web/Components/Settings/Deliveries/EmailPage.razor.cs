using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings.Deliveries;

/// <summary>Through which server e-mails leave: set and tested. The stored password never comes here.</summary>
public sealed partial class EmailPage : IDisposable
{
    private readonly Lifetime _gone = new();
    private MailServerView? _saved;
    private string _host = "";
    private string _port = "587";
    private MailSecurity _security;
    private string _user = "";
    private string _password = "";
    private string _senderAddress = "";
    private string _senderName = "";
    private string _to = "";
    private string? _field;
    private string? _problem;
    private string? _done;
    private string? _testProblem;
    private string? _testProblemOfField;
    private string? _testDone;
    private bool _isLoading = true;
    private bool _isBusy;
    private bool _isTesting;
    private bool _hasFailed;

    [Inject]
    public required MailSettings Settings { get; init; }

    [Inject]
    public required SaveMailServer Saving { get; init; }

    [Inject]
    public required SendTestMail Testing { get; init; }

    [Inject]
    public required IStepUp StepUp { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<EmailPage> Logger { get; init; }

    private bool HasChanged => _saved is null || _password.Length > 0 || Request != new MailRequest(
        _saved.Host, _saved.Port, _saved.Security, _saved.User ?? "", "", _saved.SenderAddress, _saved.SenderName);

    private MailRequest Request => new(
        _host, int.TryParse(_port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null, _security, _user, _password, _senderAddress, _senderName);

    public void Dispose() => _gone.Dispose();

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _to = (await Actor.GetAsync(Role.Owner)).Name;
            await ReadAsync();
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }

        _isLoading = false;
    }

    private async Task ReadAsync()
    {
        _saved = await Settings.FindAsync(_gone.Token);
        if (_saved is { } saved)
        {
            (_host, _port, _security) = (saved.Host, saved.Port.ToString(CultureInfo.InvariantCulture), saved.Security);
            (_user, _password, _senderAddress, _senderName) = (saved.User ?? "", "", saved.SenderAddress, saved.SenderName);
        }
    }

    private string? ProblemOf(string field) => _field == field ? _problem : null;

    /// <summary>The usual port comes with it, unless somebody chose another one.</summary>
    private void ChooseSecurity(ChangeEventArgs choice)
    {
        var before = PortOf(_security);
        _security = EnumName.Read<MailSecurity>(choice.Value as string) ?? _security;
        if (_port.Length == 0 || _port == before)
        {
            _port = PortOf(_security);
        }
    }

    private async Task SaveAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        (_field, _problem, _done, _testDone, _testProblem) = (null, null, null, null, null);
        try
        {
            if (!await StepUp.ProveAsync())
            {
                return;
            }

            var saved = await Saving.ExecuteAsync(Request, await Actor.GetAsync(Role.Owner), _gone.Token);
            if (saved.Succeeded)
            {
                await ReadAsync();
                _done = saved.Value ? "Saved, and in use now." : "Nothing was changed.";
            }
            else
            {
                (_problem, _field) = (saved.Failure.Sentence, (saved.Failure as InvalidError)?.Field);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Save the mail server");
            _problem = Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task TestAsync()
    {
        if (_isTesting)
        {
            return;
        }

        (_testProblem, _testProblemOfField, _testDone) = (null, null, null);
        if (HasChanged)
        {
            _testProblem = "Save your changes before testing.";
            return;
        }

        _isTesting = true;
        try
        {
            await Actor.DemandAsync(Role.Owner);
            var sent = await Testing.ExecuteAsync(_to, _gone.Token);
            switch (sent.Failure)
            {
                case null:
                    _testDone = $"The mail server accepted the test e-mail to {sent.Value}. Check that it arrives.";
                    break;
                case InvalidError invalid:
                    _testProblemOfField = invalid.Sentence;
                    break;
                default:
                    _testProblem = sent.Failure.Sentence;
                    break;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Send a test e-mail");
            _testProblem = Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isTesting = false;
        }
    }

    private static string PortOf(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => "587",
        MailSecurity.Tls => "465",
        _ => "25",
    };
}
