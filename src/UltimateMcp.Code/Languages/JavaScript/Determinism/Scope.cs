namespace UltimateMcp.Code.Languages.JavaScript.Determinism;

/// <summary>A reference to a listed object or to a member of one.</summary>
/// <param name="Owner">A key of <see cref="JavaScriptAllowlists.Members"/>.</param>
internal sealed record Reference(string Owner, string? Member)
{
    public string Name => Member is null ? Owner : $"{Owner}.{Member}";

    /// <summary>The key in <see cref="JavaScriptAllowlists.Members"/> that this refers to; null for another member.</summary>
    public string? Row => Member is null ? Owner : JavaScriptAllowlists.Inner.GetValueOrDefault(Name);
}

/// <param name="Reference">What the name refers to; null for the program's own values.</param>
/// <param name="Text">The value of a string constant.</param>
internal sealed record Binding(Reference? Reference, string? Text)
{
    public static readonly Binding Own = new(null, null);
}

/// <summary>The names declared by a function or a block.</summary>
internal sealed class Scope(Scope? outer)
{
    private readonly Dictionary<string, Binding> _names = new(StringComparer.Ordinal);

    public Scope? Outer => outer;

    /// <summary>A name that is declared twice gets the more restricted binding.</summary>
    public void Declare(string name, Binding declared)
    {
        if (!_names.TryGetValue(name, out var other) || other == Binding.Own || (other.Text is not null && declared != other))
        {
            _names[name] = other?.Text is not null && declared.Reference is null ? Binding.Own : declared;
        }
    }

    public Binding? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._names.TryGetValue(name, out var declared))
            {
                return declared;
            }
        }

        return null;
    }
}
