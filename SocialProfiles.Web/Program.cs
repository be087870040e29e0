using SocialProfiles.Web.Commands;

return await CommandLine.RunAsync(args);
