namespace SocialProfiles.Sandbox.Accounts;

/// <summary>What a made-up creator is about. The first subject with a word that is in the handle wins.</summary>
internal sealed record Subject(string[] Words, string[] Biographies, string[] Captions, string[] Titles, string[] Tags)
{
    public static readonly Subject[] All =
    [
        new(
            ["travel", "trip", "road", "wander", "trail", "hike", "harbour"],
            ["Slow trips, one bag.", "I take the night train so that you know how it is.", "Small towns, long walks, good bakeries."],
            ["The ferry was three hours late and it was the best part of the week.", "One bag, nine days, and still two shirts too many.", "This village has 40 people and the best bread I know.", "Got up at four for this view.", "The bus only comes on Tuesdays.", "Everything I would do differently in the mountains.", "A rainy day here is better than a sunny one at home.", "Night train, window seat, no regrets."],
            ["{0} days with one bag: what I really used", "The night train that costs less than a hotel", "{0} small towns worth the detour", "I walked the whole coast. Here is what it cost", "What nobody says about travelling alone", "Packing for {0} days in eight minutes"],
            ["slowtravel", "nighttrain", "onebag", "weekendaway"]),
        new(
            ["cook", "food", "kitchen", "bake", "eat", "taste", "bread"],
            ["Weeknight cooking for small kitchens.", "I burn things so that you need not.", "Bread, broth and too many spoons."],
            ["Five ingredients, one pan, twenty minutes.", "The secret is to do nothing for ten minutes.", "My grandmother would have used twice the butter.", "This dough forgave me everything.", "Leftovers, but make them look planned.", "I tested it four times and the laziest way won.", "Crisp outside, soft inside, gone in a minute.", "Soup weather is the best weather."],
            ["{0} dinners from one shopping bag", "I baked the same loaf {0} times", "The knife skills I use every day", "Cooking for one without waste", "What {0} pounds buys at my market", "The sauce that saves every Tuesday"],
            ["weeknightdinner", "homecooking", "onepan", "breadtok"]),
        new(
            ["fit", "run", "gym", "yoga", "strong", "coach", "swim"],
            ["Strength for people with jobs.", "Running slowly, on purpose.", "Coach. Ten minutes count."],
            ["Slow miles still count as miles.", "Three moves, no equipment, your back will thank you.", "I skipped two weeks and this is how I came back.", "Form first, weight later.", "The hardest part was the front door.", "New personal best, same old shoes.", "Rest days are training days.", "Ten minutes are better than none."],
            ["{0} minutes a day for a month: what changed", "How I trained for my first ultra", "The warm-up that I never skip", "{0} mistakes of my first year", "Strength without a gym", "What I eat before a long run"],
            ["slowrunning", "tenminutes", "strengthtraining", "restday"]),
        new(
            ["music", "beat", "sing", "song", "piano", "guitar", "dj", "sound"],
            ["Songs from a very small room.", "Piano, tape hiss, tea.", "Producer. I keep the mistakes in."],
            ["Wrote this one on the bus.", "First take, one mistake, kept it.", "The chorus came when I had given up.", "Recorded in a wardrobe. Really.", "A sad song in a major key.", "New strings, old tune.", "The loop that would not leave me alone.", "Headphones on for this one."],
            ["I wrote {0} songs in a week", "From hum to master in one afternoon", "The cheap microphone test", "How the chorus was found", "{0} chords that do all the work", "Live from the kitchen"],
            ["bedroomproducer", "newmusic", "onetake", "songwriting"]),
        new(
            ["game", "play", "pixel", "quest", "stream"],
            ["Cosy games and strong tea.", "I finish what is in the backlog.", "Speedruns, slowly."],
            ["Lost four hours to a fishing minigame.", "The boss took 63 tries. Sixty-three.", "I built the whole town out of spite.", "No map, no markers, no idea.", "The soundtrack alone is worth it.", "Found this path after a hundred hours.", "My farm is a mess and I love it.", "One more day, I said at midnight."],
            ["{0} small games you missed", "I played without a map for {0} days", "Building a town from nothing", "The hardest level I ever loved", "Is it still good in the tenth year?", "A full run, no damage"],
            ["cosygames", "backlog", "indiegame", "letsplay"]),
        new(
            ["beauty", "style", "fashion", "skin", "wear", "hair", "look"],
            ["Clothes that I will still wear in ten years.", "Skin first, colour later.", "Second-hand, mostly."],
            ["Worn it forty times and it still holds.", "Three looks, one jacket.", "My whole routine is three bottles now.", "Found it second-hand for the price of lunch.", "The tailor saved this one.", "Colour that I was afraid of for years.", "Minimal effort, maximum collar.", "I mended it instead."],
            ["{0} outfits from ten pieces", "A year without new clothes", "The routine that I kept", "What I learned from a tailor", "{0} things I no longer buy", "Dressing for rain"],
            ["secondhand", "capsulewardrobe", "slowfashion", "getready"]),
        new(
            ["make", "craft", "studio", "design", "art", "draw", "wood", "clay"],
            ["Clay, paper, patience.", "I make one thing a week.", "Drawings of ordinary corners."],
            ["The glaze did what it wanted, and it was right.", "Forty hours, one drawer.", "Sketching the same tree every Sunday.", "The offcuts became the best piece.", "It cracked in the kiln and I kept it.", "Sanding is the whole job.", "Today I only sharpened things.", "From a scrap of oak to this."],
            ["A chair from one plank", "{0} sketches of one street", "Opening the kiln after {0} hours", "The tool that I use for everything", "My studio in six square metres", "Mistakes you can see, and why I leave them"],
            ["handmade", "processvideo", "studiolife", "slowcraft"]),
        new(
            ["book", "read", "science", "learn", "explain", "lab", "study"],
            ["Reading in public since forever.", "Physicist with a marker pen.", "One question a week, answered properly."],
            ["This chapter changed my mind, and I do not like it.", "Why is the sky dark at night?", "Three sentences that explain interest.", "Read it in one sitting, missed my stop.", "The experiment failed in a useful way.", "A small book about a large thing.", "What the graph does not say.", "I was wrong about this for ten years."],
            ["{0} books that I give away", "Why ice is slippery, really", "The experiment anyone can do", "How to read {0} pages a day", "A question that took a century", "What I got wrong last year"],
            ["booktok", "askascientist", "currentlyreading", "explained"]),
    ];
}
