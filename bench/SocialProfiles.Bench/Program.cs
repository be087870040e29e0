using SocialProfiles.Bench;
using SocialProfiles.Bench.App;
using SocialProfiles.Bench.Bare;
using SocialProfiles.Bench.History;
using SocialProfiles.Bench.Imports;
using SocialProfiles.Bench.Load;
using SocialProfiles.Bench.Numbers;
using SocialProfiles.Bench.Pages;
using SocialProfiles.Bench.Pipeline;
using SocialProfiles.Bench.Platform;
using SocialProfiles.Bench.Reliability;
using SocialProfiles.Bench.Report;

var command = args is [var first, ..] ? first : "";
if (command == "reliability")
{
    return await ReliabilityCommand.RunAsync(args is [_, var trial, ..] ? trial : "", new Arguments(args.AsSpan(Math.Min(2, args.Length))));
}

var arguments = new Arguments(args.AsSpan(Math.Min(1, args.Length)));
switch (command)
{
    case "platform":
        await StandInPlatform.RunAsync(arguments.Number("port", 23200), arguments.Number("latency", 0));
        return 0;
    case "core-app":
        await CoreApp.RunAsync(arguments.Text("urls", "http://127.0.0.1:23300"));
        return 0;
    case "load":
        await LoadCommand.RunAsync(arguments);
        return 0;
    case "growth":
        await GrowthCommand.RunAsync(arguments);
        return 0;
    case "pages":
        await PagesCommand.RunAsync(arguments);
        return 0;
    case "thin":
        await ThinCommand.RunAsync(arguments);
        return 0;
    case "import":
        await ImportCommand.RunAsync(arguments);
        return 0;
    case "numbers":
        await NumbersCommand.RunAsync(arguments);
        return 0;
    case "pipeline":
        await PipelineCommand.RunAsync(arguments);
        return 0;
    case "bare":
        await BareCommand.RunAsync(arguments);
        return 0;
    case "report":
        await ReportCommand.RunAsync(arguments);
        return 0;
    default:
        await Console.Error.WriteLineAsync("Use bench/run; it knows the commands.");
        return 2;
}
