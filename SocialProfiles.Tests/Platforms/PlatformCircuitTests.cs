using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Platforms;

public sealed class PlatformCircuitTests
{
    private const int Profiles = 100;
    private readonly TestClock _clock = new();

    [Fact]
    public void Silent_OneProfileAgainAndAgain_SaysNothingOfThePlatform()
    {
        var circuit = new PlatformCircuit(_clock);

        for (var i = 0; i < 50; i++)
        {
            circuit.Silent(1, Profiles);
        }

        Assert.False(circuit.IsDown);
    }

    [Fact]
    public void Silent_SeveralProfilesInARow_MeansThatItIsDown()
    {
        var circuit = Down();

        Assert.Equal((true, 0, _clock.GetUtcNow().AddSeconds(2)), (circuit.IsDown, circuit.AtOnce, circuit.ProbeAt));
    }

    [Fact]
    public void Silent_AnAnswerInBetween_CountsAnew()
    {
        var circuit = new PlatformCircuit(_clock);
        for (var profile = 0; profile < 40; profile++)
        {
            circuit.Silent(profile, Profiles);
            if (profile % 3 == 0)
            {
                circuit.Answered();
            }
        }

        Assert.False(circuit.IsDown);
    }

    [Fact]
    public void Silent_AllOfTheFewThereAre_AreEnough()
    {
        var circuit = new PlatformCircuit(_clock);

        circuit.Silent(1, 2);
        circuit.Silent(2, 2);
        Assert.False(circuit.IsDown);
        circuit.Silent(1, 2);

        Assert.True(circuit.IsDown);
    }

    [Fact]
    public void Probe_WhileItIsDown_GoesAloneAndNeverLessThanTwiceAMinute()
    {
        var circuit = Down();
        for (var probe = 0; probe < 20; probe++)
        {
            _clock.Advance(circuit.ProbeAt!.Value - _clock.GetUtcNow());
            Assert.Equal(1, circuit.AtOnce);
            circuit.Silent(probe, Profiles);
            Assert.InRange((circuit.ProbeAt!.Value - _clock.GetUtcNow()).TotalSeconds, 2, 30);
        }
    }

    [Fact]
    public void Answered_AfterItWasDown_LetsMoreAndMoreFollow()
    {
        var circuit = Down();

        Assert.True(circuit.Answered());
        List<int> atOnce = [circuit.AtOnce];
        for (var i = 0; i < 3; i++)
        {
            Assert.False(circuit.Answered());
            atOnce.Add(circuit.AtOnce);
        }

        Assert.Equal([2, 3, 4, 5], atOnce);
    }

    [Fact]
    public void Probe_ClockPutBack_ComesAllTheSame()
    {
        var circuit = Down();
        _clock.SetBack(TimeSpan.FromMinutes(10));

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, circuit.AtOnce);
    }

    private PlatformCircuit Down()
    {
        var circuit = new PlatformCircuit(_clock);
        for (var profile = 0; profile < PlatformCircuit.Most; profile++)
        {
            circuit.Silent(profile, Profiles);
        }

        return circuit;
    }
}
