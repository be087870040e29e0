namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>What the Graph API was asked about. The same code means different things on different edges.</summary>
internal enum GraphEdge
{
    /// <summary>Another account through the agency's own; the object in the address is the agency's account.</summary>
    Discovery,

    /// <summary>The agency's own account.</summary>
    AgencyAccount,

    /// <summary>A consenting account.</summary>
    Account,

    /// <summary>A list of a consenting account that was just read itself: posts, stories, insights of the account.</summary>
    AccountList,

    /// <summary>Insights of one post.</summary>
    Post,

    /// <summary>The renewal or exchange of a consent's token.</summary>
    Token,
}
