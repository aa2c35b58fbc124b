using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Output.Searching;

/// <summary>
/// The UTF-16 units that a character class matches. Membership is determined by .NET's Regex, once for each character.
/// </summary>
internal sealed class CharacterSet
{
    private const int WordBits = 64;
    private const int Words = (char.MaxValue + 1) / WordBits;

    public static readonly CharacterSet Any = new((Regex?)null);

    private readonly Regex? _members;
    private readonly ulong[] _tested = [];
    private readonly ulong[] _contained = [];

    private CharacterSet(Regex? members) => _members = members;

    /// <param name="text">A pattern that matches one character.</param>
    public CharacterSet(string text, bool ignoreCase)
        : this(new Regex($@"\A(?:{text})\z", OptionsFor(ignoreCase), SearchPattern.MatchTimeout)) =>
        (_tested, _contained) = (new ulong[Words], new ulong[Words]);

    public CharacterSet(char only) => Single = only;

    /// <summary>The only member, if there is just one: IndexOfAny can search for it.</summary>
    public char? Single { get; }

    private static RegexOptions OptionsFor(bool ignoreCase) =>
        RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);

    public bool Contains(char character)
    {
        if (Single is { } only)
        {
            return character == only;
        }

        if (_members is null)
        {
            return true;
        }

        var (word, bit) = (character / WordBits, 1UL << (character % WordBits));
        if ((_tested[word] & bit) == 0)
        {
            _tested[word] |= bit;
            _contained[word] |= _members.IsMatch(new ReadOnlySpan<char>(in character)) ? bit : 0;
        }

        return (_contained[word] & bit) != 0;
    }
}
