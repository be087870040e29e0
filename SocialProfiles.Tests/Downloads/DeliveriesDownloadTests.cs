using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Downloads;

public sealed class DeliveriesDownloadTests
{
    [Fact]
    public async Task File_OfAState_HasAllOfItNewestFirstWithoutFormulas()
    {
        await using var app = await TestApp.StartAsync();
        const int Count = DeliveryList.Batch + 3;
        var now = app.Get<TimeProvider>().GetUtcNow();
        await app.Get<Database>().WriteAsync(
            db =>
            {
                db.AddRange(Enumerable.Range(0, Count).Select(i => Of($"No {i}", DeliveryState.Failed)));
                db.Add(Of("Delivered", DeliveryState.Delivered));
                return Task.FromResult(true);
            },
            CancellationToken.None);
        using var admin = await app.SignedInAsync();

        using var answer = await admin.GetAsync("/settings/deliveries/export.csv?state=failed");
        var lines = (await answer.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");

        Assert.Equal("Created (UTC),By,To,Subject,State,Attempts,Last attempt (UTC),Next attempt (UTC),Status,Problem,Answer,Id", lines[0]);
        Assert.Equal(Count, lines.Length - 1);
        Assert.Contains($",E-mail,mara@agency.example,No {Count - 1},Failed,3,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",'=1+1,", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains("Delivered", StringComparison.Ordinal));

        Delivery Of(string subject, DeliveryState state) => new()
        {
            Id = Guid.CreateVersion7(),
            Channel = DeliveryChannel.Email,
            Recipient = "mara@agency.example",
            Subject = subject,
            Body = "",
            IsSandbox = true,
            State = state,
            Attempts = 3,
            CreatedAt = now,
            Answer = "=1+1",
        };
    }
}
