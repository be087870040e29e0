using Serilog;
using Serilog.Core;
using Serilog.Events;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Tests.Hosting;

public sealed class RepeatedFaultsTests
{
    private readonly TestClock _time = new();
    private readonly List<string> _written = [];

    [Fact]
    public void Log_FloodOfOneFault_IsCutShortWithItsCountAndHidesNoOther()
    {
        using var logger = Logger();

        for (var i = 0; i < 10_000; i++)
        {
            logger.Error(new IOException($"number {i}"), "{Path} failed", $"/api/{i}");
        }

        logger.Error(new TimeoutException(), "{Path} failed", "/api/other");
        logger.Warning("Something else");
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(RepeatedFaults.MostInAMinute + 3, _written.Count);
        Assert.Equal("Something else", _written[^2]);
        Assert.Equal($"Left out {10_000 - RepeatedFaults.MostInAMinute} more of this in the last minute: {{Path}} failed IOException", _written[^1]);
    }

    [Fact]
    public void Log_SameFaultAMinuteLater_IsWrittenAgain()
    {
        using var logger = Logger();
        for (var i = 0; i < 100; i++)
        {
            logger.Error("It failed");
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        _written.Clear();
        logger.Error("It failed");

        Assert.Equal(["It failed"], _written);
    }

    [Fact]
    public void Log_WhatIsNoFault_IsNeverLeftOut()
    {
        using var logger = Logger();

        for (var i = 0; i < 100; i++)
        {
            logger.Information("Synced");
        }

        Assert.Equal(100, _written.Count);
    }

    [Fact]
    public void Dispose_WithinTheMinute_SaysWhatWasLeftOut()
    {
        using (var logger = Logger())
        {
            for (var i = 0; i < 100; i++)
            {
                logger.Error("It failed");
            }
        }

        Assert.StartsWith("Left out 80 more of this", _written[^1], StringComparison.Ordinal);
    }

    private Logger Logger() => new LoggerConfiguration().WriteTo.Sink(new RepeatedFaults(new Kept(_written), _time)).CreateLogger();

    private sealed class Kept(List<string> written) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => written.Add(logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture));
    }
}
