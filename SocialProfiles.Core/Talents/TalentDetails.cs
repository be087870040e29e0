namespace SocialProfiles.Core.Talents;

/// <summary>A talent's name and tags after they were checked.</summary>
internal sealed record TalentDetails(string Name, IReadOnlyList<string> Tags)
{
    public string SortName => Folded.Of(Name);

    public string SearchText => Folded.Of(Name + Talent.TextOf(Tags));

    public void ApplyTo(Talent talent, DateTimeOffset now)
    {
        talent.Name = Name;
        talent.SortName = SortName;
        talent.SearchText = SearchText;
        talent.Tags = Tags;
        talent.UpdatedAt = now;
    }

    public static Result<TalentDetails, UseCaseError> Read(TalentRequest request)
    {
        var (name, nameRefusal) = TalentName.Read(request.Name);
        if (name is null)
        {
            return new InvalidError("name", nameRefusal!);
        }

        var (tags, tagsRefusal) = TalentName.ReadTags(request.Tags);
        return tagsRefusal is null ? new TalentDetails(name, tags) : new InvalidError("tags", tagsRefusal);
    }
}
