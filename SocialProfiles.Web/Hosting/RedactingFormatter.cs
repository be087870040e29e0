using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Looks at each line as it is about to be written, so that nothing gets past: message, properties and the texts of
/// exceptions, ours and those of libraries.
/// </summary>
internal sealed class RedactingFormatter(ITextFormatter inner) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        inner.Format(logEvent, line);
        output.Write(Redaction.Apply(line.ToString()));
    }
}
