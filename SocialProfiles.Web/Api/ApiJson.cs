using System.Text.Json.Serialization;

namespace SocialProfiles.Web.Api;

/// <summary>The API's contracts, read and written without reflection.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ConnectManualRequest))]
[JsonSerializable(typeof(ConnectionResource))]
[JsonSerializable(typeof(IReadOnlyList<ConnectionResource>))]
[JsonSerializable(typeof(SyncResource))]
[JsonSerializable(typeof(StartConsentRequest))]
[JsonSerializable(typeof(StartedConsentResource))]
[JsonSerializable(typeof(CompleteConsentRequest))]
[JsonSerializable(typeof(AddTalentRequest))]
[JsonSerializable(typeof(TalentResource))]
[JsonSerializable(typeof(RosterResource))]
[JsonSerializable(typeof(IntelligenceResource))]
[JsonSerializable(typeof(IReadOnlyList<TimeSeriesResource>))]
[JsonSerializable(typeof(PostsResource))]
[JsonSerializable(typeof(QueueStatsResource))]
[JsonSerializable(typeof(Microsoft.AspNetCore.Mvc.ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext;
