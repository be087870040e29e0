namespace SocialProfiles.Web.Components.Shared;

/// <summary>The small marks of the screens. Platforms have their own, drawn by the platforms.</summary>
public enum IconShape
{
    Clock,
    Arrows,
    Tick,
    Warning,
    Plus,
    Search,
    Pencil,
    Archive,
    Restore,
    Trash,
    Link,
    More,
    Close,
    Left,
    Right,
    Up,
    Down,
    People,
    List,
    Chart,
    Info,
    Flask,
    Key,
    Person,
    Sliders,
    Bell,
    Tag,
    Columns,
}
