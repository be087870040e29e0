using SocialProfiles.Web.Hosting;

return await SocialProfilesApp.RunAsync(args);
