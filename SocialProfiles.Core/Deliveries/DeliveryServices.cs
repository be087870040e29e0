using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Deliveries;

internal static class DeliveryServices
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DeliveryOptions>().Bind(configuration.GetSection(DeliveryOptions.Section))
            .Validate(options => options.TimeoutSeconds is >= 1 and <= 120, "Deliveries:TimeoutSeconds must be between 1 and 120.")
            .Validate(options => options.LogDays is >= 1 and <= 365, "Deliveries:LogDays must be between 1 and 365.")
            .ValidateOnStart();
        services.AddOptionSetting<DeliveryOptions>(
            new OptionSetting($"{DeliveryOptions.Section}:{nameof(DeliveryOptions.LogDays)}", "Delivery log", "days", 1, 365) { IsRetention = true, Meaning = "What was sent by e-mail and webhook, with its result." },
            options => options.LogDays, (options, value) => options.LogDays = value);
        services.AddSingleton<ISealedSamples, MailPasswordSamples>().AddSingleton<ISealedSamples, WebhookSecretSamples>();
        services.AddSingleton<WebhookLine>().AddSingleton<WebhookSender>().AddSingleton<MailSender>();
        services.AddSingleton<DeliveryQueue>().AddSingleton<SendDeliveries>().AddSingleton<DeliveryList>().AddSingleton<DeliverySignal>().AddSingleton<SendAgain>();
        services.AddSingleton<MailSettings>().AddSingleton<SaveMailServer>();
        services.AddSingleton<WebhookList>().AddSingleton<AddWebhook>().AddSingleton<ChangeWebhook>();

        // Their constructors are not public, since senders are not.
        services.AddSingleton(provider => new SendTestMail(provider.GetRequiredService<Database>(), provider.GetRequiredService<DeliveryQueue>(), provider.GetRequiredService<MailSender>()));
        return services.AddSingleton(provider => new SendTestWebhook(provider.GetRequiredService<Database>(), provider.GetRequiredService<DeliveryQueue>(), provider.GetRequiredService<WebhookSender>()));
    }
}
