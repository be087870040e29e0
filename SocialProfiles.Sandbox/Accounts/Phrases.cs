namespace SocialProfiles.Sandbox.Accounts;

/// <summary>What creators of every subject write around their own lines.</summary>
internal static class Phrases
{
    public static readonly string[] Openings =
        ["", "", "", "Finally: ", "Real talk. ", "Save this for later. ", "Long overdue, but here it is. ", "Day off, camera on. ", "You asked, here we go. ", "Unpopular opinion: "];

    public static readonly string[] Closings =
        ["", "", "", "Would you try it?", "Tell me I am not the only one.", "More in the next one.", "Tag someone who needs this.", "Which one is yours?", "Thank you for being here.", "Part two tomorrow."];

    public static readonly string[] FirstNames =
        ["Ada", "Bilal", "Carmen", "Dmitri", "Esi", "Freya", "Goran", "Hana", "Imran", "Jonas", "Keiko", "Lena", "Mateo", "Noor", "Oskar", "Priya"];

    public static readonly string[] LastNames =
        ["Abara", "Brandt", "Costa", "Dahl", "Evans", "Fonseca", "Gruber", "Haddad", "Ito", "Jansen", "Kowal", "Lindqvist", "Moreau", "Novak", "Okafor", "Petrov"];

    public static readonly string[] Contacts =
        ["New posts most weeks", "Work with me: see the link", "Collaborations through my agency", "Messages open, coffee always", "Be kind in the comments", "Here since 2019"];
}
