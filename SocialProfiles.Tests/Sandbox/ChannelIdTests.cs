using FsCheck;
using FsCheck.Fluent;
using SocialProfiles.Sandbox.YouTube;

namespace SocialProfiles.Tests.Sandbox;

public sealed class ChannelIdTests
{
    [Fact]
    public void Of_AnyHandle_LeadsBackToIt()
    {
        var handles = Gen.Elements("abcdefghijklmnopqrstuvwxyz0123456789._-éжあ·".ToCharArray()).NonEmptyListOf()
            .Select(letters => string.Concat(letters.Take(30)))
            .ToArbitrary();

        Prop.ForAll(handles, handle =>
        {
            var id = ChannelId.Of(handle);
            return id.StartsWith("UC", StringComparison.Ordinal) && ChannelId.HandleOf(id) == handle;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Of_NeighbouringHandles_LooksUnrelated() =>
        Assert.NotEqual(ChannelId.Of("maya1")[..10], ChannelId.Of("maya2")[..10]);

    [Theory]
    [InlineData("")]
    [InlineData("UC")]
    [InlineData("UCx")]
    [InlineData("UC!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("PLpasted5XG1OV2P6uZZ5FSg")]
    public void HandleOf_WhatIsNoChannelId_IsNull(string text) => Assert.Null(ChannelId.HandleOf(text));

    [Theory]
    [InlineData("UCpasted5XG1OV2P6uZZ5FSg")]
    [InlineData("UCaaaaaaaaaaaaaaaaaaaaaa")]
    public void HandleOf_IdThatHoldsNoHandle_StandsForItself(string id)
    {
        Assert.Equal(id, ChannelId.HandleOf(id));
        Assert.Equal(id, ChannelId.Of(id));
    }
}
