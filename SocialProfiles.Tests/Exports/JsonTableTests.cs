using System.Text;
using SocialProfiles.Core.Exports;

namespace SocialProfiles.Tests.Exports;

public sealed class JsonTableTests
{
    [Fact]
    public async Task Write_CellsOfEveryKind_KeepsTheirKind()
    {
        object?[] row = [true, false, 12, 3_000_000_000L, null, "Žižková", new DateTimeOffset(2026, 12, 1, 10, 0, 0, TimeSpan.FromHours(1)), new DateOnly(2026, 12, 1)];
        using var written = new MemoryStream();

        var rows = await JsonTable.WriteAsync(new ExportTable("all", ["a", "b", "c", "d", "e", "f", "g", "h"], new[] { row }.ToAsyncEnumerable()), written, CancellationToken.None);

        Assert.Equal(1, rows);
        Assert.Equal("""[{"a":true,"b":false,"c":12,"d":3000000000,"e":null,"f":"Žižková","g":"2026-12-01T09:00:00Z","h":"2026-12-01"}]""", Encoding.UTF8.GetString(written.ToArray()));
    }
}
